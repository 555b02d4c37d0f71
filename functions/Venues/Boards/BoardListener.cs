namespace QNom.Venues.Boards;

/// <summary>
/// Someone who listens to a site, and what it has been told. It keeps a number and no queue: one that is slow is told of a
/// card that changed twice once, as it is then, and costs nobody anything.
/// </summary>
public sealed class BoardListener : IDisposable
{
    private readonly SiteFeed feed;
    private readonly CancellationToken stopping;
    private Action? leave;
    private long told;

    internal BoardListener(SiteFeed feed, long after, Action leave, CancellationToken stopping) =>
        (this.feed, told, this.leave, this.stopping) = (feed, after, leave, stopping);

    /// <summary>True when the instance stops.</summary>
    public bool Ended => stopping.IsCancellationRequested;

    /// <summary>What changed since the last call, in the order of the changes.</summary>
    public IReadOnlyList<StallCard> Take()
    {
        var cards = feed.ChangedAfter(told).ToList();
        if (cards.Count > 0)
            told = cards[^1].Change;
        return cards;
    }

    /// <summary>Ends when there is something to take, when the time is over, or with the instance; throws when cancelled.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        // The signal first: a change between the look and the wait would be slept through.
        var moved = feed.Moved;
        if (feed.LastChange > told)
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        await moved.WaitAsync(atMost, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => Interlocked.Exchange(ref leave, null)?.Invoke();
}
