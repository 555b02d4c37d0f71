using QNom.Platform.Cosmos;
using QNom.Queues;

namespace QNom.Partners.Webhooks;

/// <summary>What a partner's systems were last told of a stall's line, so that they are told again only when it is news.</summary>
public sealed record ToldLine : IStoredDocument
{
    /// <summary>A wait that differs by less is the same wait: in minutes, and as a share of what was told.</summary>
    private const double LeastMinutes = 5, LeastShare = 0.25;

    /// <inheritdoc/>
    public static string CurrentSchema => "told-line/1";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public required string PartnerId { get; init; }

    /// <inheritdoc/>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The change that was told.</summary>
    public required long Sequence { get; init; }

    /// <summary>Whether people could queue.</summary>
    public required VenueState State { get; init; }

    /// <summary>Why not; null if they could.</summary>
    public ShutReason? Reason { get; init; }

    /// <summary>Until when not, UTC; null if they could, or that was not known.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The likely wait in minutes; null for none.</summary>
    public int? Likely { get; init; }

    /// <summary>When it was told, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Seconds until it is deleted: nobody remembers what was told a month ago.</summary>
    public int Ttl { get; init; } = 30 * 24 * 60 * 60;

    /// <summary>The document's id for a stall.</summary>
    public static string IdOf(string venueId) => $"queue:{venueId}";

    /// <summary>What is told with a change.</summary>
    public static ToldLine Of(string partnerId, QueueChanged change, DateTimeOffset now) => new()
    {
        Id = IdOf(change.VenueId),
        PartnerId = partnerId,
        Sequence = change.Sequence,
        State = change.Status.State,
        Reason = change.Status.Reason,
        Until = change.Status.Until,
        Likely = change.Status.Wait?.Likely,
        At = now,
    };

    /// <summary>Whether a change is news: it is later, and people would notice.</summary>
    public bool IsOutdatedBy(QueueChanged change) =>
        change.Sequence > Sequence
        && ((State, Reason, Until) != (change.Status.State, change.Status.Reason, change.Status.Until)
            || IsAnother(change.Status.Wait?.Likely));

    private bool IsAnother(int? likely) => (Likely, likely) switch
    {
        (null, null) => false,
        ({ } before, { } after) => Math.Abs(after - before) >= Math.Max(LeastMinutes, LeastShare * before),
        _ => true,
    };
}
