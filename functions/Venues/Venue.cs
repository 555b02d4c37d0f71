using QNom.Platform.Cosmos;
using QNom.Venues.Details;
using QNom.Venues.Photos;

namespace QNom.Venues;

/// <summary>The kitchen that a venue's food comes from.</summary>
public enum Cuisine
{
    /// <summary>Chinese, of any dialect group.</summary>
    Chinese,

    /// <summary>Malay and Indonesian.</summary>
    Malay,

    /// <summary>Indian, northern or southern.</summary>
    Indian,

    /// <summary>Peranakan.</summary>
    Peranakan,

    /// <summary>Western.</summary>
    Western,

    /// <summary>Drinks, fruit and desserts.</summary>
    Drinks,
}

/// <summary>A hawker stall, food-court stall or restaurant, as it is stored in its own partition of <c>venues</c>.</summary>
/// <param name="Id">The venue's id again: the document's id.</param>
/// <param name="VenueId">The venue's id, for example <c>maxwell-food-centre-chicken-rice</c>; the partition key.</param>
/// <param name="Schema">The version of this shape.</param>
/// <param name="Revision">Counts the changes of this document, from 1; events and editors compare it.</param>
/// <param name="SiteId">The site it stands in.</param>
/// <param name="Location">Where it stands; the site's place if nothing better is known.</param>
/// <param name="Demo">True for a stall that we made up to show what the system does.</param>
/// <param name="Facts">What its owner or an operator says of it, checked.</param>
/// <param name="Rating">What diners say of it; null before the first review.</param>
/// <param name="Cover">The photo that it is shown by; null if it has none.</param>
public sealed record Venue(
    string Id, string VenueId, string Schema, long Revision, string SiteId, GeoPoint Location, bool Demo, VenueFacts Facts,
    VenueRating? Rating = null, CoverPhoto? Cover = null)
    : IStoredDocument
{
    /// <summary>The shape this code writes and reads.</summary>
    public static string CurrentSchema => "venue/2";

    /// <summary>Its name.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Name => Facts.Name;

    /// <summary>The kitchen it is best known for: the first of its cuisines.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Cuisine Cuisine => Facts.Cuisines[0];

    /// <summary>A venue that is new.</summary>
    public static Venue Create(string venueId, string siteId, GeoPoint location, VenueFacts facts, bool demo = false) =>
        new(venueId, venueId, CurrentSchema, 1, siteId, location, demo, facts);

    /// <summary>A stall that is new, of which only the name and the kitchen are known.</summary>
    public static Venue Create(string venueId, string siteId, string name, Cuisine cuisine, GeoPoint location, bool demo) =>
        Create(venueId, siteId, location, new VenueFacts(name, VenueType.HawkerStall, [cuisine]), demo);
}

/// <summary>A venue's rating.</summary>
/// <param name="Stars">1 to 5, drawn towards the mean of all venues while there are few reviews.</param>
/// <param name="Count">How many diners rated it; 0 once the last review is gone.</param>
/// <param name="Revision">Counts its changes; one that comes late is known by it.</param>
public sealed record VenueRating(double Stars, int Count, long Revision = 0);
