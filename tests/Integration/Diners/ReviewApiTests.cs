using System.Net;
using System.Text.Json;
using QNom.Tests.Integration.Host;
using QNom.Tests.Integration.Partners;

namespace QNom.Tests.Integration.Diners;

public sealed class ReviewApiTests(AppFixture app)
{
    [Fact]
    public async Task A_review_reaches_the_venues_rating_is_answered_reported_and_hidden()
    {
        var (desk, venue) = (await PartnerDesk.OpenAsync(app), app.TakeVenue());
        var (author, other) = (await app.TokenAsync(), await app.TokenAsync());
        var mine = await DoAsync(desk, author, HttpMethod.Put, $"api/v1/venues/{venue}/reviews/mine", new { stars = 5, text = "Tender chicken." });
        var path = $"api/v1/venues/{venue}/reviews/{mine.GetProperty("review").GetProperty("reviewId").GetString()}";
        await Probe.UntilAsync(async () => await CountAsync(venue) == 1, "the rating does not reach the venue");
        // One review of five stars does not lead: (6 * 3.5 + 5) / 7.
        Assert.Equal(3.71, (await app.GetAsync($"api/v1/venues/{venue}")).GetProperty("rating").GetProperty("stars").GetDouble());

        var (key, _) = await desk.KeyAsync(await desk.PartnerAsync(venue), new { use = "server", venues = new[] { venue } });
        await DoAsync(desk, key, HttpMethod.Put, $"{path}/reply", new { text = "Thank you!" });
        var listed = Assert.Single((await app.GetAsync($"api/v1/venues/{venue}/reviews")).GetProperty("reviews").EnumerateArray());
        Assert.Equal(("A diner", "Thank you!"), (listed.GetProperty("author").GetString(), listed.GetProperty("reply").GetProperty("text").GetString()));
        await DoAsync(desk, key, HttpMethod.Delete, $"{path}/reply");

        using (var own = await desk.CallAsync(HttpMethod.Put, $"{path}/report", new { reason = "fake" }, credential: author))
            Assert.Equal(HttpStatusCode.Conflict, own.StatusCode);
        await DoAsync(desk, other, HttpMethod.Put, $"{path}/report", new { reason = "fake" });
        await DoAsync(desk, other, HttpMethod.Put, $"{path}/report", new { reason = "offTopic" });
        var report = Assert.Single(
            (await desk.DoAsync(HttpMethod.Get, "api/v1/review-reports?limit=100")).GetProperty("reports").EnumerateArray(),
            report => report.GetProperty("venueId").GetString() == venue);
        Assert.Equal("offTopic", report.GetProperty("reason").GetString());

        await desk.DoAsync(HttpMethod.Put, $"{path}/visibility", new { hiddenFor = "fake" });
        await Probe.UntilAsync(async () => await CountAsync(venue) == 0, "the hidden review still counts");
        Assert.Contains(
            (await desk.DoAsync(HttpMethod.Get, "api/v1/audit?limit=50")).GetProperty("entries").EnumerateArray(),
            entry => entry.GetProperty("action").GetString() == "PutVisibility");
        Assert.Equal("fake", (await DoAsync(desk, author, HttpMethod.Get, $"api/v1/venues/{venue}/reviews/mine")).GetProperty("hiddenFor").GetString());
        await DoAsync(desk, author, HttpMethod.Delete, $"api/v1/venues/{venue}/reviews/mine");
    }

    private async Task<int> CountAsync(string venue) =>
        (await app.GetAsync($"api/v1/venues/{venue}")).GetProperty("rating") is { ValueKind: JsonValueKind.Object } rating ? rating.GetProperty("count").GetInt32() : 0;

    private static async Task<JsonElement> DoAsync(PartnerDesk desk, string token, HttpMethod method, string path, object? body = null)
    {
        using var answer = await desk.CallAsync(method, path, body, credential: token);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
