using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using QNom.Local;
using QNom.Local.Azurite;

namespace QNom.Benchmarks.Faults;

/// <summary>
/// A lunch in a storm: a fifth of all operations of the database is refused (429, 503, 408), slow, or loses its connection before or
/// after it was done, and in the middle Azurite is stopped and started. Then: whether anything that was acknowledged is lost,
/// or anything was done twice, and how long after the storm everything is as ever.
/// </summary>
internal static class FaultBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long the storm lasts", DefaultValueFactory = _ => 30 };
        var share = new Option<double>("--share") { Description = "Which share of the operations goes wrong", DefaultValueFactory = _ => 0.2 };
        var atOnce = new Option<int>("--diners") { Description = "How many diners report and order at once", DefaultValueFactory = _ => 8 };
        var down = new Option<int>("--storage-down") { Description = "For how many seconds Azurite is stopped; 0 for not at all", DefaultValueFactory = _ => 5 };
        var seed = new Option<int>("--seed") { Description = "Of the faults", DefaultValueFactory = _ => 1 };
        var command = new Command("faults", "Nothing lost and nothing done twice in a storm of faults, and back to normal after it") { seconds, share, atOnce, down, seed };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var data = Directory.CreateTempSubdirectory("qnom-faults-");
            try
            {
                return await RunAsync(
                    data.FullName, TimeSpan.FromSeconds(arguments.GetValue(seconds)), arguments.GetValue(share), arguments.GetValue(atOnce),
                    TimeSpan.FromSeconds(arguments.GetValue(down)), arguments.GetValue(seed), cancellationToken) ? 0 : 1;
            }
            finally
            {
                data.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task<bool> RunAsync(
        string data, TimeSpan length, double share, int atOnce, TimeSpan down, int seed, CancellationToken cancellationToken)
    {
        var ports = new AzuritePorts(FreePort.Take(), FreePort.Take(), FreePort.Take());
        await using var cloud = await LocalCloud.StartAsync(
            new LocalCloudOptions { Seed = false, DataFolder = data, AzuritePorts = ports }, Console.WriteLine, cancellationToken);
        using var http = new HttpClient { BaseAddress = cloud.Functions.Address, Timeout = TimeSpan.FromSeconds(30) };
        var venues = await Stalls.BuildAsync(cloud, 10, cancellationToken);
        var traffic = new LunchTraffic(http, venues);
        await traffic.OpenAsync(cancellationToken);

        cloud.Cosmos.Faults.Storm(share, seed, TimeSpan.FromMilliseconds(500));
        var (clock, number) = (Stopwatch.StartNew(), 0);
        var visits = Enumerable.Range(0, atOnce).Select(_ => Task.Run(
            async () =>
            {
                while (clock.Elapsed < length)
                    await traffic.VisitAsync(Interlocked.Increment(ref number), ordersToo: true, cancellationToken);
            },
            cancellationToken)).ToList();
        await using var storage = down > TimeSpan.Zero ? await RestartAsync(cloud, ports, data, length / 3, down, cancellationToken) : null;
        await Task.Delay(length - clock.Elapsed is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
        cloud.Cosmos.Faults.Clear();

        var calm = Stopwatch.StartNew();
        await Task.WhenAll(visits);
        var answered = calm.Elapsed;
        await ShowsAsync(http, traffic, venues, cancellationToken);
        var shown = calm.Elapsed;
        var (ledger, setAside) = (await Ledger.ReadAsync(cloud, venues, traffic, cancellationToken), 0);
        while (!ledger.Holds && calm.Elapsed < Patience)
        {
            await Task.Delay(200, cancellationToken);
            setAside += await SetAside.ReplayAsync(http, cancellationToken);
            ledger = await Ledger.ReadAsync(cloud, venues, traffic, cancellationToken);
        }

        var (attempts, failures) = traffic.Requests;
        Console.WriteLine($"{attempts} requests in {length.TotalSeconds:0} s, {failures} sent again; {traffic.Reports.Count} reports and {traffic.Orders.Count} orders acknowledged");
        Console.WriteLine($"{setAside} messages had failed at every attempt and were replayed");
        Console.WriteLine($"after the storm: every request answered {answered.TotalSeconds:0.0} s, a new report shown {shown.TotalSeconds:0.0} s, all counted {calm.Elapsed.TotalSeconds:0.0} s");
        Console.WriteLine(ledger.Holds ? "nothing lost, nothing done twice" : $"FAILED: {ledger}");
        return ledger.Holds;
    }

    private static async Task<AzuriteServer> RestartAsync(
        LocalCloud cloud, AzuritePorts ports, string data, TimeSpan after, TimeSpan down, CancellationToken cancellationToken)
    {
        await Task.Delay(after, cancellationToken);
        await cloud.Azurite.DisposeAsync();
        await Task.Delay(down, cancellationToken);
        var again = await AzuriteServer.StartAsync(
            new AzuriteOptions
            {
                BlobPort = ports.Blob,
                QueuePort = ports.Queue,
                TablePort = ports.Table,
                DataFolder = Path.Combine(data, "azurite"),
                Progress = Console.WriteLine,
            },
            cancellationToken);
        Console.WriteLine($"Azurite was stopped for {down.TotalSeconds:0} s.");
        return again;
    }

    // A report made after the storm is shown by the stall's queue.
    private static async Task ShowsAsync(HttpClient http, LunchTraffic traffic, IReadOnlyList<string> venues, CancellationToken cancellationToken)
    {
        var before = DateTimeOffset.UtcNow;
        await traffic.VisitAsync(0, ordersToo: false, cancellationToken);
        while (true)
        {
            var status = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync($"api/v1/venues/{venues[0]}/queue", cancellationToken));
            if (status.GetProperty("updatedAt") is { ValueKind: JsonValueKind.String } at && at.GetDateTimeOffset() >= before)
                return;
            await Task.Delay(20, cancellationToken);
        }
    }
}
