namespace QNom.Venues;

/// <summary>Keeps the current wait of each stall on the board of its site.</summary>
public sealed class StallBoards(VenueStore venues, SiteStore sites)
{
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
    public async Task<bool> ApplyWaitAsync(string venueId, StallWait wait, long sequence, CancellationToken cancellationToken)
    {
        var venue = await venues.FindAsync(venueId, cancellationToken)
            ?? throw new InvalidOperationException($"There is no venue {venueId} whose wait could be shown.");
        var card = await sites.ChangeStallAsync(
            venue,
            current => current?.Sequence >= sequence ? null : StallCard.Of(venue) with { Sequence = sequence, Wait = wait },
            cancellationToken);
        return card.Written;
    }
}
