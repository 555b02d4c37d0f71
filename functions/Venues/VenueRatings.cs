using QNom.Platform.Messaging;
using QNom.Venues.Events;

namespace QNom.Venues;

/// <summary>
/// Shows ratings at venues. The venue's revision stays: it counts what its editors say, and a review must not make their
/// <c>If-Match</c> stale. The rating has a revision of its own, and only ever goes forward.
/// </summary>
public sealed class VenueRatings(VenueStore venues, Outbox<VenueOutboxMessage> outbox, TimeProvider time)
{
    private const int Attempts = 10;

    /// <summary>Shows a rating, unless a later one is shown.</summary>
    /// <exception cref="InvalidOperationException">There is no such venue: the rating is from somewhere else.</exception>
    /// <exception cref="TimeoutException">The venue kept changing; try later.</exception>
    public async Task ShowAsync(string venueId, VenueRating rating, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await venues.ReadAsync(venueId, cancellationToken)
                ?? throw new InvalidOperationException($"There is no venue {venueId} that could be rated.");
            if (stored.Document.Rating?.Revision >= rating.Revision)
                return;
            // Without reviews it stays, so that an earlier rating that comes late is known to be late.
            var venue = stored.Document with { Rating = rating };
            var change = VenueOutboxMessage.Of(VenueChanged.Of(venue, movedFrom: null), rating, time.GetUtcNow());
            if (await venues.TryCommitAsync(venue, stored.ETag, change, cancellationToken))
            {
                await outbox.DispatchAsync(change, cancellationToken);
                return;
            }
        }

        throw new TimeoutException($"The venue {venueId} changed under each of {Attempts} attempts.");
    }
}
