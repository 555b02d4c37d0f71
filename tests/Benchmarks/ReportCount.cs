using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using QNom.Local.Cosmos;
using QNom.Queues;

namespace QNom.Benchmarks;

/// <summary>Whether what was acknowledged is counted: by the reports that are stored, the head's number and the history.</summary>
/// <param name="Acknowledged">Reports that were acknowledged.</param>
/// <param name="Stored">Reports that are stored; one whose answer was lost may be among them.</param>
/// <param name="Lost">Acknowledged reports that are not stored.</param>
/// <param name="Miscounted">Venues at which the head's number or the history's differs from the stored reports.</param>
internal sealed record ReportCount(int Acknowledged, int Stored, int Lost, int Miscounted)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Nothing lost, nothing counted twice.</summary>
    public bool Holds => Lost == 0 && Miscounted == 0;

    /// <summary>Counts, again until what is still on its way is there, for two minutes at most.</summary>
    public static async Task<ReportCount> TakeAsync(
        LauncherRun launcher, HttpClient http, IReadOnlyList<string> venues, IReadOnlyList<SentReport> sent, CancellationToken cancellationToken)
    {
        using var cosmos = new CosmosClient(
            $"AccountEndpoint={launcher.CosmosDb};AccountKey={CosmosEmulator.AccountKey}",
            new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway, LimitToEndpoint = true });
        var queues = cosmos.GetContainer("qnom", "queues");
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken))
        {
            var count = await CountAsync(queues, http, venues, sent, cancellationToken);
            if (count.Holds || clock.Elapsed > Patience)
                return count;
        }
    }

    private static async Task<ReportCount> CountAsync(
        Container queues, HttpClient http, IReadOnlyList<string> venues, IReadOnlyList<SentReport> sent, CancellationToken cancellationToken)
    {
        var acknowledged = sent.Where(report => report.ReportId is not null).ToLookup(report => report.Venue, report => report.ReportId!);
        var (stored, lost, miscounted) = (0, 0, 0);
        foreach (var venue in venues)
        {
            var ids = await QueryAsync<string>(queues, venue, $"SELECT VALUE c.id FROM c WHERE c.schema = '{ReportDocument.CurrentSchema}'", cancellationToken);
            var folded = await QueryAsync<int>(queues, venue, "SELECT VALUE c.reports FROM c WHERE c.id = 'head'", cancellationToken);
            stored += ids.Count;
            lost += acknowledged[venue].Except(ids).Count();
            if (folded.SingleOrDefault() != ids.Count || await HistoryAsync(http, venue, cancellationToken) != ids.Count)
                miscounted++;
        }

        return new ReportCount(acknowledged.Sum(reports => reports.Count()), stored, lost, miscounted);
    }

    private static async Task<int> HistoryAsync(HttpClient http, string venue, CancellationToken cancellationToken)
    {
        var history = await http.GetFromJsonAsync<JsonElement>($"api/v1/venues/{venue}/queue/history?step=60", cancellationToken);
        return history.GetProperty("steps").EnumerateArray().Sum(step => step.GetProperty("reports").GetInt32());
    }

    private static async Task<List<T>> QueryAsync<T>(Container container, string venue, string query, CancellationToken cancellationToken)
    {
        using var iterator = container.GetItemQueryIterator<T>(
            query, requestOptions: new QueryRequestOptions { PartitionKey = new PartitionKey(venue) });
        var results = new List<T>();
        while (iterator.HasMoreResults)
            results.AddRange(await iterator.ReadNextAsync(cancellationToken));
        return results;
    }
}
