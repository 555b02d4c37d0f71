using QNom.Platform.Cosmos;

namespace QNom.Venues.Menus;

/// <summary>A venue's menu, in the venue's partition.</summary>
/// <param name="Id">Always <see cref="DocumentId"/>.</param>
/// <param name="VenueId">The venue; the partition key.</param>
/// <param name="Schema">The version of this shape.</param>
/// <param name="Revision">Counts the changes of this document, from 1.</param>
/// <param name="Menu">What is on it, checked.</param>
public sealed record MenuDocument(string Id, string VenueId, string Schema, long Revision, MenuFacts Menu) : IStoredDocument
{
    /// <summary>The id of a menu in its partition; no venue's id can be the same.</summary>
    public const string DocumentId = "~menu";

    /// <summary>The shape this code writes and reads.</summary>
    public static string CurrentSchema => "menu/1";

    /// <summary>A revision of a menu.</summary>
    public static MenuDocument Create(string venueId, long revision, MenuFacts menu) =>
        new(DocumentId, venueId, CurrentSchema, revision, menu);
}

/// <summary>
/// What is sold out at a venue, in the venue's partition. Not part of the menu: it changes many times a day, and a write
/// costs by its size.
/// </summary>
/// <param name="Id">Always <see cref="DocumentId"/>.</param>
/// <param name="VenueId">The venue; the partition key.</param>
/// <param name="Schema">The version of this shape.</param>
/// <param name="SoldOutUntil">Until when each item is sold out, UTC, by the item's id.</param>
public sealed record StockDocument(
    string Id, string VenueId, string Schema, IReadOnlyDictionary<string, DateTimeOffset> SoldOutUntil) : IStoredDocument
{
    /// <summary>The id in its partition; no venue's id can be the same.</summary>
    public const string DocumentId = "~stock";

    /// <summary>The shape this code writes and reads.</summary>
    public static string CurrentSchema => "stock/1";

    /// <summary>What is sold out.</summary>
    public static StockDocument Create(string venueId, IReadOnlyDictionary<string, DateTimeOffset> soldOutUntil) =>
        new(DocumentId, venueId, CurrentSchema, soldOutUntil);
}
