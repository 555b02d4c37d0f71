using System.Text.Json.Serialization;

namespace QNom.Queues.Truths;

/// <summary>
/// What a venue remembers of how right it was: what it last showed, the newest truths one by one, and all of them together.
/// At most 1 KB when stored. Never changes itself: each change gives another.
/// </summary>
[JsonConverter(typeof(VenueAccuracyConverter))]
public sealed class VenueAccuracy
{
    /// <summary>So many of the newest truths are told for themselves.</summary>
    public const int RemembersTruths = 50;

    // At the busiest stall what is shown changes once a minute; nobody at a stall waits longer than that lasts.
    internal const int RemembersShown = 32;

    /// <summary>All truths together.</summary>
    internal AccuracyTally All { get; init; }

    /// <summary>The newest, the oldest of them first.</summary>
    internal IReadOnlyList<TruthEntry> Newest { get; init; } = [];

    /// <summary>What was shown, the oldest first.</summary>
    internal IReadOnlyList<ShownEntry> Shown { get; init; } = [];

    /// <summary>With what is shown from now on.</summary>
    public VenueAccuracy With(QueueStatus status, DateTimeOffset now) => new()
    {
        All = All,
        Newest = Newest,
        Shown = [.. Shown.Skip(Shown.Count - RemembersShown + 1), ShownEntry.Of(status, now)],
    };

    /// <summary>
    /// With the truth about a moment: a timed visit, or an order's collection. The same if nothing was shown then, or if that
    /// is so long ago that it is forgotten.
    /// </summary>
    /// <param name="joined">When the wait began.</param>
    /// <param name="minutes">How long it was.</param>
    public VenueAccuracy WithTruth(DateTimeOffset joined, double minutes)
    {
        var time = joined.ToUnixTimeSeconds();
        if (Shown.LastOrDefault(entry => entry.At <= time) is not { Wait: not null } shown || !shown.HoldsAt(time))
            return this;
        var truth = TruthEntry.Of(shown, minutes);
        return new VenueAccuracy
        {
            All = All.With(truth),
            Newest = [.. Newest.Skip(Newest.Count - RemembersTruths + 1), truth],
            Shown = Shown,
        };
    }
}

/// <summary>Sums over truths.</summary>
/// <param name="N">How many.</param>
/// <param name="Absolute">Of the absolute errors, minutes.</param>
/// <param name="Signed">Of the errors, minutes: shown less true.</param>
/// <param name="Within5">Errors of at most 5 minutes.</param>
/// <param name="Covered">Within the interval.</param>
/// <param name="Near">Errors of at most 5 minutes or 25%.</param>
/// <param name="Confidence">Of the confidences.</param>
internal readonly record struct AccuracyTally(
    int N, double Absolute, double Signed, int Within5, int Covered, int Near, double Confidence)
{
    public AccuracyTally With(TruthEntry truth) => new(
        N + 1, Absolute + Math.Abs(truth.Error), Signed + truth.Error, Within5 + (Math.Abs(truth.Error) <= 5 ? 1 : 0),
        Covered + (truth.Covered ? 1 : 0), Near + (truth.Near ? 1 : 0), Confidence + truth.Confidence / 100.0);
}
