using QNom.Venues.Photos.Pictures;

namespace QNom.Venues.Photos;

/// <summary>Leave to upload one photo.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="Upload">How to upload it.</param>
public sealed record PhotoGrantView(string PhotoId, UploadView Upload);

/// <summary>How to upload a photo: one request to Azure Storage.</summary>
/// <param name="Method">Always <c>PUT</c>.</param>
/// <param name="Url">Where to. Whoever has it can upload this one file, so keep it to yourself.</param>
/// <param name="Headers">What must be sent with it.</param>
/// <param name="MaxBytes">A larger file is deleted unread.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record UploadView(
    string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, int MaxBytes, DateTimeOffset ExpiresAt);

/// <summary>A photo as its owner sees it.</summary>
/// <param name="PhotoId">Its id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Flaw">Why it was refused; null if it was not.</param>
/// <param name="ItemId">The item on the menu that it shows; null if it shows the venue.</param>
/// <param name="Description">What is on it; null if nobody said.</param>
/// <param name="Renditions">Its sizes, the smallest first; empty unless it is published.</param>
public sealed record PhotoStatusView(
    string PhotoId, PhotoState State, PhotoFlaw? Flaw, string? ItemId, string? Description, IReadOnlyList<RenditionView> Renditions)
{
    internal static PhotoStatusView Of(Photo photo, PhotoFiles files) => new(
        photo.PhotoId, photo.State, photo.Flaw, photo.ItemId, photo.Description, RenditionView.Of(photo.Renditions, files));
}

/// <summary>A venue's photos, in the order in which they are shown.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="Revision">Counts the changes; 0 if there never was a photo.</param>
/// <param name="Photos">The photos.</param>
public sealed record AlbumView(string VenueId, long Revision, IReadOnlyList<PhotoView> Photos)
{
    internal static AlbumView Of(AlbumDocument album, PhotoFiles files) => new(
        album.VenueId, album.Revision,
        [.. album.Published.Select(photo => new PhotoView(
            photo.PhotoId, photo.ItemId, photo.Description, RenditionView.Of(photo.Renditions, files)))]);
}

/// <summary>A photo.</summary>
/// <param name="PhotoId">Its id.</param>
/// <param name="ItemId">The item on the menu that it shows; null if it shows the venue.</param>
/// <param name="Description">What is on it; null if nobody said.</param>
/// <param name="Renditions">Its sizes, the smallest first.</param>
public sealed record PhotoView(string PhotoId, string? ItemId, string? Description, IReadOnlyList<RenditionView> Renditions);

/// <summary>The photo that a venue is shown by.</summary>
/// <param name="PhotoId">Its id.</param>
/// <param name="Description">What is on it; null if nobody said.</param>
/// <param name="Renditions">Its sizes, the smallest first.</param>
public sealed record CoverView(string PhotoId, string? Description, IReadOnlyList<RenditionView> Renditions)
{
    /// <summary>What a client sees of it; null if there is none.</summary>
    public static CoverView? Of(CoverPhoto? cover, PhotoFiles files) =>
        cover is null ? null : new CoverView(cover.PhotoId, cover.Description, RenditionView.Of(cover.Renditions, files));
}

/// <summary>One size of a photo: a WebP file that never changes.</summary>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Url">Where it is.</param>
public sealed record RenditionView(int Width, int Height, Uri Url)
{
    internal static IReadOnlyList<RenditionView> Of(IReadOnlyList<Rendition>? renditions, PhotoFiles files) =>
        [.. (renditions ?? []).Select(files.Show)];
}
