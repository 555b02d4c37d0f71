using QNom.Queues.Estimation;
using QNom.Venues;
using QNom.Venues.Hours;

namespace QNom.Queues.Likeness;

/// <summary>Makes the head of a venue of which nothing was said yet: it starts from what venues like it have in common.</summary>
public sealed class NewHeads(VenueStore venues, OpeningTimes openings, QueueStore store)
{
    /// <summary>A head that is not stored yet: five point reads, once in a venue's life.</summary>
    public async Task<QueueHead> CreateAsync(string venueId, CancellationToken cancellationToken)
    {
        if (await venues.FindAsync(venueId, cancellationToken) is not { } venue)
            return new QueueHead { VenueId = venueId };
        var opening = openings.FindAsync(venue, cancellationToken);
        var ofSite = store.FindLikenessAsync(LikenessDocument.SiteId(venue.SiteId), cancellationToken);
        var ofType = store.FindLikenessAsync(LikenessDocument.TypeId(venue.Cuisine), cancellationToken);
        return new QueueHead
        {
            VenueId = venueId,
            Opening = await opening,
            Estimator = LikeWaits.Start((await ofSite)?.Waits, (await ofType)?.Waits),
        };
    }
}
