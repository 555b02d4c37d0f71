using System.Text.Json;
using QNom.Platform;
using QNom.Queues;
using QNom.Queues.Repair;
using QNom.Venues;
using QNom.Venues.Events;
using QNom.Venues.Hours;

namespace QNom.Discovery;

/// <summary>
/// Brings cards up to what their sources say. Events may come late, twice and in any order: a card only ever goes forward,
/// in the revisions of the venue and of its hours and in the queue's changes, and is written only if it would differ.
/// </summary>
public sealed class DiscoveryProjection(DiscoveryStore cards, VenueStore venues, OpeningTimes openings)
    : IQueueReadModel, IOpeningReadModel
{
    // Whoever follows a cell has asked for it within this time, or begins anew: see CellFollower.
    private static readonly TimeSpan MovedAwayIsTold = TimeSpan.FromDays(1);

    /// <summary>Lists a venue as it is now, and takes it off the cell that it has left.</summary>
    /// <exception cref="InvalidOperationException">There is no such venue: its event is from somewhere else.</exception>
    public async Task ShowAsync(VenueChanged change, CancellationToken cancellationToken)
    {
        var venue = await RequireAsync(change.VenueId, cancellationToken);
        await ShowAsync(venue, await openings.FindAsync(venue, cancellationToken), null, 0, cancellationToken);
        if (change.MovedFrom is { } place && Cell.Of(place) is var left && left != Cell.Of(venue.Location))
            await TakeOffAsync(left, venue.VenueId, change.Revision, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(QueueChanged change, CancellationToken cancellationToken) => await ShowAsync(
        await RequireAsync(change.VenueId, cancellationToken), null, ListedWait.Of(PublishedStatus.Of(change.Status)), change.Sequence,
        cancellationToken);

    /// <summary>What is listed of a venue's queue, for the repair: two point reads. Null if there is no such venue.</summary>
    public async Task<ShownCard?> LookAsync(string venueId, CancellationToken cancellationToken)
    {
        if (await venues.FindAsync(venueId, cancellationToken) is not { } venue)
            return null;
        var card = await cards.FindAsync(Cell.Of(venue.Location), venueId, cancellationToken);
        return new ShownCard(card?.Sequence ?? 0, published => card?.Wait == ListedWait.Of(published));
    }

    /// <inheritdoc/>
    public async Task ShowAsync(string venueId, Opening opening, CancellationToken cancellationToken) =>
        await ShowAsync(await RequireAsync(venueId, cancellationToken), opening, null, 0, cancellationToken);

    /// <summary>When a venue is open, as it is stored: two point reads.</summary>
    internal Task<Opening> OpeningOfAsync(Venue venue, CancellationToken cancellationToken) =>
        openings.FindAsync(venue, cancellationToken);

    /// <summary>Lists a venue with when it is open and what was published of its queue.</summary>
    /// <param name="venue">The venue.</param>
    /// <param name="opening">When it is open; null if that is not known here.</param>
    /// <param name="wait">What was published; null if that is not known here.</param>
    /// <param name="sequence">The change of the queue that it comes from.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Whether the card had to be written.</returns>
    public Task<bool> ShowAsync(
        Venue venue, Opening? opening, ListedWait? wait, long sequence, CancellationToken cancellationToken)
    {
        var cell = Cell.Of(venue.Location);
        return cards.ChangeAsync(
            cell, venue.VenueId, current => Next(current ?? New(cell, venue.VenueId), current, venue, opening, wait, sequence),
            cancellationToken);
    }

    /// <summary>
    /// Takes a venue off a cell, also if it is not there: what another process still does with an older revision must not
    /// bring it back.
    /// </summary>
    /// <returns>Whether the card had to be written.</returns>
    public Task<bool> TakeOffAsync(string cell, string venueId, long revision, CancellationToken cancellationToken) =>
        cards.ChangeAsync(
            cell,
            venueId,
            current => current?.Revision > revision || current is { Venue: null } && current.Revision == revision
                ? null
                : New(cell, venueId) with { Revision = revision, Ttl = (int)MovedAwayIsTold.TotalSeconds },
            cancellationToken);

    private static DiscoveryCard? Next(
        DiscoveryCard card, DiscoveryCard? current, Venue venue, Opening? opening, ListedWait? wait, long sequence)
    {
        var next = card with { Schema = DiscoveryCard.CurrentSchema };
        if (venue.Revision >= card.Revision)
            next = next with { Revision = venue.Revision, Venue = ListedFacts.Of(venue).WithLaterRating(card.Venue), Ttl = null };
        // Where nobody has told anything there is nothing to show.
        if (opening is { HoursRevision: > 0 } or { ClosuresRevision: > 0 })
            next = next with { Opening = card.Opening?.With(opening) ?? opening };
        if (wait is not null && sequence >= card.Sequence)
            next = next with { Sequence = sequence, Wait = wait };
        return current is not null && Written(current).SequenceEqual(Written(next)) ? null : next;
    }

    private static byte[] Written(DiscoveryCard card) => JsonSerializer.SerializeToUtf8Bytes(card, Json.Documents);

    private static DiscoveryCard New(string cell, string venueId) =>
        new(venueId, cell, DiscoveryCard.CurrentSchema, 0, 0, null, null);

    private async Task<Venue> RequireAsync(string venueId, CancellationToken cancellationToken) =>
        await venues.FindAsync(venueId, cancellationToken)
        ?? throw new InvalidOperationException($"There is no venue {venueId} that could be listed.");
}
