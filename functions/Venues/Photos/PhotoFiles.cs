using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using QNom.Platform;
using QNom.Venues.Photos.Pictures;

namespace QNom.Venues.Photos;

/// <summary>The files of photos: what is uploaded, in a container that nobody can read, and what is published, in one that all can.</summary>
public sealed class PhotoFiles(Blobs blobs)
{
    // The name holds the hash of the content, so what a cache has is right for ever.
    private const string CacheControl = "public, max-age=31536000, immutable";

    /// <summary>Where photos are uploaded to.</summary>
    public static BlobContainerDeclaration Uploads { get; } = new("photo-uploads");

    /// <summary>Where photos are published.</summary>
    public static BlobContainerDeclaration Published { get; } = new("photos", IsPublic: true);

    /// <summary>Signs an address under which one file may be created, once, and nothing else be done.</summary>
    public Task<Uri> SignUploadAsync(string venueId, string photoId, DateTimeOffset until, CancellationToken cancellationToken) =>
        blobs.SignAsync(Upload(venueId, photoId), BlobSasPermissions.Create, until, cancellationToken);

    /// <summary>Whether something was uploaded that has not been handled.</summary>
    public async Task<bool> WasUploadedAsync(string venueId, string photoId, CancellationToken cancellationToken) =>
        await Upload(venueId, photoId).ExistsAsync(cancellationToken);

    /// <summary>Publishes pictures; doing it again changes nothing.</summary>
    internal async Task<IReadOnlyList<Rendition>> PublishAsync(
        string venueId, string photoId, IReadOnlyList<DevelopedPicture> pictures, CancellationToken cancellationToken)
    {
        var renditions = new List<Rendition>();
        foreach (var picture in pictures)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(picture.Content));
            var rendition = new Rendition(picture.Width, picture.Height, $"{venueId}/{photoId}/{hash}.webp");
            await blobs.Container(Published).GetBlobClient(rendition.Name).UploadAsync(
                new BinaryData(picture.Content),
                new BlobUploadOptions
                {
                    HttpHeaders = new BlobHttpHeaders { ContentType = "image/webp", CacheControl = CacheControl },
                },
                cancellationToken);
            renditions.Add(rendition);
        }

        return renditions;
    }

    /// <summary>Deletes what is published of a photo, and what was uploaded; doing it again changes nothing.</summary>
    public async Task DeleteAsync(string venueId, string photoId, CancellationToken cancellationToken)
    {
        await Upload(venueId, photoId).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        var published = blobs.Container(Published);
        await foreach (var blob in published.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, $"{venueId}/{photoId}/", cancellationToken))
        {
            await published.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    /// <summary>A rendition as anyone sees it.</summary>
    public RenditionView Show(Rendition rendition) => new(rendition.Width, rendition.Height, AddressOf(rendition));

    private Uri AddressOf(Rendition rendition) => blobs.Container(Published).GetBlobClient(rendition.Name).Uri;

    private BlobClient Upload(string venueId, string photoId) =>
        blobs.Container(Uploads).GetBlobClient($"{venueId}/{photoId}");
}
