using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using QNom.Local.Cosmos;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Tests.Venues;
using QNom.Venues;
using QNom.Venues.Import;
using QNom.Venues.Seed;

namespace QNom.Tests.Integration.Venues;

/// <summary>The venues capability on an emulator of its own, without a host.</summary>
public sealed class VenueDatabase : IAsyncLifetime
{
    private ServiceProvider? services;
    private CosmosEmulator? emulator;

    public CosmosEmulator Emulator => emulator!;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));

    public SiteStore Sites => services!.GetRequiredService<SiteStore>();

    public VenueStore Venues => services!.GetRequiredService<VenueStore>();

    public StallBoards Boards => services!.GetRequiredService<StallBoards>();

    public SiteReader Reader => services!.GetRequiredService<SiteReader>();

    public Container SiteContainer => services!.GetRequiredService<CosmosDatabase>().Container(SiteStore.Declaration);

    public Container VenueContainer => services!.GetRequiredService<CosmosDatabase>().Container(VenueStore.Declaration);

    public async ValueTask InitializeAsync()
    {
        emulator = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions());
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(new Random(1))
            .AddSingleton(new Settings
            {
                CosmosConnection = emulator.ConnectionString,
                Issuer = new Uri("https://issuer.example"),
                PseudonymKey = "0123456789abcdef",
            })
            .AddSingleton<CosmosDatabase>()
            .AddSingleton<Blobs>()
            .AddVenues()
            .BuildServiceProvider();
        await services.GetRequiredService<CosmosDatabase>().CreateAsync(
            services.GetServices<ContainerDeclaration>(), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
            await services.DisposeAsync();
        if (emulator is not null)
            await emulator.DisposeAsync();
    }

    public Task SeedAsync() => services!.GetRequiredService<VenueSeed>().RunAsync(CancellationToken.None);

    public Task<ImportReport> ImportAsync(System.Text.Json.Nodes.JsonNode file) => ImportAsync(file.Bytes());

    public Task<ImportReport> ImportAsync(byte[] file) => services!.GetRequiredService<HawkerCentreImport>()
        .RunAsync("list.geojson", new MemoryStream(file), CancellationToken.None);

    /// <summary>Every document of both containers by its place, with its ETag and last change: what "nothing changed" means.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SnapshotAsync()
    {
        var etags = new ConcurrentDictionary<string, string>();
        foreach (var (container, key) in new[] { (SiteContainer, "siteId"), (VenueContainer, "venueId") })
        {
            await foreach (var item in container.QueryAsync<JsonElement>(new QueryDefinition("SELECT * FROM c")))
            {
                etags[$"{container.Id}/{item.GetProperty(key).GetString()}/{item.GetProperty("id").GetString()}"] =
                    $"{item.GetProperty("_etag").GetString()} {item.GetProperty("_ts").GetInt64()}";
            }
        }

        return etags;
    }

    /// <summary>How many requests that may write were sent since the log was cleared.</summary>
    public int Writes() => Emulator.Log.Requests.Count(request => request.Operation
        is not (CosmosOperation.Metadata or CosmosOperation.Read or CosmosOperation.Query or CosmosOperation.QueryPlan));
}
