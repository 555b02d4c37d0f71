using QNom.Queues;
using QNom.Venues;
using QNom.Venues.Details;
using QNom.Venues.Hours;
using QNom.Venues.Photos;

namespace QNom.Discovery;

/// <summary>
/// A venue in the read model, in the partition of its cell: what a search filters and shows, and the current wait. All of it
/// is a projection: see <see cref="DiscoveryProjection"/>.
/// </summary>
/// <param name="Id">The venue's id.</param>
/// <param name="Cell">The cell of its place; the partition key.</param>
/// <param name="Schema">The version of this shape.</param>
/// <param name="Revision">The venue's revision that this shows; an older one never overwrites a newer one.</param>
/// <param name="Sequence">The change of its queue that <paramref name="Wait"/> comes from; 0 before the first.</param>
/// <param name="Venue">What is said of it; null if it has moved away: such a card tells those who follow the cell.</param>
/// <param name="Wait">What was last published of its queue; null before the first.</param>
/// <param name="Opening">When it is open, each part at the revision that this shows; null before anybody looked.</param>
/// <param name="Ttl">Seconds until a card that moved away is deleted.</param>
public sealed record DiscoveryCard(
    string Id, string Cell, string Schema, long Revision, long Sequence, ListedFacts? Venue, ListedWait? Wait,
    Opening? Opening = null, int? Ttl = null)
{
    /// <summary>The shape this code writes and reads.</summary>
    public const string CurrentSchema = "discovery-card/2";

    /// <summary>The shape before it, which lacks <see cref="Opening"/> and is read as one that nobody has looked at.</summary>
    public const string FormerSchema = "discovery-card/1";

    /// <summary>Whether this code can read a shape.</summary>
    public static bool Knows(string schema) => schema is CurrentSchema or FormerSchema;

    /// <summary>
    /// Whether it is known to be open at a time: by its hours, or by a live wait. Null if neither says anything, which is not
    /// the same as open; false also while the stall itself says that it is shut.
    /// </summary>
    public bool? IsOpenAt(DateTimeOffset at)
    {
        if (Wait?.IsShutAt(at) == true || (Opening is { Gates: true } gated && !gated.Timetable.IsOpenAt(at)))
            return false;
        return Opening?.Hours is not null || Wait?.LiveAt(at) is not null ? true : null;
    }
}

/// <summary>What a search needs to know of a venue.</summary>
/// <param name="SiteId">The site it stands in.</param>
/// <param name="Name">Its name in English.</param>
/// <param name="Mandarin">Its name in Mandarin.</param>
/// <param name="Malay">Its name in Malay.</param>
/// <param name="Tamil">Its name in Tamil.</param>
/// <param name="Location">Where it stands.</param>
/// <param name="Type">What kind of place it is.</param>
/// <param name="Cuisines">Its kitchens.</param>
/// <param name="Diet">Who can eat there.</param>
/// <param name="Price">What a meal costs.</param>
/// <param name="Rating">What diners say of it.</param>
/// <param name="Demo">True for a stall that we made up.</param>
/// <param name="Photo">The smallest size of the photo that it is shown by; null if it has none.</param>
public sealed record ListedFacts(
    string SiteId, string Name, string? Mandarin, string? Malay, string? Tamil, GeoPoint Location, VenueType Type,
    IReadOnlyList<Cuisine> Cuisines, DietFacts? Diet, PriceFacts? Price, VenueRating? Rating, bool Demo, Rendition? Photo = null)
{
    /// <summary>What a search needs of a venue.</summary>
    public static ListedFacts Of(Venue venue) => new(
        venue.SiteId, venue.Name, venue.Facts.Translations?.ZhHans?.Name, venue.Facts.Translations?.Ms?.Name,
        venue.Facts.Translations?.Ta?.Name, venue.Location, venue.Facts.Type, venue.Facts.Cuisines, venue.Facts.Diet,
        venue.Facts.Price, venue.Rating, venue.Demo, venue.Cover?.Renditions[0]);

    /// <summary>With the rating of a card that has a later one: a venue's revision does not count its ratings.</summary>
    public ListedFacts WithLaterRating(ListedFacts? other) => other?.Rating?.Revision > (Rating?.Revision ?? 0) ? this with { Rating = other.Rating } : this;

    /// <summary>Its name in a language, in English if it is not translated.</summary>
    public string NameIn(Language language) => language switch
    {
        Language.Mandarin => Mandarin,
        Language.Malay => Malay,
        Language.Tamil => Tamil,
        _ => null,
    } ?? Name;
}

/// <summary>
/// What was last published of a venue's queue. Only what <see cref="PublishedStatus"/> holds, so that a rebuild, which reads
/// that from the queue's head, makes the same card as the event did.
/// </summary>
/// <param name="State">Whether people can queue.</param>
/// <param name="Likely">The likely wait in minutes; null if no wait is shown.</param>
/// <param name="Low">Start of the 80% interval, in minutes.</param>
/// <param name="High">End of the 80% interval, in minutes.</param>
/// <param name="ValidUntil">Until when the wait may be shown as live; null if it is not live.</param>
/// <param name="Until">When closed or paused: when that ends by itself.</param>
public sealed record ListedWait(
    VenueState State, int? Likely, int? Low, int? High, DateTimeOffset? ValidUntil, DateTimeOffset? Until)
{
    /// <summary>What a search needs of a published status.</summary>
    public static ListedWait Of(PublishedStatus status) => new(
        status.State, status.Wait?.Likely, status.Wait?.Low, status.Wait?.High, status.ValidUntil, status.Until);

    /// <summary>The live wait at a time in minutes; null once it has run out, and while the venue is shut.</summary>
    public int? LiveAt(DateTimeOffset now) => State == VenueState.Open && ValidUntil > now ? Likely : null;

    /// <summary>Whether the stall itself has said that it is closed or paused, and that still holds.</summary>
    public bool IsShutAt(DateTimeOffset now) =>
        State is VenueState.Closed or VenueState.Paused && (Until is not { } end || end > now);
}
