using System.Net;
using System.Text.Json;
using QNom.Local;
using QNom.Tests.Integration;

namespace QNom.Tests.OpenApi;

public sealed class DescriptionTests(AppFixture app)
{
    [Theory]
    [InlineData("api/openapi.json", "application/json")]
    [InlineData("api/docs", "text/html")]
    public async Task Anyone_reads_the_description_and_who_has_it_is_told_so(string path, string type)
    {
        using var first = await app.Http.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await app.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal((type, "utf-8"), (first.Content.Headers.ContentType!.MediaType, first.Content.Headers.ContentType.CharSet));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task The_description_passes_the_recommended_rules_of_a_linter()
    {
        var linter = new NodeProject(Path.Combine(Checkout.Root, "tests", "Integration", "OpenApi", "node"));
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, await app.Http.GetByteArrayAsync("api/openapi.json"));
            var output = await linter.RunAsync("node_modules/@redocly/cli/bin/cli.js", "lint", file, "--config", "redocly.yaml", "--format", "json");

            var totals = JsonSerializer.Deserialize<JsonElement>(output[output.IndexOf('{')..]).GetProperty("totals");
            Assert.Equal((0, 0), (totals.GetProperty("errors").GetInt32(), totals.GetProperty("warnings").GetInt32()));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
