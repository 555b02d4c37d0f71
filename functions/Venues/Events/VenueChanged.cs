using QNom.Platform.Messaging;

namespace QNom.Venues.Events;

/// <summary>A venue is new, or what is said of it has changed. Who needs more reads the venue, which may be newer by then.</summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="VenueId">Which.</param>
/// <param name="Revision">The revision that caused it.</param>
/// <param name="MovedFrom">Where it stood before, if it moved.</param>
public sealed record VenueChanged(string Schema, string VenueId, long Revision, GeoPoint? MovedFrom = null) : IQueueMessage
{
    /// <inheritdoc/>
    public static string CurrentSchema => "venue-changed/1";

    /// <summary>The event of a venue's present revision, and of the move that led to it.</summary>
    public static VenueChanged Of(Venue venue, GeoPoint? movedFrom) => new(CurrentSchema, venue.VenueId, venue.Revision, movedFrom);
}
