using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using QNom.Tests.Integration;

namespace QNom.Tests.OpenApi;

/// <summary>That answers are held against the document is worth something only if a difference is seen.</summary>
public sealed class ContractTests(AppFixture app)
{
    private const string Site = """
        {"siteId":"b","name":"Maxwell Food Centre","status":"open","officialStatus":"Existing","postalCode":"069184",
        "district":1,"address":"c","location":{"type":"Point","coordinates":[103.8,1.3]},"cookedFoodStalls":1,
        "source":{"name":"a","dataset":"https://a.b","licence":"c","licenceText":"https://a.b"},"stalls":[],"closures":[]}
        """;

    [Fact]
    public async Task An_answer_as_described_is_no_breach() => Assert.Empty(await BreachesAsync(200, Site));

    [Theory]
    [InlineData(201, Site, "the status 201 is not described")]
    [InlineData(200, """{"venueId":"a"}""", ": lacks siteId")]
    [InlineData(404, """{"type":"https://qnom.sg/problems/x-not-found","title":"t","status":404,"traceId":"0"}""", "is none of")]
    public async Task A_difference_is_a_breach(int status, string body, string breach) =>
        Assert.Contains(await BreachesAsync(status, body, status == 404 ? "application/problem+json" : "application/json"),
            found => found.Contains(breach, StringComparison.Ordinal));

    [Fact]
    public async Task A_missing_header_is_a_breach() =>
        Assert.Equal(["the header ETag is missing"], await BreachesAsync(200, Site, tag: null));

    [Fact]
    public async Task An_answer_without_its_safety_headers_is_a_breach() => Assert.Equal(
        ["the header X-Content-Type-Options does not say nosniff", "the header Content-Security-Policy does not say frame-ancestors 'none'"],
        await BreachesAsync(200, Site, safe: false));

    [Fact]
    public async Task Another_content_type_is_a_breach() =>
        Assert.Equal(["the content type text/plain is not described"], await BreachesAsync(200, Site, "text/plain"));

    [Fact]
    public async Task An_answer_from_where_nothing_is_described_is_a_breach() =>
        Assert.Contains("is not described", Assert.Single(await BreachesAsync(200, Site, path: "/api/v1/nowhere")), StringComparison.Ordinal);

    private async Task<List<string>> BreachesAsync(
        int status, string body, string contentType = "application/json", string? tag = "\"x\"", string path = "/api/v1/sites/a",
        bool safe = true)
    {
        using var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, contentType),
            Headers = { { "Cache-Control", "no-cache" } },
        };
        if (tag is not null)
            answer.Headers.Add("ETag", tag);
        if (safe)
        {
            answer.Headers.Add("X-Content-Type-Options", "nosniff");
            answer.Headers.Add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }

        var contract = new Contract(JsonNode.Parse(await app.Http.GetStringAsync("api/openapi.json"))!);
        return await contract.BreachesAsync(HttpMethod.Get, new Uri(app.Cloud.Functions.Address, path), null, answer);
    }
}
