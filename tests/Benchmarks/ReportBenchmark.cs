using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace QNom.Benchmarks;

/// <summary>
/// How soon an acknowledged report is visible at <c>GET …/queue</c>, with a constant arrival rate (an open model: a slow
/// answer does not slow the arrivals down). Each report is by its own diner, spread over many venues.
/// </summary>
internal static class ReportBenchmark
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var url = new Option<Uri>("--url")
        {
            Description = "A running QNom",
            DefaultValueFactory = _ => new Uri("http://localhost:7071"),
            CustomParser = argument => new Uri(argument.Tokens.Single().Value),
        };
        var rate = new Option<int>("--rate") { Description = "Reports a second", DefaultValueFactory = _ => 20 };
        var seconds = new Option<int>("--seconds") { Description = "How long, after 5 seconds to warm up", DefaultValueFactory = _ => 30 };
        var command = new Command("reports", "From acknowledged to visible, at a constant arrival rate") { url, rate, seconds };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(url)!, arguments.GetValue(rate), arguments.GetValue(seconds), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Uri url, int rate, int seconds, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 256 };
        using var http = new HttpClient(handler) { BaseAddress = url };
        var venues = await VenuesAsync(http, cancellationToken);
        var run = Guid.NewGuid().ToString("N")[..8];

        await ArriveAsync(http, venues, run + "w", rate, 5, cancellationToken);
        var results = await ArriveAsync(http, venues, run, rate, seconds, cancellationToken);

        var lost = results.Count(result => result.Visible is null);
        Console.WriteLine($"{results.Count} reports at {rate}/s over {venues.Count} venues, {lost} not visible within {GiveUpAfter.TotalSeconds:F0} s");
        Latencies.Print("POST to 202", results.Select(result => result.Acknowledged));
        Latencies.Print("202 to visible", results.Where(result => result.Visible is not null).Select(result => result.Visible!.Value));
        return lost == 0 ? 0 : 1;
    }

    private static async Task<List<Result>> ArriveAsync(
        HttpClient http, List<string> venues, string run, int rate, int seconds, CancellationToken cancellationToken)
    {
        var arrivals = new List<Task<Result>>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < rate * seconds; i++)
        {
            // The timer may fall behind; arrivals then catch up at once, as they would from many independent people.
            while (clock.Elapsed < TimeSpan.FromSeconds((double)i / rate))
                await timer.WaitForNextTickAsync(cancellationToken);
            arrivals.Add(ReportAsync(http, venues[i % venues.Count], $"{run}-{i}", i, cancellationToken));
        }

        return [.. await Task.WhenAll(arrivals)];
    }

    private static async Task<Result> ReportAsync(
        HttpClient http, string venue, string diner, int number, CancellationToken cancellationToken)
    {
        var token = await http.GetStringAsync($"identity/token?sub={diner}&role=diner", cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/venues/{venue}/queue/reports")
        {
            Content = JsonContent.Create(new { waitMinutes = 5 + number % 40 }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        var start = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request, cancellationToken);
        var acknowledgedAt = Stopwatch.GetTimestamp();
        if (response.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException($"A report was answered {(int)response.StatusCode}.");
        var receivedAt = (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken))
            .GetProperty("receivedAt").GetDateTimeOffset();

        while (Stopwatch.GetElapsedTime(acknowledgedAt) < GiveUpAfter)
        {
            var status = await http.GetFromJsonAsync<JsonElement>($"api/v1/venues/{venue}/queue", cancellationToken);
            if (status.GetProperty("updatedAt") is { ValueKind: JsonValueKind.String } updated
                && updated.GetDateTimeOffset() >= receivedAt)
            {
                return new Result(
                    Stopwatch.GetElapsedTime(start, acknowledgedAt), Stopwatch.GetElapsedTime(acknowledgedAt));
            }

            await Task.Delay(PollInterval, cancellationToken);
        }

        return new Result(Stopwatch.GetElapsedTime(start, acknowledgedAt), null);
    }

    private static async Task<List<string>> VenuesAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var venues = new List<string>();
        var sites = await http.GetFromJsonAsync<JsonElement>("api/v1/sites?limit=60", cancellationToken);
        foreach (var site in sites.GetProperty("sites").EnumerateArray())
        {
            var full = await http.GetFromJsonAsync<JsonElement>(
                $"api/v1/sites/{site.GetProperty("siteId").GetString()}", cancellationToken);
            venues.AddRange(full.GetProperty("stalls").EnumerateArray()
                .Select(stall => stall.GetProperty("venueId").GetString()!));
        }

        return venues;
    }

    private sealed record Result(TimeSpan Acknowledged, TimeSpan? Visible);
}
