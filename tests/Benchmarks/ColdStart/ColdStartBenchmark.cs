using System.CommandLine;
using QNom.Local.Azurite;
using QNom.Local.Cosmos;

namespace QNom.Benchmarks.ColdStart;

/// <summary>
/// How long the first to ask waits for an instance that has just been started: the published app as a process of its own, again
/// and again, against stores that run already. In turns, so that what else the machine does meets all alike.
/// </summary>
internal static class ColdStartBenchmark
{
    private const string Question = "api/v1/sites?limit=1";

    public static Command Create()
    {
        var starts = new Option<int>("--starts") { Description = "How often each is started", DefaultValueFactory = _ => 15 };
        var command = new Command("cold-start", "The first answer of a published app that has just been started, by how it is compiled") { starts };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(starts), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int starts, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("qnom-cold-start-").FullName;
        try
        {
            var (plain, compiled) = (Path.Combine(folder, "plain"), Path.Combine(folder, "compiled"));
            await PublishedApp.PublishAsync(plain, compiled: false, cancellationToken);
            await PublishedApp.PublishAsync(compiled, compiled: true, cancellationToken);
            Console.WriteLine($"published: {Megabytes(plain):N0} MB plain, {Megabytes(compiled):N0} MB compiled");

            await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions { Progress = Console.WriteLine }, cancellationToken);
            await using var cosmos = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions(), cancellationToken);
            var settings = Settings(azurite, cosmos);
            // Makes what is missing and seeds, so that none of those that are measured has to.
            await new PublishedApp(plain, new Dictionary<string, string>(settings) { ["QNOM_CREATE_RESOURCES"] = "true", ["QNOM_SEED"] = "true" }).StartAsync(Question, cancellationToken);

            var ways = new (string Name, PublishedApp App, List<Start> Starts)[]
            {
                ("plain", new PublishedApp(plain, settings), []),
                ("plain, no profile", new PublishedApp(plain, new Dictionary<string, string>(settings) { ["DOTNET_TieredPGO"] = "0" }), []),
                ("ReadyToRun", new PublishedApp(compiled, settings), []),
                ("ReadyToRun, no profile", new PublishedApp(compiled, new Dictionary<string, string>(settings) { ["DOTNET_TieredPGO"] = "0" }), []),
            };
            for (var i = 0; i < starts; i++)
            {
                foreach (var way in ways)
                    way.Starts.Add(await way.App.StartAsync(Question, cancellationToken));
            }

            Console.WriteLine($"{"",-24}{"listens",10}{"first answer",22}{"second",10}{"processor",11}{"compiling",11}{"methods",9}   (ms; medians of {starts}, first answer with its quartiles)");
            foreach (var (name, _, all) in ways)
            {
                Console.WriteLine(
                    $"{name,-24}{At(all, start => start.Listens, 0.5),10:N0}{At(all, start => start.First, 0.5),10:N0} ({At(all, start => start.First, 0.25):N0}-{At(all, start => start.First, 0.75):N0}){At(all, start => start.Second, 0.5),10:N0}{At(all, start => start.Processor, 0.5),11:N0}{At(all, start => start.Compiling, 0.5),11:N0}{all.Select(start => start.Methods).Order().ElementAt(all.Count / 2),9:N0}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, string> Settings(AzuriteServer azurite, CosmosEmulator cosmos) => new()
    {
        ["AzureWebJobsStorage"] = azurite.ConnectionString,
        ["COSMOS_CONNECTION"] = cosmos.ConnectionString,
        ["OIDC_ISSUER"] = "https://issuer.example",
        ["PSEUDONYM_KEY"] = new string('-', 16),
        ["CREDENTIAL_KEY"] = new string('-', 32),
    };

    private static double Megabytes(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) / 1e6;

    private static double At(IEnumerable<Start> starts, Func<Start, TimeSpan> what, double share)
    {
        var sorted = starts.Select(start => what(start).TotalMilliseconds).Order().ToList();
        return sorted[(int)((sorted.Count - 1) * share)];
    }
}
