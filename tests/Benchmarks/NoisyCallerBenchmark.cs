using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using QNom.Local;

namespace QNom.Benchmarks;

/// <summary>
/// What one caller's flood does to another: a stall's server posts its wait at a constant rate, first alone and then while a
/// diner sends thousands of reports, under the limits that hold in Azure. An open model: nobody waits for anybody.
/// </summary>
internal static class NoisyCallerBenchmark
{
    private const string Stall = "maxwell-food-centre-chicken-rice";

    // Within the 1,200 a minute that a server may, in both halves together.
    private const int QuietRate = 10;

    private const double MostTimesAsLong = 1.5;

    public static Command Create()
    {
        var requests = new Option<int>("--requests") { Description = "How many requests the noisy caller sends", DefaultValueFactory = _ => 10_000 };
        var seconds = new Option<int>("--seconds") { Description = "In what time, and how long the other is alone before", DefaultValueFactory = _ => 20 };
        var command = new Command("noisy-caller", "One caller's flood and another's latency") { requests, seconds };
        command.SetAction((arguments, cancellationToken) =>
            RunAsync(arguments.GetValue(requests), TimeSpan.FromSeconds(arguments.GetValue(seconds)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int requests, TimeSpan period, CancellationToken cancellationToken)
    {
        await using var cloud = await LocalCloud.StartAsync(new LocalCloudOptions { RateLimitFactor = 1 }, Console.WriteLine, cancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = cloud.Functions.Address };
        var (key, token) = (await KeyAsync(http, cancellationToken), await TokenAsync(http, "diner", cancellationToken));
        var quiet = (int)(QuietRate * period.TotalSeconds);

        await PostWaitsAsync(http, key, QuietRate * 2, cancellationToken);
        var alone = await PostWaitsAsync(http, key, quiet, cancellationToken);
        var flood = ArriveAsync(requests, requests / period.TotalSeconds, _ => ReportAsync(http, token, cancellationToken), cancellationToken);
        var beside = await PostWaitsAsync(http, key, quiet, cancellationToken);
        var noisy = await flood;

        foreach (var answers in noisy.GroupBy(answer => answer.Status).OrderBy(group => group.Key))
            Console.WriteLine($"noisy caller: {answers.Count(),6} answered {(int)answers.Key} {answers.Key}, {answers.Count(answer => answer.Told)} with RateLimit and, if refused for the quota, Retry-After");
        Latencies.Print("noisy caller", noisy.Select(answer => answer.Took));
        Latencies.Print("other, alone", alone.Select(answer => answer.Took));
        Latencies.Print("other, beside it", beside.Select(answer => answer.Took));
        var ratio = Median(beside) / Median(alone);
        var tail = At(beside, 0.95) / At(alone, 0.95);
        Console.WriteLine($"the other's latency is {ratio:F2} times its own at the median, {tail:F2} times at the 95th percentile (at most {MostTimesAsLong})");

        var ok = noisy.All(answer => answer.Told && answer.Status is HttpStatusCode.Accepted or HttpStatusCode.TooManyRequests)
            && noisy.Count(answer => answer.Status == HttpStatusCode.TooManyRequests) > requests / 2
            && beside.Concat(alone).All(answer => answer.Status == HttpStatusCode.OK)
            && ratio <= MostTimesAsLong && tail <= MostTimesAsLong;
        Console.WriteLine(ok ? "limited, and the other hardly noticed" : "FAILED");
        return ok ? 0 : 1;
    }

    private static Task<IReadOnlyList<Answer>> PostWaitsAsync(HttpClient http, string key, int count, CancellationToken cancellationToken) =>
        ArriveAsync(count, QuietRate, i => SendAsync(http, HttpMethod.Put, $"api/v1/venues/{Stall}/queue", key, new { waitMinutes = 5 + (i % 20) }, cancellationToken), cancellationToken);

    private static Task<Answer> ReportAsync(HttpClient http, string token, CancellationToken cancellationToken) =>
        SendAsync(http, HttpMethod.Post, $"api/v1/venues/{Stall}/queue/reports", token, new { waitMinutes = 15 }, cancellationToken);

    private static async Task<IReadOnlyList<Answer>> ArriveAsync(
        int count, double rate, Func<int, Task<Answer>> send, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Math.Max(1, 1000 / rate)));
        var (clock, answers) = (Stopwatch.StartNew(), new List<Task<Answer>>());
        for (var i = 0; i < count; i++)
        {
            while (clock.Elapsed < TimeSpan.FromSeconds(i / rate))
                await timer.WaitForNextTickAsync(cancellationToken);
            answers.Add(send(i));
        }

        return await Task.WhenAll(answers);
    }

    private static async Task<Answer> SendAsync(
        HttpClient http, HttpMethod method, string path, string credential, object body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = JsonContent.Create(body),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", credential) },
        };
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var start = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var told = response.Headers.Contains("RateLimit") && response.Headers.Contains("RateLimit-Policy")
            && (response.StatusCode != HttpStatusCode.TooManyRequests || response.Headers.RetryAfter is not null);
        return new Answer(response.StatusCode, Stopwatch.GetElapsedTime(start), told, text);
    }

    private static async Task<string> KeyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(http, "operator", cancellationToken);
        var partner = (await DoAsync(HttpMethod.Post, "api/v1/partners", new { name = "Quiet" })).GetProperty("partnerId").GetString();
        await DoAsync(HttpMethod.Put, $"api/v1/partners/{partner}/venues/{Stall}", new { });
        return (await DoAsync(HttpMethod.Post, $"api/v1/partners/{partner}/keys", new { use = "server", venues = new[] { Stall } }))
            .GetProperty("key").GetString()!;

        async Task<JsonElement> DoAsync(HttpMethod method, string path, object body)
        {
            var answer = await SendAsync(http, method, path, token, body, cancellationToken);
            return (int)answer.Status < 300
                ? answer.Text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(answer.Text)
                : throw new InvalidOperationException($"{method} {path} was answered {answer.Status}: {answer.Text}");
        }
    }

    private static Task<string> TokenAsync(HttpClient http, string role, CancellationToken cancellationToken) =>
        http.GetStringAsync($"identity/token?sub={Guid.NewGuid():N}&role={role}", cancellationToken);

    private static double Median(IReadOnlyList<Answer> answers) => At(answers, 0.5);

    private static double At(IReadOnlyList<Answer> answers, double quantile) =>
        answers.Select(answer => answer.Took.TotalMilliseconds).Order().ElementAt((int)Math.Ceiling(quantile * answers.Count) - 1);

    private sealed record Answer(HttpStatusCode Status, TimeSpan Took, bool Told, string Text);
}
