namespace QNom.Queues;

/// <summary>What read models were last told, so that they are told again only when people would see a difference.</summary>
public sealed record PublishedStatus(
    VenueState State, WaitRange? Wait, int? QueueLength, WaitTrend? Trend, DateTimeOffset? ValidUntil,
    DateTimeOffset? Until = null, ShutReason? Reason = null)
{
    // A card says until when it holds. It is renewed well before, also when its numbers stay.
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(5);

    /// <summary>What is published of a status.</summary>
    public static PublishedStatus Of(QueueStatus status) =>
        new(status.State, status.Wait, status.QueueLength, status.Trend, status.ValidUntil, status.Until, status.Reason);

    /// <summary>Whether what was published no longer holds at a time, and something else does.</summary>
    public bool HasRunOut(PublishedStatus next, DateTimeOffset now) => ValidUntil <= now && this != next;

    /// <summary>Whether a status differs from what was published, or the published one is about to run out.</summary>
    public bool IsOutdatedBy(PublishedStatus next) =>
        this with { ValidUntil = null } != next with { ValidUntil = null }
        || next.ValidUntil - ValidUntil >= Renewal;
}
