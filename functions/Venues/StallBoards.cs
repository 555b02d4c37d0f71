using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using QNom.Platform.Telemetry;

namespace QNom.Venues;

/// <summary>Keeps the current wait of each stall on the board of its site.</summary>
public sealed class StallBoards(VenueStore venues, SiteStore sites, TimeProvider time, Random jitter) : IDisposable
{
    // As many as there are sites on which a wait was shown by this instance.
    private readonly ConcurrentDictionary<string, BoardWriter> writers = new();

    /// <summary>
    /// The cards of a few sites, by turns: as many turns later as there are such slices it is those sites' turn again. One
    /// query for all sites, and one per site of the slice.
    /// </summary>
    /// <param name="turn">Which slice; any number.</param>
    /// <param name="atOnce">How many sites there are in one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<StallCard>> ListSliceAsync(long turn, int atOnce, CancellationToken cancellationToken)
    {
        var slices = (await sites.ListAllAsync(cancellationToken)).Chunk(atOnce).ToList();
        var cards = new List<StallCard>();
        foreach (var site in slices.Count == 0 ? [] : slices[(int)(turn % slices.Count)])
        {
            if (await sites.FindBoardAsync(site.Id, cancellationToken) is { } board)
                cards.AddRange(board.Stalls);
        }

        return cards;
    }

    /// <summary>The cards of all sites, site by site: a query for all sites, and one for each. For a nightly job.</summary>
    public async IAsyncEnumerable<(string SiteId, IReadOnlyList<StallCard> Cards)> ListAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var site in await sites.ListAllAsync(cancellationToken))
        {
            if (await sites.FindBoardAsync(site.Id, cancellationToken) is { } board)
                yield return (site.Id, board.Stalls);
        }
    }

    /// <summary>
    /// Shows a wait on the board, if it is newer than what the board shows. Events may come late, twice and in any order;
    /// a card that is missing is made anew.
    /// </summary>
    /// <param name="venueId">The stall.</param>
    /// <param name="wait">What to show.</param>
    /// <param name="sequence">The number of the change that <paramref name="wait"/> comes from, rising per venue from 1.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Whether the board changed; false if it shows this change or a later one.</returns>
    /// <exception cref="InvalidOperationException">There is no such venue: its event is from somewhere else.</exception>
    /// <exception cref="TimeoutException">Other instances that show stalls of the site were faster each time; try later.</exception>
    public async Task<bool> ApplyWaitAsync(string venueId, StallWait wait, long sequence, CancellationToken cancellationToken)
    {
        var venue = await venues.FindAsync(venueId, cancellationToken)
            ?? throw new InvalidOperationException($"There is no venue {venueId} whose wait could be shown.");
        return await writers.GetOrAdd(venue.SiteId, site => new BoardWriter(site, sites, time, jitter))
            .ShowAsync(StallCard.Of(venue) with { Sequence = sequence, Wait = wait, Trace = Spans.ToCarry }, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var writer in writers.Values)
            writer.Dispose();
    }
}
