using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using QNom.Local.Cosmos;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;
using QNom.Queues;
using QNom.Queues.Estimation;
using QNom.Venues;

namespace QNom.Tests.Integration.Queues;

/// <summary>Live waits on an emulator and a storage of their own, without a host, at a time of their own.</summary>
public sealed class QueueDatabase(AzuriteFixture azurite) : IAsyncLifetime
{
    private ServiceProvider? services;

    public CosmosEmulator Emulator { get; private set; } = null!;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));

    public T Get<T>()
        where T : notnull => services!.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        Emulator = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions());
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(new Random(1))
            .AddSingleton(new Settings
            {
                CosmosConnection = Emulator.ConnectionString,
                StorageConnection = azurite.TakeAccount(),
                Issuer = new Uri("https://issuer.example"),
                PseudonymKey = "0123456789abcdef",
            })
            .AddSingleton<CosmosDatabase>()
            .AddSingleton<StorageQueues>()
            .AddSingleton<Blobs>()
            .AddVenues()
            .AddQueues()
            .BuildServiceProvider();
        await Get<CosmosDatabase>().CreateAsync(services.GetServices<ContainerDeclaration>(), CancellationToken.None);
        await Get<StorageQueues>().CreateAsync(QueueNames.Events, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
            await services.DisposeAsync();
        if (Emulator is not null)
            await Emulator.DisposeAsync();
    }

    public async Task CreateVenueAsync(string venueId) => await Get<VenueStore>().CreateAsync(
        Venue.Create(venueId, "tiny-centre", "Laksa", Cuisine.Peranakan, new GeoPoint(103.8, 1.3), demo: true), CancellationToken.None);

    /// <summary>What a diner's guess does to a head.</summary>
    public Task<HeadChange> GuessAsync(string venueId, int minutes)
    {
        var now = Time.GetUtcNow();
        return Get<QueueHeads>().ChangeAsync(
            venueId,
            head => head with
            {
                UpdatedAt = now,
                Estimator = WaitEstimator.Singapore.Update(head.Estimator, new Evidence(now, SourceKind.Crowd, minutes, null)),
            },
            CancellationToken.None);
    }

    /// <summary>How often the emulator was asked for a venue's head.</summary>
    public int HeadReads(string venueId) => Emulator.Log.For("queues").Count(request =>
        request is { Operation: CosmosOperation.Read, ItemId: QueueHead.DocumentId } && request.PartitionKey == $"[\"{venueId}\"]");
}
