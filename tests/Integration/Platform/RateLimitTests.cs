using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using QNom.Local;
using QNom.Tests.OpenApi;

namespace QNom.Tests.Integration.Platform;

/// <summary>Limits as they are in Azure, in a cloud of its own.</summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private LocalCloud cloud = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        cloud = await LocalCloud.StartAsync(
            new LocalCloudOptions { Seed = false, RateLimitFactor = 1 }, TestContext.Current.SendDiagnosticMessage);
        http = new HttpClient(new ContractHandler(cloud.Functions.Address)) { BaseAddress = cloud.Functions.Address };
    }

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        if (cloud is not null)
            await cloud.DisposeAsync();
    }

    [Fact]
    public async Task Who_makes_too_many_requests_is_told_when_the_next_may_come_and_others_go_on()
    {
        var tokens = new List<string>();
        for (var left = 29; left >= 0; left--)
        {
            using var answer = await http.PostAsync("api/v1/devices", null);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            Assert.Equal("\"registrations\";q=30;w=3600", Assert.Single(answer.Headers.GetValues("RateLimit-Policy")));
            Assert.StartsWith($"\"registrations\";r={left};t=", Assert.Single(answer.Headers.GetValues("RateLimit")), StringComparison.Ordinal);
            tokens.Add(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("token").GetString()!);
        }

        using var refused = await http.PostAsync("api/v1/devices", null);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 120);
        Assert.StartsWith("\"registrations\";r=0;t=", Assert.Single(refused.Headers.GetValues("RateLimit")), StringComparison.Ordinal);

        // Another limit, and no limit at all.
        using var read = await http.GetAsync("api/v1/sites");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal("\"reads\";q=2400;w=60", Assert.Single(read.Headers.GetValues("RateLimit-Policy")));
        using var health = await http.GetAsync("api/health/live");
        Assert.False(health.Headers.Contains("RateLimit-Policy"));

        // Each device has a bucket of its own, though all are behind one address.
        await UntilRefusedAsync(tokens[0], HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound, await ReportAsync(tokens[1]));
    }

    [Fact]
    public Task Who_tries_credentials_is_slowed_down() => UntilRefusedAsync("qd_nonsense", HttpStatusCode.Unauthorized);

    // Buckets fill up again at most once a second; this only has to be faster than that.
    private async Task UntilRefusedAsync(string token, HttpStatusCode usual)
    {
        var status = usual;
        for (var i = 0; i < 1000 && status == usual; i++)
            status = await ReportAsync(token);
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }

    private async Task<HttpStatusCode> ReportAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/venues/no-such-stall/queue/reports")
        {
            Content = new StringContent("{\"waitMinutes\":5}", Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
