using QNom.Platform;

namespace QNom.Venues.Hours;

/// <summary>Finds out when venues are open, from what is stored of them and of their sites.</summary>
public sealed class OpeningTimes(VenueStore venues, HoursStore store, TimeProvider time)
{
    /// <summary>When a venue is open: three point reads. Null if there is no such venue.</summary>
    public async Task<Opening?> FindAsync(string venueId, CancellationToken cancellationToken) =>
        await venues.FindAsync(venueId, cancellationToken) is { } venue
            ? await FindAsync(venue, cancellationToken)
            : null;

    internal async Task<Opening> FindAsync(Venue venue, CancellationToken cancellationToken)
    {
        var hours = store.FindHoursAsync(venue.VenueId, cancellationToken);
        var closures = (await store.FindClosuresAsync(venue.SiteId, cancellationToken))?.Document;
        // A day more than today: hours that began yesterday may run into this morning, and end at midnight for a closure.
        var yesterday = DateOnly.FromDateTime(SingaporeTime.Local(time.GetUtcNow())).AddDays(-1);
        return new Opening(
            (await hours)?.Document.Revision ?? 0, (await hours)?.Document.Hours,
            closures?.Revision ?? 0,
            [.. closures?.Closures.Where(closure => closure.To >= yesterday).Select(closure => new DateRange(closure.From, closure.To)) ?? []]);
    }
}
