using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QNom.Local.Host;

namespace QNom.Tests.Integration.Host;

/// <summary>A function host for one test: its function classes, its probe, names of its own in the shared Azurite.</summary>
internal sealed class TestHost(string storage)
{
    /// <summary>What the functions under test are given, and what the test reads.</summary>
    public Probe Probe { get; } = new();

    public string Storage => storage;

    /// <summary>A queue, and a container, of this test only: <c>%queue%</c> and <c>%container%</c> in triggers.</summary>
    public string Name { get; } = AzuriteFixture.Unique("host");

    public StringLogs Logs { get; } = new();

    public string HostJson { get; set; } = """{ "version": "2.0" }""";

    public Action<IFunctionsWorkerApplicationBuilder> Compose { get; set; } = _ => { };

    public Action<FunctionHostOptions> Configure { get; set; } = _ => { };

    /// <summary>Waits until a host that was told to stop takes no more work, and only its running functions keep it.</summary>
    public static Task DrainsAsync(FunctionHost host)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        return Probe.UntilAsync(() => lifetime.ApplicationStopped.IsCancellationRequested, "the host was expected to stop");
    }

    public async Task<FunctionHost> StartAsync(params Type[] functions)
    {
        var hostJson = Path.GetTempFileName();
        await File.WriteAllTextAsync(hostJson, HostJson);
        try
        {
            var options = new FunctionHostOptions
            {
                FunctionTypes = functions,
                Configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["AzureWebJobsStorage"] = storage,
                    ["queue"] = Name,
                    ["container"] = Name,
                }).Build(),
                Compose = (builder, _) =>
                {
                    builder.Services.AddSingleton(Probe);
                    Compose(builder);
                },
                HostJsonPath = hostJson,
                HostId = Name,
                Logging = logging => logging.AddProvider(Logs),
            };
            Configure(options);
            return await FunctionHost.StartAsync(options);
        }
        finally
        {
            File.Delete(hostJson);
        }
    }
}
