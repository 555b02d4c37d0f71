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
/// <param name="SiteId">The site it stands in.</param>
/// <param name="Name">Its name, 2 to 100 characters.</param>
/// <param name="Cuisine">Its kitchen.</param>
/// <param name="Location">Where it stands; the site's place if nothing better is known.</param>
/// <param name="Demo">True for a stall that we made up to show what the system does.</param>
public sealed record Venue(
    string Id, string VenueId, string Schema, string SiteId, string Name, Cuisine Cuisine, GeoPoint Location, bool Demo)
    : IVenueDocument
{
    /// <summary>The shape this code writes and reads.</summary>
    public static string CurrentSchema => "venue/1";

    /// <summary>A venue that is new.</summary>
    public static Venue Create(string venueId, string siteId, string name, Cuisine cuisine, GeoPoint location, bool demo) =>
        new(venueId, venueId, CurrentSchema, siteId, name, cuisine, location, demo);
}
