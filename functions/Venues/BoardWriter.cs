using QNom.Platform.Cosmos;

namespace QNom.Venues;

/// <summary>
/// Puts this instance's changes of one site's cards onto its board, all that wait at a time in one batch. The cards of a
/// site share its pulse, so of changes that are written one by one at the same time all but one fail and must be tried
/// again, the more the more there are; together, a crowd costs less per change than a single one does.
/// </summary>
internal sealed class BoardWriter(string siteId, SiteStore sites, TimeProvider time, Random jitter) : IDisposable
{
    // A batch holds 100 operations, and a card is far from a hundredth of its 2 MB.
    private const int MostAtOnce = 50;

    // Only other instances compete: one of their changes wins at a time. Beyond this the queue itself retries later.
    private const int Attempts = 24;

    private readonly SemaphoreSlim turn = new(1);
    private readonly List<Change> waiting = [];

    /// <summary>Shows a card, unless the board shows the same change of its venue's queue or a later one.</summary>
    /// <returns>Whether the board changed.</returns>
    /// <exception cref="TimeoutException">Other instances were faster each time; try later.</exception>
    public async Task<bool> ShowAsync(StallCard card, CancellationToken cancellationToken)
    {
        var mine = new Change(card);
        lock (waiting)
            waiting.Add(mine);
        try
        {
            await turn.WaitAsync(cancellationToken);
            try
            {
                // Whoever had the turn before may have written it.
                if (mine.Shown is null)
                    await WriteAsync(Take(mine), cancellationToken);
            }
            finally
            {
                turn.Release();
            }
        }
        finally
        {
            lock (waiting)
                waiting.Remove(mine);
        }

        return mine.Shown!.Value;
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    // A failure is the failure of who has the turn: the others stay, and try for themselves.
    private List<Change> Take(Change mine)
    {
        lock (waiting)
            return [mine, .. waiting.Where(change => change.Shown is null && change != mine).Take(MostAtOnce - 1)];
    }

    private async Task WriteAsync(List<Change> changes, CancellationToken cancellationToken)
    {
        var newest = changes.Select(change => change.Card).GroupBy(card => card.Id)
            .Select(cards => cards.MaxBy(card => card.Sequence)!).ToList();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var places = await sites.FindPlacesAsync(siteId, newest.Select(card => card.Id), cancellationToken);
            var number = places.LastChange;
            List<StallCard?> cards =
            [
                .. newest.Zip(places.Cards, (card, place) =>
                    place?.Document.Sequence >= card.Sequence ? null : card with { Change = ++number }),
            ];
            if (number == places.LastChange || await sites.TryShowAsync(cards, places, cancellationToken))
            {
                var written = cards.OfType<StallCard>().Select(card => (card.Id, card.Sequence)).ToHashSet();
                foreach (var change in changes)
                    change.Shown = written.Contains((change.Card.Id, change.Card.Sequence));
                return;
            }

            await jitter.StepAsideAsync(attempt, time, cancellationToken);
        }

        throw new TimeoutException($"The board of a site changed {Attempts} times while waits were put onto it.");
    }

    private sealed class Change(StallCard card)
    {
        public StallCard Card { get; } = card;

        /// <summary>Whether the board changed; null as long as that is not known.</summary>
        public bool? Shown { get; set; }
    }
}
