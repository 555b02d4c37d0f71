using QNom.Platform.Cosmos;
using QNom.Venues.Photos.Pictures;

namespace QNom.Venues.Photos;

/// <summary>Where a photo stands.</summary>
public enum PhotoState
{
    /// <summary>It may be uploaded, or is being looked at.</summary>
    Awaiting,

    /// <summary>Everyone can see it.</summary>
    Published,

    /// <summary>What was uploaded was not fit to be published.</summary>
    Refused,

    /// <summary>It was deleted; its files may still be there for a moment.</summary>
    Deleting,
}

/// <summary>One size of a published photo.</summary>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Name">Its name in the container of published photos, which holds the hash of its content.</param>
public sealed record Rendition(int Width, int Height, string Name);

/// <summary>A photo of a venue, from the grant to upload it on.</summary>
/// <param name="PhotoId">Its id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ItemId">The item on the menu that it shows; null if it shows the venue.</param>
/// <param name="Description">What is on it, for those who do not see it; null if nobody said.</param>
/// <param name="GrantEndsAt">Until when it may be uploaded, UTC.</param>
/// <param name="TidyAt">When to look whether something of it is left to be done; null for never.</param>
/// <param name="Flaw">Why it was refused.</param>
/// <param name="Renditions">What is published of it, the smallest first.</param>
public sealed record Photo(
    string PhotoId, PhotoState State, string? ItemId, string? Description, DateTimeOffset GrantEndsAt, DateTimeOffset? TidyAt,
    PhotoFlaw? Flaw = null, IReadOnlyList<Rendition>? Renditions = null);

/// <summary>The photo that a venue is shown by: a projection into the venue, so that showing it costs no read.</summary>
/// <param name="PhotoId">Its id.</param>
/// <param name="Description">What is on it; null if nobody said.</param>
/// <param name="Renditions">Its sizes, the smallest first.</param>
public sealed record CoverPhoto(string PhotoId, string? Description, IReadOnlyList<Rendition> Renditions);

/// <summary>A venue's photos in their order, in the venue's partition.</summary>
/// <param name="Id">Always <see cref="DocumentId"/>.</param>
/// <param name="VenueId">The venue; the partition key.</param>
/// <param name="Schema">The version of this shape.</param>
/// <param name="Revision">Counts the changes of this document, from 1.</param>
/// <param name="TidyAt">The earliest of its photos' times; what the timer looks for.</param>
/// <param name="Photos">The photos.</param>
public sealed record AlbumDocument(
    string Id, string VenueId, string Schema, long Revision, DateTimeOffset? TidyAt, IReadOnlyList<Photo> Photos) : IStoredDocument
{
    /// <summary>The id of the photos in their partition; no venue's id can be the same.</summary>
    public const string DocumentId = "~photos";

    // As many as may be on their way at once, so that their owner learns why of each; older ones have been learned of.
    private const int MostRefused = PhotoAlbums.MostPhotos;

    /// <summary>The shape this code writes and reads.</summary>
    public static string CurrentSchema => "photos/1";

    /// <summary>The photos that everyone sees, in order.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<Photo> Published => Photos.Where(photo => photo.State == PhotoState.Published);

    /// <summary>The photo that the venue is shown by: the first of itself, else the first of its food.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public CoverPhoto? Cover => (Published.FirstOrDefault(photo => photo.ItemId is null) ?? Published.FirstOrDefault()) is { } photo
        ? new CoverPhoto(photo.PhotoId, photo.Description, photo.Renditions!)
        : null;

    /// <summary>The photos of a venue that has none.</summary>
    public static AlbumDocument Empty(string venueId) => new(DocumentId, venueId, CurrentSchema, 0, null, []);

    /// <summary>A photo; null if there is none.</summary>
    public Photo? Find(string photoId) => Photos.FirstOrDefault(photo => photo.PhotoId == photoId);

    /// <summary>The next revision, with other photos.</summary>
    public AlbumDocument With(IEnumerable<Photo> photos)
    {
        List<Photo> kept = [.. photos];
        var forgotten = kept.Where(photo => photo.State == PhotoState.Refused).SkipLast(MostRefused).ToHashSet();
        kept.RemoveAll(forgotten.Contains);
        return this with { Revision = Revision + 1, Photos = kept, TidyAt = kept.Min(photo => photo.TidyAt) };
    }

    /// <summary>The next revision, with one photo as it is now; null takes it away.</summary>
    public AlbumDocument With(string photoId, Photo? photo) => With(
        Photos.SelectMany(existing => existing.PhotoId != photoId ? [existing] : photo is null ? (Photo[])[] : [photo]));
}
