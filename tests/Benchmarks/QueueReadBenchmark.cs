using System.CommandLine;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using QNom.Benchmarks.Host;
using QNom.Local;

namespace QNom.Benchmarks;

/// <summary>
/// What <c>GET …/queue</c> costs beside a function that returns a constant, and beside a bare endpoint: 64 connections, each
/// asking as soon as it is answered, about one stall with a wait. Rounds alternate, so that whatever else the machine does
/// falls on all; a ratio is of two rounds next to each other. With <c>--wrk</c> it is wrk that asks.
/// </summary>
internal static class QueueReadBenchmark
{
    private const string Stall = "maxwell-food-centre-chicken-rice";

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "How many rounds", DefaultValueFactory = _ => 15 };
        var seconds = new Option<double>("--seconds") { Description = "Length of each measurement", DefaultValueFactory = _ => 1 };
        var wrk = new Option<bool>("--wrk") { Description = "Ask with wrk, which must be installed; whole seconds" };
        var command = new Command("queue-reads", "GET …/queue against a trivial function and a bare endpoint") { rounds, seconds, wrk };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(rounds), TimeSpan.FromSeconds(arguments.GetValue(seconds)), arguments.GetValue(wrk), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int rounds, TimeSpan period, bool withWrk, CancellationToken cancellationToken)
    {
        await using var cloud = await LocalCloud.StartAsync(new LocalCloudOptions(), Console.WriteLine, cancellationToken);
        await ReportAsync(cloud.Functions.Address, cancellationToken);
        await using var bare = await HttpRatio.StartBareAsync(cancellationToken);
        await using var trivial = await HostBenchmark.StartAsync(
            typeof(HttpRatio.Hello), "UseDevelopmentStorage=true", _ => { }, cancellationToken);

        var path = $"/api/v1/venues/{Stall}/queue";
        var endpoint = new ReadLoad(new Uri(bare.Urls.First()), "/api/hello");
        var function = new ReadLoad(trivial.Address, "/api/hello");
        var status = new ReadLoad(cloud.Functions.Address, path);
        var unchanged = new ReadLoad(cloud.Functions.Address, path, Conditional: true);

        var rates = new List<(double Endpoint, double Function, double Status, double Unchanged)>();
        for (var i = -1; i < rounds; i++)
        {
            var round = (
                await RateAsync(endpoint), await RateAsync(function), await RateAsync(status), await RateAsync(unchanged));
            if (i >= 0) // the first warms up
                rates.Add(round);
        }

        Task<double> RateAsync(ReadLoad load) => withWrk ? Wrk.RunAsync(load, period, cancellationToken) : load.RunAsync(period, cancellationToken);

        Print("bare endpoint", rates.Select(rate => rate.Endpoint));
        Print("trivial function", rates.Select(rate => rate.Function));
        Print("status, 200", rates.Select(rate => rate.Status));
        Print("status, 304", rates.Select(rate => rate.Unchanged));
        Ratio("200 / trivial function", rates.Select(rate => rate.Status / rate.Function));
        Ratio("304 / trivial function", rates.Select(rate => rate.Unchanged / rate.Function));
        Ratio("200 / bare endpoint", rates.Select(rate => rate.Status / rate.Endpoint));
        Ratio("304 / bare endpoint", rates.Select(rate => rate.Unchanged / rate.Endpoint));
    }

    private static async Task ReportAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = address };
        var token = await http.GetStringAsync("identity/token?sub=reader&role=diner", cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/venues/{Stall}/queue/reports")
        {
            Content = JsonContent.Create(new { waitMinutes = 15, queueLength = 8 }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        while ((await http.GetFromJsonAsync<JsonElement>($"api/v1/venues/{Stall}/queue", cancellationToken))
            .GetProperty("wait").ValueKind == JsonValueKind.Null)
        {
            await Task.Delay(50, cancellationToken);
        }
    }

    private static void Print(string name, IEnumerable<double> rates) =>
        Console.WriteLine($"{name,-24} {Median(rates),10:N0} requests/s");

    private static void Ratio(string name, IEnumerable<double> ratios) =>
        Console.WriteLine($"{name,-24} {Median(ratios),10:P1} (median of {ratios.Count()} rounds, {ratios.Min():P1} to {ratios.Max():P1})");

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
