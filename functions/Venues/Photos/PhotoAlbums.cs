using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Venues.Photos.Pictures;

namespace QNom.Venues.Photos;

/// <summary>
/// Grants uploads, and shows, orders and deletes photos. Photos are the owner's: a diner's would have to be looked at by
/// somebody before everybody sees them.
/// </summary>
public sealed class PhotoAlbums(PhotoStore albums, PhotoFiles files, VenueStore venues, TimeProvider time)
{
    /// <summary>The most photos of a venue, published or on their way.</summary>
    public const int MostPhotos = 30;

    internal static readonly TimeSpan GrantLasts = TimeSpan.FromMinutes(5);

    internal static readonly IReadOnlyDictionary<string, string> UploadHeaders =
        new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob" };

    /// <summary>Grants the upload of one photo. Asking again makes another grant, and one that is not used ends by itself.</summary>
    /// <exception cref="ProblemException">400; 404: there is no such venue; 409: it has enough photos.</exception>
    public async Task<PhotoGrantView> GrantAsync(string venueId, PhotoBody body, CancellationToken cancellationToken)
    {
        body.Validate();
        await RequireVenueAsync(venueId, cancellationToken);
        if (body.ItemId is { } item
            && (await venues.ReadMenuAsync(venueId, cancellationToken))?.Document.Menu.Items.Any(known => known.ItemId == item) != true)
        {
            throw Problems.Invalid("/itemId", "must be the id of an item on the menu");
        }

        // To the second, as the address says it.
        var endsAt = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + GrantLasts).ToUnixTimeSeconds());
        var photo = new Photo(
            Guid.NewGuid().ToString(), PhotoState.Awaiting, body.ItemId, body.Description, endsAt, endsAt + PhotoTidying.Grace);
        await albums.ChangeAsync(
            venueId,
            album => album.Photos.Count(other => other.State is PhotoState.Published or PhotoState.Awaiting) < MostPhotos
                ? album.With([.. album.Photos, photo])
                : throw TooMany(),
            cancellationToken);
        var address = await files.SignUploadAsync(venueId, photo.PhotoId, endsAt, cancellationToken);
        return new PhotoGrantView(
            photo.PhotoId, new UploadView(HttpMethods.Put, address, UploadHeaders, PictureLimits.MostBytes, endsAt));
    }

    /// <summary>A venue's photos: one point read, and a second one only where there never was a photo.</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public async Task<AlbumView> ReadAsync(string venueId, CancellationToken cancellationToken)
    {
        var album = await albums.FindAsync(venueId, cancellationToken);
        if (album is null)
            await RequireVenueAsync(venueId, cancellationToken);
        return AlbumView.Of(album ?? AlbumDocument.Empty(venueId), files);
    }

    /// <summary>What became of a photo.</summary>
    /// <exception cref="ProblemException">404: there is no such photo.</exception>
    public async Task<PhotoStatusView> ReadAsync(string venueId, string photoId, CancellationToken cancellationToken) =>
        (await albums.FindAsync(venueId, cancellationToken))?.Find(photoId) is { State: not PhotoState.Deleting } photo
            ? PhotoStatusView.Of(photo, files)
            : throw Problems.NotFound("photo");

    /// <summary>Puts the published photos into another order.</summary>
    /// <exception cref="ProblemException">400; 404: there is no such venue; 412: they have changed meanwhile.</exception>
    public async Task<AlbumView> OrderAsync(
        string venueId, PhotoOrderBody body, IfMatch seen, CancellationToken cancellationToken)
    {
        if (await albums.FindAsync(venueId, cancellationToken) is null)
            await RequireVenueAsync(venueId, cancellationToken);
        var album = await albums.ChangeAsync(
            venueId,
            current =>
            {
                seen.Require(current.Revision);
                if (!current.Published.Select(photo => photo.PhotoId).Order().SequenceEqual(body.PhotoIds.Order()))
                    throw Problems.Invalid("/photoIds", "must name each published photo once");
                var others = current.Photos.Where(photo => photo.State != PhotoState.Published);
                return current.With([.. body.PhotoIds.Select(id => current.Find(id)!), .. others]);
            },
            cancellationToken);
        return AlbumView.Of(album, files);
    }

    /// <summary>Deletes a photo and its files. It is shown no more at once; files that outlive a crash go with the next tidying.</summary>
    /// <exception cref="ProblemException">404: there is no such photo.</exception>
    public async Task DeleteAsync(string venueId, string photoId, CancellationToken cancellationToken)
    {
        await albums.ChangeAsync(
            venueId,
            album => album.Find(photoId) is { State: not PhotoState.Deleting } photo
                ? album.With(photoId, photo with { State = PhotoState.Deleting, TidyAt = time.GetUtcNow() })
                : throw Problems.NotFound("photo"),
            cancellationToken);
        await files.DeleteAsync(venueId, photoId, cancellationToken);
        await albums.ChangeAsync(
            venueId, album => album.Find(photoId) is null ? null : album.With(photoId, null), cancellationToken);
    }

    /// <summary>409: there are as many photos as there may be.</summary>
    internal static ProblemException TooMany() => new(
        StatusCodes.Status409Conflict, "photos-full", "The venue has as many photos as it may have.",
        $"There may be {MostPhotos}, with those that are being uploaded: delete one first.");

    private async Task RequireVenueAsync(string venueId, CancellationToken cancellationToken)
    {
        if (await venues.FindAsync(venueId, cancellationToken) is null)
            throw Problems.NotFound("venue");
    }
}
