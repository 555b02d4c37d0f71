using System.Collections.Frozen;
using QNom.Platform.Identity;

namespace QNom.Platform.RateLimits;

/// <summary>How many requests one caller, or one client address, may make.</summary>
/// <param name="Name">Its name in the headers.</param>
/// <param name="Quota">Requests in a window, all at once if need be.</param>
/// <param name="Window">In what time the whole quota comes back, evenly.</param>
/// <param name="IsShared">Whether it is counted over all instances, too, which costs a write for each request.</param>
public sealed record RateLimit(string Name, int Quota, TimeSpan Window, bool IsShared = false)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // By address. A hawker centre at lunch may be behind one address: 200 people who look every 5 seconds.
    private static readonly RateLimit Reads = new("reads", 2400, Minute);
    // A provider sends from few addresses, and all at once after it was away.
    private static readonly RateLimit Webhooks = new("webhooks", 30_000, Minute);
    private static readonly RateLimit Registrations = new("registrations", 30, TimeSpan.FromHours(1), IsShared: true);
    // A diner pays once, and tries again when a card is refused; whoever tries cards that are not theirs tries hundreds.
    private static readonly RateLimit Payments = new("payments", 20, Minute, IsShared: true);

    /// <summary>Credentials that were not accepted, by address.</summary>
    public static RateLimit Strangers { get; } = new("strangers", 60, Minute, IsShared: true);

    // By caller, whatever the endpoint.
    private static readonly FrozenDictionary<CallerKind, RateLimit> OfCallers = new Dictionary<CallerKind, RateLimit>
    {
        [CallerKind.Diner] = new("diner", 120, Minute),
        [CallerKind.Device] = new("device", 30, Minute),
        [CallerKind.PartnerMember] = new("partner", 300, Minute),
        [CallerKind.PartnerServer] = new("server", 1200, Minute),
        [CallerKind.Sensor] = new("sensor", 600, Minute),
        [CallerKind.Operator] = new("operator", 600, Minute),
    }.ToFrozenDictionary();

    // Endpoints that move money: by caller, too, instead of the limit of its kind.
    private static readonly FrozenSet<string> Moneyed = FrozenSet.ToFrozenSet(["PayOrder", "RefundOrder"]);

    // Endpoints that anyone may call and that are no reads; null is no limit, for who must always learn how we are.
    private static readonly FrozenDictionary<string, RateLimit?> OfEndpoints = new Dictionary<string, RateLimit?>
    {
        ["RegisterDevice"] = Registrations,
        ["TakeWebhook"] = Webhooks,
        ["GetLiveness"] = null,
        ["GetReadiness"] = null,
    }.ToFrozenDictionary();

    /// <summary>Every limit.</summary>
    public static IReadOnlyList<RateLimit> All { get; } = [Reads, Webhooks, Registrations, Payments, Strangers, .. OfCallers.Values];

    /// <summary>The limit of a request; null if there is none.</summary>
    /// <param name="function">The endpoint's function.</param>
    /// <param name="caller">Who calls; null where nobody asks.</param>
    public static RateLimit? Of(string function, Caller? caller) =>
        caller is not null ? Moneyed.Contains(function) ? Payments : OfCallers[caller.Kind]
        : OfEndpoints.TryGetValue(function, out var limit) ? limit
        : Reads;
}
