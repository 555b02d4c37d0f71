using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using QNom.Local.Cosmos;

namespace QNom.Benchmarks;

/// <summary>
/// The Cosmos emulator behind the real SDK: durable, on a file, client and emulator in one process. A closed model: so
/// many callers, each of which sends its next request when the last one is answered.
/// </summary>
internal static class CosmosBenchmark
{
    private const int Partitions = 200;
    private const int BatchSize = 10;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var callers = new Option<int>("--parallel") { Description = "Callers at once", DefaultValueFactory = _ => 16 };
        var seconds = new Option<int>("--seconds") { Description = "How long for each operation", DefaultValueFactory = _ => 5 };
        var command = new Command("cosmos", "The Cosmos emulator: upserts, point reads, batches, single-partition queries") { callers, seconds };
        command.SetAction((arguments, ct) => RunAsync(arguments.GetValue(callers), TimeSpan.FromSeconds(arguments.GetValue(seconds)), ct));
        return command;
    }

    private static async Task<int> RunAsync(int callers, TimeSpan duration, CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("qnom-cosmos-");
        try
        {
            await using var emulator = await CosmosEmulator.StartAsync(
                new CosmosEmulatorOptions { DatabasePath = Path.Combine(directory.FullName, "cosmos.db") }, ct);
            Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", "true");
            using var client = new CosmosClient(emulator.ConnectionString, new CosmosClientOptions
            {
                ConnectionMode = ConnectionMode.Gateway,
                LimitToEndpoint = true,
                EnableContentResponseOnWrite = false,
                UseSystemTextJsonSerializerWithOptions = new JsonSerializerOptions(JsonSerializerDefaults.Web),
            });
            Database database = await client.CreateDatabaseAsync("bench", cancellationToken: ct);
            Container container = await database.CreateContainerAsync("stalls", "/site", cancellationToken: ct);
            await MeasureAllAsync(container, callers, duration, ct);
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task MeasureAllAsync(Container container, int callers, TimeSpan duration, CancellationToken ct)
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores, items of about 1 KB in {Partitions} partitions, a file with WAL");
        await MeasureAsync("upsert", callers, duration, async i =>
            (await container.UpsertItemAsync(Stall.Of(i), new PartitionKey(Stall.SiteOf(i)), cancellationToken: ct)).RequestCharge, ct);
        foreach (var readers in (int[])[1, callers])
        {
            await MeasureAsync("point read", readers, duration, async i =>
            {
                var known = i % Partitions + 1;
                return (await container.ReadItemAsync<Stall>($"{known}", new PartitionKey(Stall.SiteOf(known)), cancellationToken: ct)).RequestCharge;
            }, ct);
        }

        await MeasureAsync($"batch of {BatchSize}", callers, duration, async i =>
        {
            var batch = container.CreateTransactionalBatch(new PartitionKey(Stall.SiteOf(i)));
            for (var n = 0; n < BatchSize; n++)
                batch.UpsertItem(Stall.Of(i) with { Id = $"batch-{i % 1000}-{n}" });
            using var answer = await batch.ExecuteAsync(ct);
            return answer.IsSuccessStatusCode ? answer.RequestCharge : throw new InvalidOperationException(answer.ErrorMessage);
        }, ct);
        await FillAsync(container, ct);
        await MeasureAsync("query, 1 of 300 in partition", callers, duration, i => QueryAsync(
            container, new QueryDefinition("SELECT * FROM c WHERE c.wait = @wait").WithParameter("@wait", i % 300), ct), ct);
        await MeasureAsync("query, all 300 in partition", callers, duration, _ => QueryAsync(
            container, new QueryDefinition("SELECT * FROM c"), ct), ct);
        await MeasureAsync("query, sorted 300 in partition", callers, duration, _ => QueryAsync(
            container, new QueryDefinition("SELECT TOP 20 * FROM c ORDER BY c.wait DESC"), ct), ct);
    }

    private static async Task FillAsync(Container container, CancellationToken ct)
    {
        for (var i = 0; i < 300; i++)
            await container.UpsertItemAsync(Stall.Of(i) with { Site = "board", Wait = i }, new PartitionKey("board"), cancellationToken: ct);
    }

    private static async Task<double> QueryAsync(Container container, QueryDefinition query, CancellationToken ct)
    {
        var charge = 0d;
        using var feed = container.GetItemQueryIterator<Stall>(query, requestOptions: new() { PartitionKey = new PartitionKey("board") });
        while (feed.HasMoreResults)
            charge += (await feed.ReadNextAsync(ct)).RequestCharge;
        return charge;
    }

    private static async Task MeasureAsync(string name, int callers, TimeSpan duration, Func<int, Task<double>> request, CancellationToken ct)
    {
        await CallAsync(callers, WarmUp, request, ct);
        var clock = Stopwatch.StartNew();
        var busyBefore = Environment.CpuUsage.TotalTime;
        var results = await CallAsync(callers, duration, request, ct);
        var seconds = clock.Elapsed.TotalSeconds;

        // Processor time holds also on a machine that others keep busy; rate and latency do not.
        var busy = (Environment.CpuUsage.TotalTime - busyBefore).TotalMilliseconds / results.Count;
        Console.WriteLine();
        Console.WriteLine(
            $"{name}, {callers} at once: {results.Count / seconds:F0} requests/s, {results.Sum(r => r.Charge) / seconds:F0} RU/s, "
            + $"{busy:F2} ms of processor time each, client included");
        Latencies.Print(name, results.Select(r => r.Time));
    }

    private static async Task<List<(TimeSpan Time, double Charge)>> CallAsync(
        int callers, TimeSpan duration, Func<int, Task<double>> request, CancellationToken ct)
    {
        var next = 0;
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var results = new List<(TimeSpan, double)>();
            while (clock.Elapsed < duration)
            {
                ct.ThrowIfCancellationRequested();
                var started = Stopwatch.GetTimestamp();
                var charge = await request(Interlocked.Increment(ref next));
                results.Add((Stopwatch.GetElapsedTime(started), charge));
            }

            return results;
        }, ct)));
        return [.. all.SelectMany(results => results)];
    }

    private sealed record Stall(string Id, string Site, int Wait, string Text)
    {
        private static readonly string Filler = new('x', 700);

        public static string SiteOf(int i) => $"site-{i % Partitions}";

        public static Stall Of(int i) => new($"{i % 20_000}", SiteOf(i), i % 60, Filler);
    }
}
