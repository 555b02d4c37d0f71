using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using QNom.Discovery;
using QNom.Local;
using QNom.Local.Cosmos;
using QNom.Venues;
using QNom.Venues.Seed;

namespace QNom.Benchmarks.Search;

/// <summary>
/// Search over made-up venues, through the whole local cloud: HTTP, function host, SDK, emulator, all in this process with
/// its client. Searches come one after the other, around the real hawker centres, with radii from 300 m to 5 km and all
/// orders and filters; meanwhile waits change.
/// </summary>
internal static class SearchBenchmark
{
    private static readonly int[] Radii = [300, 500, 1000, 2000, 5000];
    private static readonly string[] Orders = ["best", "wait", "distance", "rating"];
    private static readonly string[] Filters =
        ["", "", "", "&q=chiken+rice", "&q=%E9%B8%A1%E9%A5%AD", "&cuisine=malay,indian", "&diet=halal", "&maxWait=15", "&price=6", "&open=now"];

    public static Command Create()
    {
        var venues = new Option<int[]>("--venues") { Description = "How many venues, one run for each", DefaultValueFactory = _ => [1_000, 100_000], AllowMultipleArgumentsPerToken = true };
        var searches = new Option<int>("--searches") { Description = "How many searches in each run", DefaultValueFactory = _ => 1000 };
        var writes = new Option<int>("--writes") { Description = "Changed waits a second meanwhile", DefaultValueFactory = _ => 20 };
        var command = new Command("search", "GET /venues: latency and Cosmos DB reads, by the number of venues") { venues, searches, writes };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            foreach (var count in arguments.GetValue(venues)!)
                await RunAsync(count, arguments.GetValue(searches), arguments.GetValue(writes), cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task RunAsync(int count, int searches, int writes, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("qnom-search-");
        try
        {
            await using var cloud = await LocalCloud.StartAsync(
                new LocalCloudOptions { Seed = false, DataFolder = folder.FullName }, _ => { }, cancellationToken);
            using var http = new HttpClient { BaseAddress = cloud.Functions.Address };
            using var client = new CosmosClient(cloud.Cosmos.ConnectionString, new CosmosClientOptions
            {
                ConnectionMode = ConnectionMode.Gateway,
                LimitToEndpoint = true,
                EnableContentResponseOnWrite = false,
                UseSystemTextJsonSerializerWithOptions = Platform.Json.Documents,
            });
            var container = client.GetContainer("qnom", "discovery");
            var cards = SyntheticVenues.Make(count, 42, DateTimeOffset.UtcNow).ToList();
            await FillAsync(container, cards, cancellationToken);
            Console.WriteLine();
            Console.WriteLine($"{count} venues in {cards.Select(card => card.Cell).Distinct().Count()} cells, "
                + $"the fullest with {cards.CountBy(card => card.Cell).Max(cell => cell.Value)}");
            await MeasureAsync(http, cloud.Cosmos, container, cards, searches, writes, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task FillAsync(Container container, List<DiscoveryCard> cards, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            cards.GroupBy(card => card.Cell).SelectMany(cell => cell.Chunk(100)),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken },
            async (some, cancelled) =>
            {
                var batch = container.CreateTransactionalBatch(new PartitionKey(some[0].Cell));
                foreach (var card in some)
                    batch.CreateItem(card);
                using var response = await batch.ExecuteAsync(cancelled);
                if (!response.IsSuccessStatusCode)
                    throw new InvalidOperationException(response.ErrorMessage);
            });

    private static async Task MeasureAsync(
        HttpClient http, CosmosEmulator cosmos, Container container, List<DiscoveryCard> cards, int searches, int writes,
        CancellationToken cancellationToken)
    {
        var random = new Random(1);
        // The first search of a cell reads all of it: what a new instance pays once.
        var cold = Stopwatch.GetTimestamp();
        await SearchAsync(http, "near=1.2850,103.8450&radius=5000", cancellationToken);
        var coldTime = Stopwatch.GetElapsedTime(cold);
        var coldReads = Reads(cosmos).Count;
        for (var i = 0; i < 200; i++)
            await SearchAsync(http, RandomSearch(random), cancellationToken);

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = WriteAsync(container, cards, writes, ended.Token);
        var times = new List<(TimeSpan Time, int Touched, int Reads, int Matches, int Radius)>();
        var busy = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < searches; i++)
        {
            var query = RandomSearch(random);
            cosmos.Log.Clear();
            var started = Stopwatch.GetTimestamp();
            var matches = await SearchAsync(http, query, cancellationToken);
            var elapsed = Stopwatch.GetElapsedTime(started);
            times.Add((elapsed, Touched(query), Reads(cosmos).Count, matches, RadiusOf(query)));
        }

        var perSearch = (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds / searches;
        await ended.CancelAsync();
        await writing;
        Console.WriteLine(
            $"first search of its cells {coldTime.TotalMilliseconds:F0} ms, {coldReads} reads; then {searches} searches with {writes} changed waits a second: "
            + $"{times.Average(time => time.Touched):F2} cells touched, {times.Average(time => time.Reads):F2} reads, at most {times.Max(time => time.Reads)}; "
            + $"{times.Average(time => time.Matches):F0} matches each, at most {times.Max(time => time.Matches)}; {perSearch:F2} ms of processor time each, client and writes included");
        Latencies.Print("GET /venues", times.Select(time => time.Time));
        foreach (var radius in Radii)
            Latencies.Print($"  radius {radius} m", times.Where(time => time.Radius == radius).Select(time => time.Time));
    }

    // Whatever reads documents, by the container's name or by its id: nothing else runs meanwhile but the writer of waits.
    private static List<LoggedRequest> Reads(CosmosEmulator cosmos) => [.. cosmos.Log.Requests
        .Where(request => request.Operation is CosmosOperation.ChangeFeed or CosmosOperation.Query or CosmosOperation.Read)];

    private static int Touched(string query)
    {
        var near = query.Split("near=")[1].Split('&')[0].Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return Cell.Cover(new GeoPoint(near[1], near[0]), RadiusOf(query)).Count;
    }

    private static int RadiusOf(string query) => int.Parse(query.Split("radius=")[1].Split('&')[0], CultureInfo.InvariantCulture);

    private static string RandomSearch(Random random)
    {
        var centre = SeedTable.Centres[random.Next(SeedTable.Centres.Count)].Location;
        var near = SyntheticVenues.Around(centre, random);
        return string.Create(CultureInfo.InvariantCulture, $"near={near.Latitude},{near.Longitude}&radius={Radii[random.Next(Radii.Length)]}")
            + $"&sort={Orders[random.Next(Orders.Length)]}{Filters[random.Next(Filters.Length)]}";
    }

    private static async Task<int> SearchAsync(HttpClient http, string query, CancellationToken cancellationToken)
    {
        var body = await http.GetByteArrayAsync($"api/v1/venues?{query}", cancellationToken);
        return JsonSerializer.Deserialize<JsonElement>(body).GetProperty("matches").GetInt32();
    }

    private static async Task WriteAsync(Container container, List<DiscoveryCard> cards, int rate, CancellationToken cancellationToken)
    {
        var random = new Random(2);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / Math.Max(1, rate)));
        try
        {
            while (rate > 0 && await timer.WaitForNextTickAsync(cancellationToken))
            {
                var card = cards[random.Next(cards.Count)];
                await container.UpsertItemAsync(
                    card with { Wait = SyntheticVenues.Wait(random, DateTimeOffset.UtcNow) }, new PartitionKey(card.Cell),
                    cancellationToken: cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The searches are over.
        }
    }
}
