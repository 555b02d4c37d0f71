using System.Net;

namespace QNom.Tests.Integration.Page;

public sealed class PageEndpointTests(AppFixture app) : IDisposable
{
    // The page is no part of the API: its answers are not in the API's document.
    private readonly HttpClient http = new() { BaseAddress = app.Cloud.Functions.Address };

    [Theory]
    [InlineData("", "text/html")]
    [InlineData("index.html", "text/html")]
    [InlineData("app/main.js", "text/javascript")]
    [InlineData("worker.js", "text/javascript")]
    [InlineData("styles/page.css", "text/css")]
    [InlineData("icon.svg", "image/svg+xml")]
    [InlineData("manifest.webmanifest", "application/manifest+json")]
    public async Task A_file_of_the_page_comes_with_its_type_and_may_do_no_more_than_it_needs(string path, string type)
    {
        using var response = await http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        // Photos are in Blob Storage, which is another origin on this machine; nothing else is from anywhere else.
        const string photos = "img-src 'self' http://127.0.0.1:*;";
        Assert.Contains(photos, policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy.Replace(photos, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_a_file_is_told_so()
    {
        using var first = await http.GetAsync("app/main.js");
        using var request = new HttpRequestMessage(HttpMethod.Get, "app/main.js") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task HEAD_tells_the_length_and_sends_nothing()
    {
        using var response = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, ""));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 0);
    }

    [Theory]
    [InlineData("nothing.js")]
    [InlineData("app")]
    [InlineData("app/")]
    [InlineData("app/main.js/x")]
    [InlineData("%2e%2e/README.md")]
    [InlineData("app/..%2f..%2fREADME.md")]
    [InlineData("app%5c..%5c..%5cREADME.md")]
    [InlineData("README.md")]
    public async Task What_is_no_file_of_the_page_is_not_found(string path)
    {
        using var response = await http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    public void Dispose() => http.Dispose();
}
