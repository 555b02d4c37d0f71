using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using QNom.Platform.Http;
using QNom.Venues.Photos.Pictures;

namespace QNom.Venues.Photos;

/// <summary>
/// Handles what is uploaded: publishes it or refuses it, says so on the photo, and deletes the original. A file may come
/// twice, late, at the same time as itself, or after its photo was deleted; the photo's document decides.
/// </summary>
public sealed partial class PhotoIntake(PhotoStore albums, PhotoFiles files, ILogger<PhotoIntake> logger) : IDisposable
{
    // One picture at a time in an instance: what a picture may cost is bounded, and so is then the process.
    private readonly SemaphoreSlim room = new(1);

    /// <summary>Handles a file.</summary>
    /// <param name="upload">The file; of one that is too large nothing is read.</param>
    /// <param name="name">Its name: <c>{venueId}/{photoId}</c>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task RunAsync(BlobClient upload, string name, CancellationToken cancellationToken)
    {
        // What has another name is nobody's: no grant leads there.
        if (name.Split('/') is [var venueId, var photoId] && RouteValue.IsId(venueId) && RouteValue.IsId(photoId)
            && (await albums.FindAsync(venueId, cancellationToken))?.Find(photoId) is { State: PhotoState.Awaiting })
        {
            await HandleAsync(upload, venueId, photoId, cancellationToken);
        }

        // Only now, when what became of it is stored.
        await upload.DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => room.Dispose();

    private async Task HandleAsync(BlobClient upload, string venueId, string photoId, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        try
        {
            if (await ReadAsync(upload, cancellationToken) is not { } file)
                return;
            var header = PictureHeader.Read(file);
            var pictures = Darkroom.Develop(file, header);
            await PublishAsync(venueId, photoId, pictures, cancellationToken);
            Log.Published(logger, photoId, header.Format, header.Width, header.Height, file.Length);
        }
        catch (PictureRefusedException refused)
        {
            await SettleAsync(
                venueId, photoId, photo => photo with { State = PhotoState.Refused, Flaw = refused.Flaw, TidyAt = null }, cancellationToken);
            Log.Refused(logger, photoId, refused.Flaw);
        }
        finally
        {
            room.Release();
        }
    }

    private async Task PublishAsync(
        string venueId, string photoId, IReadOnlyList<DevelopedPicture> pictures, CancellationToken cancellationToken)
    {
        var renditions = await files.PublishAsync(venueId, photoId, pictures, cancellationToken);
        var album = await SettleAsync(
            venueId, photoId,
            photo => photo with { State = PhotoState.Published, Renditions = renditions, TidyAt = null },
            cancellationToken);
        // Deleted meanwhile: what was just published goes, too.
        if (album.Find(photoId) is not { State: PhotoState.Published })
            await files.DeleteAsync(venueId, photoId, cancellationToken);
    }

    private Task<AlbumDocument> SettleAsync(
        string venueId, string photoId, Func<Photo, Photo> settle, CancellationToken cancellationToken) =>
        albums.ChangeAsync(
            venueId,
            album => album.Find(photoId) is { State: PhotoState.Awaiting } photo ? album.With(photoId, settle(photo)) : null,
            cancellationToken);

    // Null if it is gone: someone else has handled it.
    private static async Task<byte[]?> ReadAsync(BlobClient upload, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties properties = await upload.GetPropertiesAsync(cancellationToken: cancellationToken);
            PictureRefusedException.Unless(properties.ContentLength <= PictureLimits.MostBytes, PhotoFlaw.TooLarge);
            var file = new byte[properties.ContentLength];
            using BlobDownloadStreamingResult content = await upload.DownloadStreamingAsync(
                new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = properties.ETag } }, cancellationToken);
            await content.Content.ReadExactlyAsync(file, cancellationToken);
            return file;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Photo {Photo} is published, from a {Format} of {Width} x {Height} pixels and {Bytes} bytes.")]
        public static partial void Published(ILogger logger, string photo, PictureFormat format, int width, int height, int bytes);

        [LoggerMessage(2, LogLevel.Information, "Photo {Photo} is refused: {Flaw}.")]
        public static partial void Refused(ILogger logger, string photo, PhotoFlaw flaw);
    }
}
