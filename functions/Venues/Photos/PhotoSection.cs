using QNom.Platform.Http;
using QNom.Platform.OpenApi;
using QNom.Venues.Photos.Pictures;

namespace QNom.Venues.Photos;

/// <summary>What the API document says of photos.</summary>
internal static class PhotoSection
{
    private const string Id = "0b1e7a52-6f7d-4d1c-9a1c-2f1f6a0c7e11";

    private static readonly Parameter VenueId = Parameter.Id("venueId", "The stall.", "maxwell-food-centre-chicken-rice");

    private static readonly Parameter PhotoId = Parameter.Id("photoId", "The photo.", Id);

    private static readonly DateTimeOffset Lunch = new(2026, 11, 25, 4, 32, 10, TimeSpan.Zero);

    public static ApiSection Section { get; } = new("Photos", "What a stall and its food look like.",
    [
        new Endpoint(nameof(PhotoFunctions.GetPhotos), "A stall's photos")
        {
            Parameters = [VenueId],
            Answer = Answer.Read("The photos, as WebP files that never change.", Content.Written(Album), VenueFunctions.FactsMaxAge),
        },
        new Endpoint(nameof(PhotoFunctions.GrantPhoto), "Upload a photo")
        {
            Parameters = [VenueId],
            Body = Content.Read(new PhotoBody("chicken-rice", "A plate of poached chicken on rice.")),
            Answer = Answer.Uncached(201, "Upload the file there: JPEG, PNG or WebP. A moment later it is published, or refused.", Content.Written(Grant)) with
            {
                Headers = [Header.NoStore, new Header("Location", "What becomes of it.", $"/api/v1/venues/{VenueId.Example}/photos/{Id}", Always: true)],
            },
            Problems = [Problems.Invalid("/itemId", "must be the id of an item on the menu"), PhotoAlbums.TooMany()],
        },
        new Endpoint(nameof(PhotoFunctions.GetPhoto), "What became of a photo")
        {
            Parameters = [VenueId, PhotoId],
            Answer = Answer.Uncached(200, "Where it stands.", Content.Written(new PhotoStatusView(
                Id, PhotoState.Refused, PhotoFlaw.TrailingData, null, null, []))),
        },
        new Endpoint(nameof(PhotoFunctions.OrderPhotos), "Put the photos in order")
        {
            Parameters = [VenueId, Parameter.IfMatch],
            Body = Content.Read(new PhotoOrderBody([Id])),
            Answer = Answer.Read("The photos as they are now.", Content.Written(Album), TimeSpan.Zero) with { Conditional = false },
            Problems =
            [
                Problems.Invalid("/photoIds", "must name each published photo once"),
                Problems.IfMatchNeeded(),
                Problems.Stale(),
            ],
        },
        new Endpoint(nameof(PhotoFunctions.DeletePhoto), "Delete a photo")
        {
            Parameters = [VenueId, PhotoId],
            Answer = new Answer(204, "There is no such photo any more.", null),
        },
    ]);

    private static AlbumView Album => new(VenueId.Example!.GetValue<string>(), 4, [new PhotoView(Id, null, "The stall at noon.", [Small])]);

    private static RenditionView Small => new(320, 240, new Uri(
        $"https://qnom.blob.core.windows.net/photos/{VenueId.Example}/{Id}/{new string('a', 64)}.webp"));

    private static PhotoGrantView Grant => new(Id, new UploadView(
        "PUT", new Uri($"https://qnom.blob.core.windows.net/photo-uploads/{VenueId.Example}/{Id}?sv=2026-02-06&sp=c&sr=b&sig=c2lnbmF0dXJl"),
        PhotoAlbums.UploadHeaders, PictureLimits.MostBytes, Lunch + PhotoAlbums.GrantLasts));
}
