using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace QNom.Benchmarks;

/// <summary>
/// How soon an acknowledged report is visible at <c>GET …/queue</c> and to who listens, what the server's process takes for
/// it, and whether every report is counted once; with <c>--kill</c> also if that process is killed in the middle.
/// </summary>
internal static class ReportBenchmark
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TellingTakes = TimeSpan.FromMinutes(1);

    public static Command Create()
    {
        var rate = new Option<int>("--rate") { Description = "Reports a second", DefaultValueFactory = _ => 50 };
        var seconds = new Option<int>("--seconds") { Description = "How long, after 5 seconds to warm up", DefaultValueFactory = _ => 60 };
        var venues = new Option<int>("--venues") { Description = "Over how many stalls", DefaultValueFactory = _ => 200 };
        var listeners = new Option<int>("--listeners") { Description = "How many listen to the streams of their sites", DefaultValueFactory = _ => 100 };
        var kill = new Option<bool>("--kill") { Description = "Kill -9 the server half-way and start it again on its data; listeners come back by themselves" };
        var command = new Command("reports", "From acknowledged to visible and to who listens, at a constant arrival rate")
        {
            rate, seconds, venues, listeners, kill,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var data = Directory.CreateTempSubdirectory("qnom-reports-");
            try
            {
                return await RunAsync(
                    data.FullName, arguments.GetValue(rate), arguments.GetValue(seconds), arguments.GetValue(venues),
                    arguments.GetValue(listeners), arguments.GetValue(kill), cancellationToken);
            }
            finally
            {
                data.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(
        string data, int rate, int seconds, int most, int listeners, bool kill, CancellationToken cancellationToken)
    {
        var launcher = await LauncherRun.StartAsync(data, 0, cancellationToken);
        try
        {
            using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 512 + listeners };
            using var http = new HttpClient(handler) { BaseAddress = launcher.Server, Timeout = TimeSpan.FromSeconds(30) };
            var sites = await SitesAsync(http, most, cancellationToken);
            var venues = sites.SelectMany(site => site.Venues).ToList();
            var arrivals = new ReportArrivals(http, venues, TimeSpan.FromMinutes(kill ? 2 : 0.5));
            var warmUp = await arrivals.TokensAsync(rate * (int)WarmUp.TotalSeconds, cancellationToken);
            var tokens = await arrivals.TokensAsync(rate * seconds, cancellationToken);

            await using var streams = await StreamListeners.StartAsync(http, [.. sites.Select(site => site.SiteId)], listeners, cancellationToken);
            var warm = await arrivals.ArriveAsync(warmUp, rate, cancellationToken);
            var (before, clock) = (launcher.Usage(), Stopwatch.StartNew());
            var arriving = arrivals.ArriveAsync(tokens, rate, cancellationToken);
            if (kill)
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds / 2.0), cancellationToken);
                launcher = await RestartAsync(launcher, data, cancellationToken);
            }

            var sent = await arriving;
            if (!kill)
                PrintUsage(before, launcher.Usage(), clock.Elapsed);
            return await PrintAsync(launcher, http, sites, venues, arrivals, warm, sent, streams, rate, kill, cancellationToken) ? 0 : 1;
        }
        finally
        {
            await launcher.DisposeAsync();
        }
    }

    private static async Task<LauncherRun> RestartAsync(LauncherRun launcher, string data, CancellationToken cancellationToken)
    {
        var port = launcher.Server.Port;
        await launcher.KillAsync();
        await launcher.DisposeAsync();
        var down = Stopwatch.StartNew();
        var again = await LauncherRun.StartAsync(data, port, cancellationToken);
        Console.WriteLine($"killed, and ready again after {down.Elapsed.TotalSeconds:F1} s");
        return again;
    }

    private static async Task<bool> PrintAsync(
        LauncherRun launcher, HttpClient http, List<Site> sites, List<string> venues, ReportArrivals arrivals,
        IReadOnlyList<SentReport> warm, IReadOnlyList<SentReport> sent, StreamListeners streams, int rate, bool kill,
        CancellationToken cancellationToken)
    {
        var acknowledged = sent.Where(report => report.ReportId is not null).ToList();
        var seen = acknowledged.Where(report => report.Visible is not null).ToList();
        Console.WriteLine(
            $"{sent.Count} reports at {rate}/s over {venues.Count} venues: {acknowledged.Count} acknowledged, {seen.Count} of them seen, {arrivals.Errors} errors");
        Latencies.Print("POST to 202", acknowledged.Select(report => report.Acknowledged));
        Latencies.Print("202 to visible", seen.Select(report => report.Visible!.Value));
        var siteOf = sites.SelectMany(site => site.Venues.Select(venue => (venue, site.SiteId))).ToDictionary(pair => pair.venue, pair => pair.SiteId);
        var delays = await ToldAsync(streams, siteOf, seen, cancellationToken);
        var notTold = delays.Count(delay => delay is null);
        Latencies.Print("visible to listener", delays.OfType<TimeSpan>());
        Console.WriteLine(
            $"listeners were told of {delays.Count - notTold} changes; {notTold} were not told, {streams.Backwards} went backwards, {streams.Returns} returns");

        var count = await ReportCount.TakeAsync(launcher, http, venues, [.. warm, .. sent], cancellationToken);
        Console.WriteLine(
            $"{count.Acknowledged} acknowledged with the warm-up, {count.Stored} counted; {count.Lost} lost, {count.Miscounted} venues miscounted");
        var ok = count.Holds && seen.Count == acknowledged.Count && streams.Backwards == 0 && notTold == 0
            && (kill || (arrivals.Errors == 0 && count.Stored == count.Acknowledged));
        Console.WriteLine(ok ? "nothing lost, nothing counted twice" : "FAILED");
        return ok;
    }

    // The streams look every 400 ms; what a crash left in the outbox is swept every 30 s.
    private static async Task<IReadOnlyList<TimeSpan?>> ToldAsync(
        StreamListeners streams, Dictionary<string, string> siteOf, List<SentReport> seen, CancellationToken cancellationToken)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken))
        {
            var delays = streams.Delays(siteOf, seen);
            if (clock.Elapsed > TellingTakes || (delays.All(delay => delay is not null) && clock.Elapsed > TimeSpan.FromSeconds(2)))
                return delays;
        }
    }

    private static void PrintUsage(
        (TimeSpan Processor, long Memory, long MostMemory) before, (TimeSpan Processor, long Memory, long MostMemory) after, TimeSpan elapsed) =>
        Console.WriteLine(
            $"server process: {(after.Processor - before.Processor) / elapsed:F2} processors, {after.Memory / 1048576} MB, at most {after.MostMemory / 1048576} MB");

    private static async Task<List<Site>> SitesAsync(HttpClient http, int most, CancellationToken cancellationToken)
    {
        var (found, left) = (new List<Site>(), most);
        var sites = await http.GetFromJsonAsync<JsonElement>("api/v1/sites?status=open&limit=100", cancellationToken);
        foreach (var site in sites.GetProperty("sites").EnumerateArray().Select(site => site.GetProperty("siteId").GetString()!))
        {
            if (left == 0)
                break;
            var board = await http.GetFromJsonAsync<JsonElement>($"api/v1/sites/{site}/board", cancellationToken);
            found.Add(new Site(site, [.. board.GetProperty("stalls").EnumerateArray().Take(left)
                .Select(stall => stall.GetProperty("venueId").GetString()!)]));
            left -= found[^1].Venues.Count;
        }

        return found;
    }

    private sealed record Site(string SiteId, IReadOnlyList<string> Venues);
}
