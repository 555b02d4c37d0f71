using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using QNom.Local.Azurite;
using QNom.Local.Cosmos;
using QNom.Local.Host;
using QNom.Local.Identity;
using QNom.Local.Page;
using QNom.Local.Payments;
using QNom.Local.Telemetry;

namespace QNom.Local;

/// <summary>All of QNom on one machine: storage, database, functions and issuer, started and stopped in order.</summary>
public sealed class LocalCloud : IAsyncDisposable
{
    private const string Audience = "qnom";

    // Last in, first out.
    private readonly Stack<IAsyncDisposable> parts = new();

    private LocalCloud()
    {
    }

    /// <summary>Azurite.</summary>
    public AzuriteServer Azurite { get; private set; } = null!;

    /// <summary>The Cosmos DB emulator.</summary>
    public CosmosEmulator Cosmos { get; private set; } = null!;

    /// <summary>The development issuer.</summary>
    public DevelopmentIssuer Issuer { get; private set; } = null!;

    /// <summary>The development issuer's key.</summary>
    public SigningKey SigningKey { get; private set; } = null!;

    /// <summary>Payment providers, simulated.</summary>
    public PaymentSimulator Payments { get; private set; } = null!;

    /// <summary>The functions.</summary>
    public FunctionHost Functions { get; private set; } = null!;

    /// <summary>Starts everything; once this returns, containers and queues are there and requests are answered.</summary>
    /// <param name="options">What to start.</param>
    /// <param name="progress">Told what takes a while.</param>
    /// <param name="ct">Ends the start; nothing is left running.</param>
    /// <exception cref="PortInUseException">A port is taken.</exception>
    /// <exception cref="LocalCloudException">A part cannot start, for the reason it gives.</exception>
    public static async Task<LocalCloud> StartAsync(
        LocalCloudOptions options, Action<string> progress, CancellationToken ct = default)
    {
        var cloud = new LocalCloud();
        try
        {
            await cloud.StartPartsAsync(options, progress, ct);
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops requests and triggers, lets running functions end, then the database, then storage.</summary>
    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out var part))
            await part.DisposeAsync();
    }

    private async Task StartPartsAsync(LocalCloudOptions options, Action<string> progress, CancellationToken ct)
    {
        var data = Own(DataFolder.Open(options.DataFolder));
        // All at once and first: a start that fails at its last port has seeded for nothing.
        if (options.Ports.FirstOrDefault(FreePort.IsTaken) is var taken and not 0)
            throw new PortInUseException(taken);

        progress("Starting Azurite…");
        Azurite = Own(await AzuriteServer.StartAsync(
            new AzuriteOptions
            {
                BlobPort = options.AzuritePorts.Blob,
                QueuePort = options.AzuritePorts.Queue,
                TablePort = options.AzuritePorts.Table,
                DataFolder = data.Azurite,
                Progress = progress,
            },
            ct));

        progress("Starting the Cosmos DB emulator…");
        Cosmos = Own(await CosmosEmulator.StartAsync(
            new CosmosEmulatorOptions { Port = options.CosmosPort, DatabasePath = data.CosmosDatabase }, ct));

        progress("Starting the functions…");
        // The issuer is part of the app's settings, so its port must be known before it listens.
        var port = options.Port == 0 ? FreePort.Take() : options.Port;
        SigningKey = data.SigningKey();
        Issuer = new DevelopmentIssuer(
            $"http://127.0.0.1:{port}{IdentityEndpoints.Path}", Audience, SigningKey, TimeProvider.System);
        Payments = Own(new PaymentSimulator(new Uri($"http://127.0.0.1:{port}/"), TimeProvider.System, options.WebhookTroubles));
        Functions = Own(await FunctionHost.StartAsync(
            new FunctionHostOptions
            {
                Port = port,
                FunctionAssemblies = [typeof(Composition).Assembly],
                Compose = (builder, configuration) =>
                {
                    builder.AddQNom(configuration);
                    if (options.Telemetry is { Collector: null } printing)
                        TelemetryPrinter.Add(builder.Services, configuration, printing.Output);
                },
                Configuration = Settings(data, options, port),
                HostJsonPath = options.HostJsonPath ?? Path.Combine(AppContext.BaseDirectory, "host.json"),
                MapLocalEndpoints = endpoints =>
                {
                    endpoints.MapIdentity(Issuer);
                    Payments.Map(endpoints);
                    endpoints.MapPage(Path.Combine(Checkout.Root, "web"));
                },
                Logging = LogToStandardError,
            },
            ct));
    }

    // What the launcher itself has to say stands on standard output, alone; a line for each request would drown the rest.
    private static void LogToStandardError(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddSimpleConsole(console => console.SingleLine = true)
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

    private IConfigurationRoot Settings(DataFolder data, LocalCloudOptions options, int port) =>
        new ConfigurationBuilder()
            // As under Azure Functions, settings are environment variables; but this cloud talks to its own parts only.
            .AddEnvironmentVariables()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["AzureWebJobsStorage"] = Azurite.ConnectionString,
                ["COSMOS_CONNECTION"] = Cosmos.ConnectionString,
                ["COSMOS_DATABASE"] = "qnom",
                ["OIDC_ISSUER"] = Issuer.Address,
                ["OIDC_AUDIENCE"] = Audience,
                ["PSEUDONYM_KEY"] = data.PseudonymKey(),
                ["CREDENTIAL_KEY"] = data.CredentialKey(),
                ["RATE_LIMIT_FACTOR"] = options.RateLimitFactor.ToString(CultureInfo.InvariantCulture),
                ["QNOM_WEBHOOKS_TO_LOOPBACK"] = "true",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = options.Telemetry?.Collector?.ToString(),
                ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = null,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["QNOM_CREATE_RESOURCES"] = "true",
                ["QNOM_SEED"] = options.Seed ? "true" : "false",
                ["PAYMENT_RETURN_URL"] = $"http://127.0.0.1:{port}/",
            })
            .AddInMemoryCollection(options.DisabledFunctions.Select(name => KeyValuePair.Create($"AzureWebJobs.{name}.Disabled", (string?)"true")))
            .AddInMemoryCollection(Payments.Settings)
            .Build();

    private T Own<T>(T part)
        where T : IAsyncDisposable
    {
        parts.Push(part);
        return part;
    }
}
