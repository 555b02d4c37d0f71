using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QNom.Platform.Messaging;
using QNom.Tests.Integration.Host;
using QNom.Tests.Venues;
using QNom.Venues;
using QNom.Venues.Events;
using QNom.Venues.Photos;
using QNom.Venues.Photos.Pictures;

namespace QNom.Tests.Integration.Venues;

/// <summary>Photos uploaded under grants, handled by the function in the running app, which other tests use meanwhile.</summary>
public sealed class PhotoTests(AppFixture app)
{
    private static readonly HttpClient Storage = new();

    private readonly string venue = app.TakeVenue();

    private BlobContainerClient Uploads => new BlobServiceClient(app.Cloud.Azurite.ConnectionString).GetBlobContainerClient("photo-uploads");

    private BlobContainerClient Published => new BlobServiceClient(app.Cloud.Azurite.ConnectionString).GetBlobContainerClient("photos");

    [Fact]
    public async Task A_photo_is_uploaded_published_shown_ordered_and_deleted()
    {
        var first = await PublishAsync("""{"description":"The stall at noon."}""", PictureFiles.Jpeg(1700, 1000));
        var second = await PublishAsync("{}", PictureFiles.Webp(500, 500));

        using var list = await app.Http.GetAsync($"api/v1/venues/{venue}/photos");
        var photos = await JsonAsync(list);
        Assert.Equal([first, second], Ids(photos));
        var renditions = photos.GetProperty("photos")[0].GetProperty("renditions").EnumerateArray().ToList();
        Assert.Equal([320, 800, 1600], renditions.Select(rendition => rendition.GetProperty("width").GetInt32()));
        Assert.Equal([320, 500], photos.GetProperty("photos")[1].GetProperty("renditions").EnumerateArray().Select(rendition => rendition.GetProperty("width").GetInt32()));

        // Anyone can read it, and keep it for a year.
        using (var picture = await Storage.GetAsync(renditions[0].GetProperty("url").GetString()))
        {
            Assert.Equal(("image/webp", "public, max-age=31536000, immutable"), (picture.Content.Headers.ContentType?.MediaType, Cached(picture)));
            Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await picture.Content.ReadAsByteArrayAsync())), picture.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        }

        // The venue is shown by its first photo; another order, another photo.
        Assert.Equal(first, await CoverAsync());
        using (var stale = await SendAsync(HttpMethod.Put, "", Order(second, first), "\"1-x\""))
            Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        using (var wrong = await SendAsync(HttpMethod.Put, "", Order(second, second), list.Headers.ETag!.ToString()))
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using (var ordered = await SendAsync(HttpMethod.Put, "", Order(second, first), list.Headers.ETag!.ToString()))
            Assert.Equal([second, first], Ids(await JsonAsync(ordered)));
        Assert.Equal(second, await CoverAsync());
        await Probe.UntilAsync(async () => await HitPhotoAsync() is { } hit && hit.Contains(second, StringComparison.Ordinal), "search does not show the photo");

        using (var deleted = await SendAsync(HttpMethod.Delete, $"/{second}"))
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using (var again = await SendAsync(HttpMethod.Delete, $"/{second}"))
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(first, await CoverAsync());
        Assert.Empty(await NamesAsync(Published, $"{venue}/{second}/"));
        Assert.Equal(3, (await NamesAsync(Published, $"{venue}/{first}/")).Count);
    }

    [Fact]
    public async Task No_hostile_file_is_published_and_what_tells_of_a_place_only_without_it()
    {
        // In parts, as a stall may await thirty at once.
        var outcomes = new List<(string Name, JsonElement Photo)>();
        foreach (var part in HostileFiles.All.Chunk(25))
        {
            // One grant after another: all change the same document, and a stall's owner does not ask for 25 in one moment.
            var sent = new List<(HostileFile File, string Id)>();
            foreach (var file in part)
                sent.Add((file, await UploadAsync("{}", file.Content)));
            foreach (var (file, id) in sent)
                outcomes.Add((file.Name, await OutcomeAsync(id)));
        }

        Assert.True(outcomes.Count >= 40);
        Assert.All(outcomes, outcome => Assert.Equal("refused", outcome.Photo.GetProperty("state").GetString()));
        Assert.Equal("tooLarge", outcomes.Single(outcome => outcome.Name == "huge.jpg").Photo.GetProperty("flaw").GetString());
        Assert.Empty(await NamesAsync(Published, venue + "/"));
        await Probe.UntilAsync(async () => (await NamesAsync(Uploads, venue + "/")).Count == 0, "originals are left");

        // The service is unharmed: the next photo is published. Of one that tells where it was taken, nothing but pixels is.
        foreach (var (name, content) in HostileFiles.Telling)
        {
            var id = await PublishAsync("{}", content);
            foreach (var blob in await NamesAsync(Published, $"{venue}/{id}/"))
            {
                BlobDownloadResult picture = await Published.GetBlobClient(blob).DownloadContentAsync();
                Assert.True(picture.Content.ToMemory().Span.IndexOf("GPSCANARY"u8) < 0, name);
                Assert.True(picture.Content.ToMemory().Span.IndexOf(PictureFiles.Exif().AsSpan(38, 60)) < 0, name);
                Assert.Equal("VP8 ", Encoding.ASCII.GetString(picture.Content.ToMemory().Span.Slice(12, 4)));
            }
        }
    }

    [Fact]
    public async Task A_grant_is_for_one_file_once()
    {
        var grant = await GrantAsync("{}");
        var url = grant.GetProperty("upload").GetProperty("url").GetString()!;
        Assert.Equal(PictureLimits.MostBytes, grant.GetProperty("upload").GetProperty("maxBytes").GetInt32());
        var lasts = grant.GetProperty("upload").GetProperty("expiresAt").GetDateTimeOffset() - DateTimeOffset.UtcNow;
        Assert.InRange(lasts, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        var other = url.Replace(grant.GetProperty("photoId").GetString()!, Guid.NewGuid().ToString(), StringComparison.Ordinal);

        foreach (var (method, address) in new[] { (HttpMethod.Put, other), (HttpMethod.Get, url), (HttpMethod.Delete, url), (HttpMethod.Get, url + "&comp=metadata") })
        {
            using var refused = await PutAsync(address, PictureFiles.Png(), method);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using (var uploaded = await PutAsync(url, PictureFiles.Png()))
            Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
        await OutcomeAsync(grant.GetProperty("photoId").GetString()!);
    }

    [Fact]
    public async Task What_comes_again_or_under_no_grant_is_deleted_and_changes_nothing()
    {
        var id = await PublishAsync("{}", PictureFiles.Jpeg());
        var before = await NamesAsync(Published, venue + "/");
        foreach (var name in (string[])[$"{venue}/{id}", $"{venue}/{Guid.NewGuid()}", "no-such-venue/no-such-photo", $"stray-{Guid.NewGuid():N}", $"{venue}/~head"])
        {
            await Uploads.GetBlobClient(name).UploadAsync(new BinaryData(PictureFiles.Png()), overwrite: true);
            await Probe.UntilAsync(async () => !await Uploads.GetBlobClient(name).ExistsAsync(), $"{name} is left");
        }

        Assert.Equal(before, await NamesAsync(Published, venue + "/"));
        Assert.Equal([id], Ids(await app.GetAsync($"api/v1/venues/{venue}/photos")));
    }

    [Fact]
    public async Task A_grant_that_was_not_used_and_what_a_crash_left_of_a_deletion_are_cleared_away()
    {
        var crashed = await PublishAsync("{}", PictureFiles.Png());
        var unused = (await GrantAsync("{}")).GetProperty("photoId").GetString()!;
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var tidying = new PhotoTidying(Albums(time), Get<PhotoFiles>(), time);
        await Albums(time).ChangeAsync(
            venue, album => album.With(crashed, album.Find(crashed)! with { State = PhotoState.Deleting, TidyAt = time.GetUtcNow() }), default);

        time.Advance(TimeSpan.FromMinutes(14));
        await tidying.RunAsync(default);
        Assert.Equal([unused], (await Get<PhotoStore>().FindAsync(venue, default))!.Photos.Select(photo => photo.PhotoId));
        Assert.Empty(await NamesAsync(Published, venue + "/"));

        time.Advance(TimeSpan.FromMinutes(2));
        await tidying.RunAsync(default);
        Assert.Empty((await Get<PhotoStore>().FindAsync(venue, default))!.Photos);
    }

    [Fact]
    public async Task A_file_that_is_delivered_twice_at_once_is_published_once_and_one_of_a_deleted_photo_not_at_all()
    {
        var id = await UploadAsync("{}", PictureFiles.Jpeg());
        var intakes = Enumerable.Range(0, 3).Select(_ => new PhotoIntake(Get<PhotoStore>(), Get<PhotoFiles>(), NullLogger<PhotoIntake>.Instance)).ToList();
        await Task.WhenAll(intakes.Select(intake => intake.RunAsync(Uploads.GetBlobClient($"{venue}/{id}"), $"{venue}/{id}", default)));

        Assert.Equal("published", (await OutcomeAsync(id)).GetProperty("state").GetString());
        Assert.Equal(2, (await NamesAsync(Published, $"{venue}/{id}/")).Count);

        var gone = (await GrantAsync("{}")).GetProperty("photoId").GetString()!;
        using (var deleted = await SendAsync(HttpMethod.Delete, $"/{gone}"))
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Uploads.GetBlobClient($"{venue}/{gone}").UploadAsync(new BinaryData(PictureFiles.Jpeg()));
        await Probe.UntilAsync(async () => !await Uploads.GetBlobClient($"{venue}/{gone}").ExistsAsync(), "the original is left");
        Assert.Empty(await NamesAsync(Published, $"{venue}/{gone}/"));
        intakes.ForEach(intake => intake.Dispose());
    }

    private T Get<T>()
        where T : notnull => app.Cloud.Functions.Services.GetRequiredService<T>();

    private PhotoStore Albums(TimeProvider time) => new(Get<VenueStore>(), Get<Outbox<VenueOutboxMessage>>(), time, new Random(1));

    private static string? Cached(HttpResponseMessage response) => response.Headers.TryGetValues("Cache-Control", out var values) ? values.Single() : null;

    private static string Order(params string[] ids) => JsonSerializer.Serialize(new { photoIds = ids });

    private static IEnumerable<string?> Ids(JsonElement album) => album.GetProperty("photos").EnumerateArray().Select(photo => photo.GetProperty("photoId").GetString());

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync());

    private static async Task<List<string>> NamesAsync(BlobContainerClient container, string prefix) =>
        await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, CancellationToken.None).Select(blob => blob.Name).ToListAsync();

    private static async Task<HttpResponseMessage> PutAsync(string url, byte[] content, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Put, url);
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        if (request.Method == HttpMethod.Put)
            request.Content = new ByteArrayContent(content);
        return await Storage.SendAsync(request);
    }

    private async Task<string?> CoverAsync() =>
        (await app.GetAsync($"api/v1/venues/{venue}")).GetProperty("photo").GetProperty("photoId").GetString();

    private async Task<string?> HitPhotoAsync()
    {
        var place = (await app.GetAsync($"api/v1/venues/{venue}")).GetProperty("location").GetProperty("coordinates");
        var hits = await app.GetAsync(FormattableString.Invariant($"api/v1/venues?near={place[1].GetDouble()},{place[0].GetDouble()}&radius=50&limit=50"));
        var hit = hits.GetProperty("hits").EnumerateArray().Single(candidate => candidate.GetProperty("venueId").GetString() == venue);
        return hit.GetProperty("photo") is { ValueKind: JsonValueKind.Object } photo ? photo.GetProperty("url").GetString() : null;
    }

    private async Task<string> PublishAsync(string body, byte[] content)
    {
        var id = await UploadAsync(body, content);
        Assert.Equal("published", (await OutcomeAsync(id)).GetProperty("state").GetString());
        return id;
    }

    private async Task<string> UploadAsync(string body, byte[] content)
    {
        var grant = await GrantAsync(body);
        using var uploaded = await PutAsync(grant.GetProperty("upload").GetProperty("url").GetString()!, content);
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
        return grant.GetProperty("photoId").GetString()!;
    }

    private async Task<JsonElement> GrantAsync(string body)
    {
        using var granted = await SendAsync(HttpMethod.Post, "", body);
        Assert.Equal(HttpStatusCode.Created, granted.StatusCode);
        return await JsonAsync(granted);
    }

    private async Task<JsonElement> OutcomeAsync(string id)
    {
        JsonElement photo = default;
        await Probe.UntilAsync(
            async () =>
            {
                using var answer = await SendAsync(HttpMethod.Get, $"/{id}");
                photo = await JsonAsync(answer);
                return photo.GetProperty("state").GetString() != "awaiting";
            },
            $"photo {id} is still awaited");
        return photo;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, string? tag = null)
    {
        using var request = new HttpRequestMessage(method, $"api/v1/venues/{venue}/photos{path}")
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await app.TokenAsync("operator", "photographer")) },
        };
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await app.Http.SendAsync(request);
    }
}
