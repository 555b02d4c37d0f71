using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform;
using QNom.Platform.Http;

namespace QNom.Venues.Photos;

/// <summary>The triggers of photos.</summary>
public sealed class PhotoFunctions(PhotoAlbums albums, PhotoIntake intake, PhotoTidying tidying)
{
    private const int LargestBody = 4 * 1024;

    /// <summary>A venue's photos, in the order in which they are shown.</summary>
    [Function(nameof(GetPhotos))]
    public async Task<IResult> GetPhotos(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/photos")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Shown(await albums.ReadAsync(RouteValue.Id(request, "venueId"), cancellationToken), VenueFunctions.FactsMaxAge);

    /// <summary>Grants the upload of one photo: an address for one file and five minutes.</summary>
    [Function(nameof(GrantPhoto))]
    public async Task<IResult> GrantPhoto(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/venues/{venueId}/photos")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var venueId = RouteValue.Id(request, "venueId");
        var body = await JsonBody.ReadAsync<PhotoBody>(request, LargestBody, cancellationToken);
        var grant = await albums.GrantAsync(venueId, body, cancellationToken);
        request.HttpContext.Response.Headers.Location = $"/api/v1/venues/{venueId}/photos/{grant.PhotoId}";
        return UncachedJson.Of(request, grant, StatusCodes.Status201Created);
    }

    /// <summary>What became of a photo: awaited, published, or refused and why.</summary>
    [Function(nameof(GetPhoto))]
    public async Task<IResult> GetPhoto(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/photos/{photoId}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        UncachedJson.Of(request, await albums.ReadAsync(
            RouteValue.Id(request, "venueId"), RouteValue.Id(request, "photoId"), cancellationToken));

    /// <summary>Puts the published photos into another order.</summary>
    [Function(nameof(OrderPhotos))]
    public async Task<IResult> OrderPhotos(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/venues/{venueId}/photos")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var seen = IfMatch.Read(request);
        var body = await JsonBody.ReadAsync<PhotoOrderBody>(request, LargestBody, cancellationToken);
        return Shown(await albums.OrderAsync(RouteValue.Id(request, "venueId"), body, seen, cancellationToken), TimeSpan.Zero);
    }

    /// <summary>Deletes a photo, whether or not it was published.</summary>
    [Function(nameof(DeletePhoto))]
    public async Task<IResult> DeletePhoto(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/venues/{venueId}/photos/{photoId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await albums.DeleteAsync(RouteValue.Id(request, "venueId"), RouteValue.Id(request, "photoId"), cancellationToken);
        return Results.NoContent();
    }

    /// <summary>Publishes or refuses what was uploaded.</summary>
    [Function(nameof(DevelopPhoto))]
    public Task DevelopPhoto(
        [BlobTrigger("photo-uploads/{name}", Source = BlobNotices.Source)] BlobClient upload, string name, CancellationToken cancellationToken) =>
        intake.RunAsync(upload, name, cancellationToken);

    /// <summary>Clears away grants that were not used and files that nobody needs, every five minutes.</summary>
    [Function(nameof(TidyPhotos))]
    public Task TidyPhotos([TimerTrigger("40 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        tidying.RunAsync(cancellationToken);

    private static ConditionalContent Shown(AlbumView album, TimeSpan maxAge) =>
        ConditionalJson.Of(album, maxAge, revision: album.Revision);
}
