using System.Runtime.CompilerServices;

namespace QNom.Venues;

/// <summary>Keeps the current wait of each stall on the board of its site.</summary>
public sealed class StallBoards(VenueStore venues, SiteStore sites, TimeProvider time, Random jitter)
{
    // One change of a site wins at a time, since each gets the next number. With 24 messages in flight per instance this
    // many attempts are enough for all of them; beyond that the queue itself retries later.
    private const int Attempts = 24;

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
    /// <exception cref="TimeoutException">Other stalls of the site were faster each time; try later.</exception>
    public async Task<bool> ApplyWaitAsync(string venueId, StallWait wait, long sequence, CancellationToken cancellationToken)
    {
        var venue = await venues.FindAsync(venueId, cancellationToken)
            ?? throw new InvalidOperationException($"There is no venue {venueId} whose wait could be shown.");
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var place = await sites.FindPlaceAsync(venue, cancellationToken);
            if (place.Card?.Document.Sequence >= sequence)
                return false;
            var card = StallCard.Of(venue) with { Sequence = sequence, Change = place.LastChange + 1, Wait = wait };
            if (await sites.TryShowAsync(card, place, cancellationToken))
                return true;
            // Spread the competitors out: up to 2 ms times the number of attempts so far.
            await Task.Delay(TimeSpan.FromMilliseconds(jitter.NextDouble() * 2 * (attempt + 1)), time, cancellationToken);
        }

        throw new TimeoutException($"The board of a site changed {Attempts} times while a wait was put onto it.");
    }
}
