using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using QNom.Local.Cosmos.Batches;
using QNom.Local.Cosmos.Documents;
using QNom.Local.Cosmos.Http;
using QNom.Local.Cosmos.Queries;
using QNom.Local.Cosmos.Storage;

namespace QNom.Local.Cosmos;

/// <summary>
/// A Cosmos DB for NoSQL account on this machine: the service's REST protocol over plain HTTP on the loopback
/// interface, for development and tests. What it does not implement it refuses with an error that says so.
/// </summary>
public sealed class CosmosEmulator : IAsyncDisposable
{
    /// <summary>The key that Microsoft published for its emulator; not a secret.</summary>
    public const string AccountKey =
        "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

    private readonly WebApplication app;
    private readonly Store store;
    private readonly ExpirySweep sweep;

    private CosmosEmulator(WebApplication app, Store store, ExpirySweep sweep)
    {
        this.app = app;
        this.store = store;
        this.sweep = sweep;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Endpoint = new(address + "/");
    }

    /// <summary>The account's endpoint, <c>http://127.0.0.1:port/</c>. Clients must use gateway mode.</summary>
    public Uri Endpoint { get; }

    /// <summary>Endpoint and key, as the SDK takes them.</summary>
    public string ConnectionString => $"AccountEndpoint={Endpoint};AccountKey={AccountKey};";

    /// <summary>What was asked and answered.</summary>
    public RequestLog Log { get; private init; } = null!;

    /// <summary>Faults on demand.</summary>
    public FaultInjection Faults { get; private init; } = null!;

    /// <summary>Starts the emulator and returns when it answers.</summary>
    /// <exception cref="IOException">The port is in use, or another process has the file open.</exception>
    /// <exception cref="InvalidOperationException">The file was written by another version.</exception>
    public static async Task<CosmosEmulator> StartAsync(CosmosEmulatorOptions options, CancellationToken ct = default)
    {
        var store = new Store(options.DatabasePath);
        WebApplication? app = null;
        try
        {
            var log = new RequestLog();
            var faults = new FaultInjection();
            CosmosEmulator? started = null;
            var catalog = new Catalog(store, options.Time);
            var query = new ResourceQuery(options.Time);
            var router = new Router(
                catalog,
                new DatabaseEndpoints(catalog, query),
                new ContainerEndpoints(catalog, query),
                new ItemEndpoints(store, new BatchRunner(store), new ItemFeeds(store, options.Time),
                    new ChangeFeed(store, options.Time), options.Time),
                new OfferEndpoints(catalog, query),
                () => started!.Endpoint);
            app = Build(options.Port, new RequestPipeline(router, new MasterKeySignature(AccountKey), log, faults));
            await app.StartAsync(ct);
            started = new(app, store, new ExpirySweep(store, catalog, options.Time)) { Log = log, Faults = faults };
            return started;
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync();
            store.Dispose();
            throw;
        }
    }

    /// <summary>Answers what is under way and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await sweep.DisposeAsync();
        await app.DisposeAsync();
        store.Dispose();
    }

    private static WebApplication Build(int port, RequestPipeline pipeline)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestPipeline.MaxBodyBytes;
        });
        var app = builder.Build();
        app.Run(pipeline.HandleAsync);
        return app;
    }
}
