using System.ComponentModel.DataAnnotations;
using QNom.Platform.Cosmos;

namespace QNom.Venues;

/// <summary>What a site's board says of a stall's wait; the full story is at the venue's queue.</summary>
/// <param name="State">open, closed, paused or unknown: closed, paused and not known are three different things.</param>
/// <param name="Live">True if it rests on what was said lately; false for what is usual at this time, and without a wait.</param>
/// <param name="Level">low, moderate, high; null if there is no wait to speak of.</param>
/// <param name="Likely">The likely wait in minutes; null unless open and known.</param>
/// <param name="Low">Start of the 80% interval, in minutes.</param>
/// <param name="High">End of the 80% interval, in minutes.</param>
/// <param name="Confidence">0 to 1; 0 without a wait.</param>
/// <param name="UpdatedAt">The time of the newest evidence; null if there was none.</param>
/// <param name="ValidUntil">From when on it says nothing any more; null if it holds until something else is said.</param>
/// <param name="Until">When closed or paused: when that ends by itself.</param>
public sealed record StallWait(
    string State, bool Live, string? Level, int? Likely, int? Low, int? High, [Range(0.0, 1.0)] double Confidence,
    DateTimeOffset? UpdatedAt, DateTimeOffset? ValidUntil, DateTimeOffset? Until = null)
{
    /// <summary>What is left of it at a time: once it has run out it is unknown, since a frozen number is worse than none.</summary>
    public StallWait At(DateTimeOffset now) =>
        ValidUntil <= now ? new StallWait("unknown", false, null, null, null, null, 0, UpdatedAt, null) : this;
}

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
/// <param name="Change">The number of this card's last change among all changes at the site; 0 before the first.</param>
/// <param name="Wait">The current wait; null before the first report.</param>
public sealed record StallCard(
    string Id, string SiteId, string Schema, string Name, Cuisine Cuisine, bool Demo, long Sequence, long Change, StallWait? Wait)
    : IStoredDocument
{
    /// <summary>The shape this code writes and reads.</summary>
    public static string CurrentSchema => "stallCard/3";

    /// <summary>The trace of the last change, for streams to go on with; null where nobody traces.</summary>
    public string? Trace { get; init; }

    /// <summary>The card of a venue nobody has reported on.</summary>
    public static StallCard Of(Venue venue) =>
        new(venue.VenueId, venue.SiteId, CurrentSchema, venue.Name, venue.Cuisine, venue.Demo, 0, 0, null);
}

/// <summary>
/// Numbers the changes of a site's cards, 1, 2, 3…: written in one batch with the card that it counts, so whoever has seen
/// a number can read every card up to it. What a stream asks first, since a point read is the cheapest question there is.
/// </summary>
/// <param name="Id">Always <see cref="DocumentId"/>.</param>
/// <param name="SiteId">The site's id; the partition key.</param>
/// <param name="Schema">The version of this shape.</param>
/// <param name="Change">The number of the last change.</param>
public sealed record SitePulse(string Id, string SiteId, string Schema, long Change) : IStoredDocument
{
    /// <summary>The id in its partition; no venue's id can be the same.</summary>
    public const string DocumentId = "~pulse";

    /// <summary>The shape this code writes and reads.</summary>
    public static string CurrentSchema => "sitePulse/1";

    /// <summary>A site's pulse after a change.</summary>
    public static SitePulse Of(string siteId, long change) => new(DocumentId, siteId, CurrentSchema, change);
}
