using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace QNom.Tests.Integration.Venues;

public sealed class VenueApiTests(AppFixture app)
{
    [Fact]
    public async Task Following_the_links_leads_through_every_site_that_fits_the_filter()
    {
        var seen = new List<string>();
        for (var path = "api/v1/sites?status=open&limit=40"; path is not null;)
        {
            using var response = await app.Http.GetAsync(path);
            var page = await BodyAsync(response);
            Assert.All(page.GetProperty("sites").EnumerateArray(), site => Assert.Equal("open", site.GetProperty("status").GetString()));
            seen.AddRange(page.GetProperty("sites").EnumerateArray().Select(site => site.GetProperty("siteId").GetString()!));
            path = Next(response);
        }

        Assert.InRange(seen.Count, 123, 1000);
        Assert.Equal(seen.Distinct().Order(StringComparer.Ordinal), seen);
        Assert.Contains("maxwell-food-centre", seen);
    }

    [Fact]
    public async Task A_site_tells_its_facts_where_they_come_from_and_its_stalls()
    {
        var site = await app.GetAsync("api/v1/sites/maxwell-food-centre");

        Assert.Equal("Maxwell Food Centre (Kim Hua Market)", site.GetProperty("name").GetString());
        Assert.Equal(
            ("069184", 1, "1 Kadayanallur Street", "open", 103),
            (site.GetProperty("postalCode").GetString(), site.GetProperty("district").GetInt32(),
                site.GetProperty("address").GetString(), site.GetProperty("status").GetString(),
                site.GetProperty("cookedFoodStalls").GetInt32()));
        Assert.Equal("""{"type":"Point","coordinates":[103.84475,1.28033]}""", site.GetProperty("location").GetRawText());
        Assert.Equal("Singapore Open Data Licence version 1.0", site.GetProperty("source").GetProperty("licence").GetString());
        Assert.InRange(site.GetProperty("stalls").GetArrayLength(), 3, 5);
        Assert.All(site.GetProperty("stalls").EnumerateArray(), stall => Assert.True(stall.GetProperty("demo").GetBoolean()));
    }

    [Theory]
    [InlineData("api/v1/sites?limit=3")]
    [InlineData("api/v1/sites/newton-food-centre")]
    [InlineData("api/v1/venues/newton-food-centre-chicken-rice")]
    public async Task Who_has_the_answer_already_is_told_so(string path)
    {
        using var first = await app.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await app.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("api/v1/sites/no-such-site", "site-not-found")]
    [InlineData("api/v1/sites/~sites", "site-not-found")]
    [InlineData("api/v1/sites/~seed", "site-not-found")]
    [InlineData("api/v1/venues/no-such-venue", "venue-not-found")]
    [InlineData("api/v1/venues/Newton-Food-Centre-Chicken-Rice", "venue-not-found")]
    public async Task What_is_not_there_is_a_problem(string path, string type)
    {
        using var response = await app.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith(type, (await BodyAsync(response)).GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_that_is_wrong_is_a_problem_that_names_it()
    {
        using var response = await app.Http.GetAsync("api/v1/sites?district=29");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await BodyAsync(response)).GetProperty("errors").TryGetProperty("district", out _));
    }

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync());

    private static string? Next(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Link", out var links)
            ? Assert.Single(links)[1..].Split('>')[0]
            : null;
}
