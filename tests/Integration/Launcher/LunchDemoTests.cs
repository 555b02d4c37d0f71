using System.Collections.Concurrent;
using System.Text.Json;
using QNom.Local;
using QNom.Local.Demo;
using QNom.Tests.Integration.Host;

namespace QNom.Tests.Integration.Launcher;

/// <summary>The simulated lunch against the real host, in a cloud of its own: it moves boards that other tests look at.</summary>
public sealed class LunchDemoTests
{
    [Fact]
    public async Task A_lunch_moves_boards_by_all_kinds_of_sources_and_ends_when_it_is_told_to()
    {
        await using var cloud = await LocalCloud.StartAsync(new LocalCloudOptions(), TestContext.Current.SendDiagnosticMessage);
        using var http = new HttpClient { BaseAddress = cloud.Functions.Address };
        using var stop = new CancellationTokenSource();
        var said = new ConcurrentQueue<string>();
        var demo = new LunchDemo(http, new DemoOptions(DemoOptions.MostSpeed, Centres: 3), TimeProvider.System, said.Enqueue);
        var running = demo.RunAsync(stop.Token);

        await Probe.UntilAsync(async () =>
        {
            // A demonstration that fails must not look like one that is slow.
            if (running.IsCompleted)
                await running;
            var kinds = await KindsAsync(http);
            return kinds.IsSupersetOf(["crowd", "partner", "sensor"]) && said.Any(line => line.Contains("off by", StringComparison.Ordinal));
        }, "the boards did not move");
        await stop.CancelAsync();
        await running;

        Assert.DoesNotContain(said, line => line.Contains("refused", StringComparison.Ordinal));
        Assert.StartsWith("Lunch at ", said.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_api_refuses_is_said_as_the_reason_why_it_cannot_go_on()
    {
        using var http = new HttpClient(new Refusing()) { BaseAddress = new Uri("http://127.0.0.1") };

        var error = await Assert.ThrowsAsync<LocalCloudException>(
            () => new LunchDemo(http, new DemoOptions(), TimeProvider.System, _ => { }).RunAsync(default));

        Assert.Contains("503", error.Message, StringComparison.Ordinal);
    }

    private static async Task<HashSet<string>> KindsAsync(HttpClient http)
    {
        var kinds = new HashSet<string>();
        foreach (var site in (await ReadAsync(http, "sites?limit=100")).GetProperty("sites").EnumerateArray()
            .OrderByDescending(site => site.GetProperty("cookedFoodStalls").GetInt32()).Take(4))
            foreach (var stall in (await ReadAsync(http, $"sites/{site.GetProperty("siteId").GetString()}")).GetProperty("stalls").EnumerateArray())
                foreach (var source in (await ReadAsync(http, $"venues/{stall.GetProperty("venueId").GetString()}/queue"))
                    .GetProperty("sources").EnumerateArray())
                    kinds.Add(source.GetProperty("kind").GetString()!);
        return kinds;
    }

    private static async Task<JsonElement> ReadAsync(HttpClient http, string path) =>
        JsonSerializer.Deserialize<JsonElement>(await http.GetByteArrayAsync($"api/v1/{path}"));

    private sealed class Refusing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable));
    }
}
