using System.ComponentModel.DataAnnotations;

namespace QNom.Venues;

/// <summary>What a site's board says of a stall's wait; the full story is at the venue's queue.</summary>
/// <param name="State">open, closed, paused or unknown.</param>
/// <param name="Level">low, moderate, high; null if there is no wait to speak of.</param>
/// <param name="Likely">The likely wait in minutes; null unless open and known.</param>
/// <param name="Low">Start of the 80% interval, in minutes.</param>
/// <param name="High">End of the 80% interval, in minutes.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="UpdatedAt">When it was worked out.</param>
/// <param name="ValidUntil">From when on it says nothing any more.</param>
public sealed record StallWait(
    string State, string? Level, int? Likely, int? Low, int? High, [Range(0.0, 1.0)] double Confidence,
    DateTimeOffset UpdatedAt, DateTimeOffset ValidUntil);

/// <summary>
/// One stall on its site's board, in the site's partition: a projection of the <see cref="Venue"/> and of its queue's
/// state, so that the live board is one query in one partition.
/// </summary>
/// <param name="Id">The venue's id.</param>
/// <param name="SiteId">The site's id; the partition key.</param>
/// <param name="Schema">The version of this shape.</param>
/// <param name="Name">The venue's name.</param>
/// <param name="Cuisine">The venue's kitchen.</param>
/// <param name="Demo">True for a stall that we made up.</param>
/// <param name="Sequence">The queue event that <paramref name="Wait"/> comes from; 0 before the first.</param>
/// <param name="Wait">The current wait; null before the first report.</param>
public sealed record StallCard(
    string Id, string SiteId, string Schema, string Name, Cuisine Cuisine, bool Demo, long Sequence, StallWait? Wait)
    : IVenueDocument
{
    /// <summary>The shape this code writes and reads.</summary>
    public static string CurrentSchema => "stallCard/1";

    /// <summary>The card of a venue nobody has reported on.</summary>
    public static StallCard Of(Venue venue) =>
        new(venue.VenueId, venue.SiteId, CurrentSchema, venue.Name, venue.Cuisine, venue.Demo, 0, null);
}
