using System.CommandLine;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QNom.Local.Azurite;
using QNom.Local.Host;

namespace QNom.Benchmarks.Host;

/// <summary>What the function host itself costs: against a bare endpoint, and against Azurite.</summary>
internal static class HostBenchmark
{
    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "Length of each of the 15 HTTP rounds", DefaultValueFactory = _ => 1 };
        var command = new Command("host", "The function host: HTTP against a bare endpoint, queues, blobs") { seconds };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(seconds), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int seconds, CancellationToken cancellationToken)
    {
        await HttpRatio.RunAsync(TimeSpan.FromSeconds(seconds), cancellationToken);

        await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions { Progress = Console.WriteLine }, cancellationToken);
        await QueueSpeed.RunAsync(azurite.ConnectionString, cancellationToken);
        await BlobSpeed.RunAsync(azurite.ConnectionString, cancellationToken);
    }

    /// <summary>A host with one function class and the settings of the app's own host.json.</summary>
    public static Task<FunctionHost> StartAsync(
        Type functions, string storage, Action<IServiceCollection> services, CancellationToken cancellationToken) =>
        FunctionHost.StartAsync(
            new FunctionHostOptions
            {
                FunctionTypes = [functions],
                Configuration = new ConfigurationBuilder()
                    .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = storage }).Build(),
                Compose = (IFunctionsWorkerApplicationBuilder builder, IConfiguration _) => services(builder.Services),
                HostJsonPath = Path.Combine(AppContext.BaseDirectory, "host.json"),
                HostId = "benchmark",
                Logging = logging => logging.AddSimpleConsole().AddFilter(null, LogLevel.Warning),
            },
            cancellationToken);
}
