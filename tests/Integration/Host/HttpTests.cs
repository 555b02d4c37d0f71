using System.Net;
using System.Text.Json;
using QNom.Local.Host;

namespace QNom.Tests.Integration.Host;

public sealed class HttpTests(AzuriteFixture azurite)
{
    private readonly TestHost test = new(azurite.ConnectionString);

    [Theory]
    [InlineData("GET", "api/Plain", 200, "GET")]
    [InlineData("GET", "API/plain", 200, "GET")]
    [InlineData("POST", "api/Plain", 200, "POST")]
    [InlineData("GET", "api/things/a9f6f3de-0b5e-4a5c-8a5b-6b9f2b0d6b51", 200, "guid a9f6f3de-0b5e-4a5c-8a5b-6b9f2b0d6b51")]
    [InlineData("PUT", "api/things/a9f6f3de-0b5e-4a5c-8a5b-6b9f2b0d6b51", 204, "")]
    [InlineData("GET", "api/optional", 200, "number none")]
    [InlineData("GET", "api/optional/7", 200, "number 7")]
    [InlineData("DELETE", "api/files/a/b.txt", 200, "DELETE a/b.txt")]
    public async Task A_request_that_fits_route_and_method_runs_its_function(string method, string path, int status, string body)
    {
        var (actualStatus, actualBody) = await SendAsync(method, path);

        Assert.Equal((status, body), (actualStatus, actualBody));
    }

    [Theory]
    [InlineData("DELETE", "api/Plain")]
    [InlineData("HEAD", "api/Plain")]
    [InlineData("DELETE", "api/things/a9f6f3de-0b5e-4a5c-8a5b-6b9f2b0d6b51")]
    [InlineData("GET", "api/things/not-a-guid")]
    [InlineData("GET", "api/optional/seven")]
    [InlineData("GET", "Plain")]
    public async Task A_request_that_fits_no_function_is_404_also_when_only_the_method_differs(string method, string path)
    {
        var (status, body) = await SendAsync(method, path);

        Assert.Equal((404, string.Empty), (status, body));
    }

    [Fact]
    public async Task The_route_prefix_of_host_json_replaces_api()
    {
        test.HostJson = """{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }""";

        Assert.Equal((200, "GET"), await SendAsync("GET", "Plain"));
    }

    [Fact]
    public async Task An_unhandled_exception_is_500_with_no_body_and_logged_with_function_and_invocation()
    {
        Assert.Equal((500, string.Empty), await SendAsync("GET", "api/Broken"));

        var line = Assert.Single(test.Logs.Lines, line => line.Contains("it broke", StringComparison.Ordinal));
        Assert.Matches("^Error: Function Broken failed \\(invocation [0-9a-f-]{36}\\)", line);
    }

    [Fact]
    public async Task The_context_shows_the_function_the_request_and_the_requests_services()
    {
        var (_, body) = await SendAsync("GET", "api/Context", ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        var context = JsonDocument.Parse(body).RootElement;
        Assert.Equal("Context", context.GetProperty("name").GetString());
        Assert.Equal(typeof(HttpFunctions).FullName + ".Context", context.GetProperty("entryPoint").GetString());
        Assert.Equal("httpTrigger", context.GetProperty("type").GetString());
        Assert.True(context.GetProperty("sameContext").GetBoolean());
        Assert.True(context.GetProperty("sameServices").GetBoolean());
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", context.GetProperty("traceParent").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_streamed_response_arrives_piece_by_piece()
    {
        await using var host = await test.StartAsync(typeof(HttpFunctions));
        using var client = new HttpClient { BaseAddress = host.Address };

        using var response = await client.GetAsync("api/Stream", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        Assert.Equal("data: first", await reader.ReadLineAsync());
        test.Probe.Signal("first was read");
        Assert.Equal("\ndata: second\n\n", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_caller_that_goes_away_cancels_the_functions_token()
    {
        await using var host = await test.StartAsync(typeof(HttpFunctions));
        using (var client = new HttpClient { BaseAddress = host.Address })
        using (await client.GetAsync("api/Endless", HttpCompletionOption.ResponseHeadersRead))
        {
        }

        await test.Probe.SawAsync(1);
        Assert.Equal("aborted", test.Probe.Seen.Single());
    }

    [Fact]
    public async Task A_stopping_host_tells_streams_through_the_context_so_that_they_can_end_well()
    {
        await using var host = await test.StartAsync(typeof(HttpFunctions));
        using var client = new HttpClient { BaseAddress = host.Address };
        using var response = await client.GetAsync("api/Endless", HttpCompletionOption.ResponseHeadersRead);

        var stopped = host.StopAsync();

        Assert.Equal("started", await response.Content.ReadAsStringAsync());
        await stopped;
        Assert.Equal("host stopping", test.Probe.Seen.Single());
    }

    [Fact]
    public async Task A_request_that_outlasts_the_drain_is_cut_off_and_never_looks_whole()
    {
        test.Configure = options => options.DrainTimeout = TimeSpan.FromMilliseconds(100);
        await using var host = await test.StartAsync(typeof(HttpFunctions));
        using var client = new HttpClient { BaseAddress = host.Address };
        using var response = await client.GetAsync("api/Stream", HttpCompletionOption.ResponseHeadersRead);

        await host.StopAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync());
        test.Probe.Signal("first was read");
    }

    [Fact]
    public async Task Storage_that_cannot_be_reached_is_an_error_at_start_that_names_the_function()
    {
        var unreachable = new TestHost(
            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;QueueEndpoint=http://127.0.0.1:1/a;BlobEndpoint=http://127.0.0.1:1/a");

        var error = await Assert.ThrowsAsync<FunctionHostException>(() => unreachable.StartAsync(typeof(QueueTests.Echo)));

        Assert.StartsWith("The queue listener of Echo cannot reach its storage", error.Message, StringComparison.Ordinal);
    }

    private async Task<(int Status, string Body)> SendAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        await using var host = await test.StartAsync(typeof(HttpFunctions));
        using var client = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);

        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
