using Microsoft.AspNetCore.Http;
using QNom.Platform.Cosmos;
using QNom.Platform.Http;
using QNom.Platform.Messaging;
using QNom.Venues.Details;
using QNom.Venues.Events;

namespace QNom.Venues;

/// <summary>Creates and changes venues. Each change commits together with the event about it.</summary>
public sealed class VenueEditor(
    VenueStore venues, SiteReader sites, Outbox<VenueOutboxMessage> outbox, TimeProvider time)
{
    /// <summary>Creates a venue.</summary>
    /// <exception cref="ProblemException">400; 404: there is no such site; 409: the id is taken.</exception>
    public async Task<Venue> CreateAsync(NewVenue body, CancellationToken cancellationToken)
    {
        body.Validate();
        var site = await sites.ReadSiteAsync(body.SiteId, cancellationToken);
        var venue = Venue.Create(body.VenueId, body.SiteId, (body.Location ?? site.Location).Rounded(), body.Facts);
        return await TryCommitAsync(venue, null, null, cancellationToken) ? venue : throw Taken();
    }

    /// <summary>Changes a venue that is as its editor saw it.</summary>
    /// <exception cref="ProblemException">400; 404; 412: it has changed meanwhile.</exception>
    public async Task<Venue> ChangeAsync(string venueId, VenueChange body, IfMatch seen, CancellationToken cancellationToken)
    {
        body.Validate();
        var stored = await venues.ReadAsync(venueId, cancellationToken) ?? throw Problems.NotFound("venue");
        seen.Require(stored.Document.Revision);
        var venue = stored.Document with
        {
            Revision = stored.Document.Revision + 1,
            Location = (body.Location ?? stored.Document.Location).Rounded(),
            Facts = body.Facts,
        };
        var moved = venue.Location != stored.Document.Location;
        return await TryCommitAsync(venue, stored, moved ? stored.Document.Location : null, cancellationToken) ? venue : throw Problems.Stale();
    }

    /// <summary>409: the id belongs to another venue.</summary>
    internal static ProblemException Taken() =>
        new(StatusCodes.Status409Conflict, "venue-exists", "There is a venue with this id.", "Choose another venueId, or change that one.");

    private async Task<bool> TryCommitAsync(
        Venue venue, Stored<Venue>? before, GeoPoint? movedFrom, CancellationToken cancellationToken)
    {
        var change = VenueOutboxMessage.Of(VenueChanged.Of(venue, movedFrom), time.GetUtcNow());
        if (!await venues.TryCommitAsync(venue, before?.ETag, change, cancellationToken))
            return false;
        await outbox.DispatchAsync(change, cancellationToken);
        return true;
    }
}
