using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using QNom.Local.Cosmos;
using QNom.Tests.Integration.Host;
using QNom.Tests.Integration.Launcher;

namespace QNom.Tests.Integration.Queues;

/// <summary>The promise to people who report: what was acknowledged counts, whatever dies.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Reporters = 240;
    private const int KillAfter = 60;

    private static readonly string[] Launch =
        ["--port", "0", "--cosmos-port", "0", "--azurite-ports", "0,0,0", "--data"];

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("qnom-crash-");

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task After_kill_9_in_the_middle_every_acknowledged_report_is_counted_and_none_twice()
    {
        List<string> venues;
        ConcurrentBag<Acknowledged> acknowledged;
        await using (var first = LauncherProcess.Start([.. Launch, data.FullName]))
        {
            await first.ReadyAsync();
            using var http = new HttpClient();
            venues = await VenuesAsync(http, first.Api);
            acknowledged = await ReportUntilKilledAsync(http, first, venues);
        }

        Assert.InRange(acknowledged.Count, KillAfter, Reporters - 1);
        await using var second = LauncherProcess.Start([.. Launch, data.FullName]);
        await second.ReadyAsync();
        var connection = $"AccountEndpoint={second.CosmosDb};AccountKey={CosmosEmulator.AccountKey}";

        foreach (var venue in venues)
        {
            var ids = acknowledged.Where(report => report.Venue == venue).Select(report => report.ReportId).ToHashSet();
            await Probe.UntilAsync(
                async () => ids.IsSubsetOf(await QueueRecords.ReportIdsAsync(connection, venue)),
                "an acknowledged report is not counted");
        }

        // A report whose answer got lost may be counted too; but each stored one was folded in exactly once.
        Assert.All(await Task.WhenAll(venues.Select(venue => QueueRecords.CountAsync(connection, venue))),
            counts => Assert.Equal(counts.Stored, counts.Folded));
    }

    private static async Task<ConcurrentBag<Acknowledged>> ReportUntilKilledAsync(
        HttpClient http, LauncherProcess launcher, List<string> venues)
    {
        var acknowledged = new ConcurrentBag<Acknowledged>();
        await Parallel.ForAsync(0, Reporters, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, ct) =>
        {
            try
            {
                var token = await http.GetStringAsync($"{launcher.Issuer}/token?sub=reporter-{i}&role=diner", ct);
                using var request = new HttpRequestMessage(HttpMethod.Post, $"{launcher.Api}/venues/{venues[i % venues.Count]}/queue/reports")
                {
                    Content = JsonContent.Create(new { waitMinutes = i % 60 }),
                    Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
                };
                using var response = await http.SendAsync(request, ct);
                Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
                var body = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
                acknowledged.Add(new(venues[i % venues.Count], body.GetProperty("reportId").GetString()!));
                if (acknowledged.Count == KillAfter)
                    launcher.Signal(LauncherProcess.Kill);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // The process has died: this one was not acknowledged.
            }
        });
        return acknowledged;
    }

    private static async Task<List<string>> VenuesAsync(HttpClient http, Uri api)
    {
        var site = await http.GetFromJsonAsync<JsonElement>($"{api}/sites/maxwell-food-centre");
        return [.. site.GetProperty("stalls").EnumerateArray().Select(stall => stall.GetProperty("venueId").GetString()!)];
    }

    private sealed record Acknowledged(string Venue, string ReportId);
}
