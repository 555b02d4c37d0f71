using QNom.Queues.Estimation;

namespace QNom.Queues;

/// <summary>A queue as someone will find it who is on the way.</summary>
/// <param name="Shut">That nobody can queue then; null if nothing stands against it.</param>
/// <param name="Wait">The wait, to the full; null if nothing is known of it.</param>
/// <param name="IsLive">Whether it comes from what was said lately, and not from history alone.</param>
public sealed record WaitAhead(Shut? Shut, Estimate? Wait, bool IsLive)
{
    /// <summary>Nobody has ever said anything.</summary>
    public static WaitAhead Unknown { get; } = new(null, null, false);

    /// <summary>The queue that a head amounts to for someone who joins later.</summary>
    public static WaitAhead Of(QueueHead head, DateTimeOffset now, DateTimeOffset joining) =>
        head.ShutAt(joining) is { } shut
            ? new WaitAhead(shut, null, false)
            : Of(head.Estimator, now, joining, head.ShutAt(now) is null ? head.NothingLiveUntil(now) : DateTimeOffset.MaxValue);

    /// <summary>The same from what is known of the waits alone.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="now">The time.</param>
    /// <param name="joining">When they join.</param>
    /// <param name="nothingLiveUntil">What became known by then is not live; null if all of it may be.</param>
    public static WaitAhead Of(
        EstimatorState state, DateTimeOffset now, DateTimeOffset joining, DateTimeOffset? nothingLiveUntil = null)
    {
        var live = state.At is { } since && now < since + EstimatorModel.LiveFor && !(since <= nothingLiveUntil);
        if (!live && !StatusView.IsUsualKnown(state, joining))
            return Unknown;
        var known = state.At > now ? state.At.Value : now;
        return new WaitAhead(null, WaitEstimator.Singapore.Forecast(state, known, joining > known ? joining : known), live);
    }
}

/// <summary>Looks ahead at many queues: one point read each, 16 at a time.</summary>
public sealed class WaitsAhead(QueueStore store, TimeProvider time)
{
    private const int AtOnce = 16;

    /// <summary>The queues, in the order of those who will join them; unknown where nobody has said anything.</summary>
    public async Task<IReadOnlyList<WaitAhead>> ReadAsync(
        IReadOnlyList<(string VenueId, DateTimeOffset Joining)> ways, CancellationToken cancellationToken)
    {
        var found = new WaitAhead[ways.Count];
        await Parallel.ForAsync(
            0, ways.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, cancelled) => found[i] = await store.FindHeadAsync(ways[i].VenueId, cancelled) is { } head
                ? WaitAhead.Of(head.Document, time.GetUtcNow(), ways[i].Joining)
                : WaitAhead.Unknown);
        return found;
    }
}
