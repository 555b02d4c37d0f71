using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using QNom.Discovery;
using QNom.Discovery.Rebuild;
using QNom.Discovery.Search;
using QNom.Local.Cosmos;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;
using QNom.Queues;
using QNom.Recommendations;
using QNom.Venues;
using QNom.Venues.Details;
using QNom.Venues.Hours;

namespace QNom.Tests.Integration.Discovery;

/// <summary>Discovery and its sources on an emulator of its own, without a host.</summary>
public sealed class DiscoveryDatabase : IAsyncLifetime
{
    private ServiceProvider? services;
    private CosmosEmulator? emulator;

    public CosmosEmulator Emulator => emulator!;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));

    public DiscoveryProjection Projection => Get<DiscoveryProjection>();

    public OpeningTimes Openings => Get<OpeningTimes>();

    public DiscoveryRebuild Rebuild => Get<DiscoveryRebuild>();

    public VenueStore Venues => Get<VenueStore>();

    public QueueStore Queues => Get<QueueStore>();

    public Container Cards => Get<CosmosDatabase>().Container(DiscoveryStore.Declaration);

    public Container VenueContainer => Get<CosmosDatabase>().Container(VenueStore.Declaration);

    public async ValueTask InitializeAsync()
    {
        emulator = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions());
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(new Settings
            {
                CosmosConnection = emulator.ConnectionString,
                StorageConnection = "UseDevelopmentStorage=true",
                Issuer = new Uri("https://issuer.example"),
                PseudonymKey = "0123456789abcdef",
            })
            .AddSingleton<CosmosDatabase>()
            .AddSingleton<StorageQueues>()
            .AddSingleton<Blobs>()
            .AddSingleton(new Random(1))
            .AddVenues()
            .AddQueues()
            .AddDiscovery()
            .AddRecommendations()
            .BuildServiceProvider();
        await Get<CosmosDatabase>().CreateAsync(services.GetServices<ContainerDeclaration>(), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
            await services.DisposeAsync();
        if (emulator is not null)
            await emulator.DisposeAsync();
    }

    /// <summary>Stores cards as they are.</summary>
    public Task PutAsync(IEnumerable<DiscoveryCard> cards) => Task.WhenAll(cards.GroupBy(card => card.Cell).SelectMany(cell => cell.Chunk(100))
        .Select(async some =>
        {
            var batch = Cards.CreateTransactionalBatch(new PartitionKey(some[0].Cell));
            foreach (var card in some)
                batch.UpsertItem(card);
            using var response = await batch.ExecuteAsync();
            Assert.True(response.IsSuccessStatusCode, response.ErrorMessage);
        }));

    /// <summary>A search by another instance that has just started, or by one that goes on.</summary>
    public VenueSearch Search(bool fresh = false) =>
        fresh ? new VenueSearch(new Cells(Get<DiscoveryStore>(), Time), Time) : Get<VenueSearch>();

    /// <summary>The first page of a search.</summary>
    public Task<SearchResult> FindAsync(string query, bool fresh = false) =>
        Search(fresh).FindAsync(Query(query), CancellationToken.None);

    /// <summary>All pages of a search, from one instance or, in turn, from several; something happens between them.</summary>
    public async Task<List<Found>> FindAllAsync(string query, Func<Task>? between = null, bool fresh = false)
    {
        var all = new List<Found>();
        var first = Query(query);
        for (var next = first; ;)
        {
            var result = await Search(fresh).FindAsync(next, CancellationToken.None);
            all.AddRange(result.Hits);
            if (result.Next is not { } left)
                return all;
            if (between is not null)
                await between();
            next = Query($"{query}&cursor={left.Write(first.Fingerprint)}");
        }
    }

    /// <summary>Parameters as they come in a request.</summary>
    public SearchQuery Query(string query)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString("?" + query);
        return SearchQuery.Read(request, Time.GetUtcNow());
    }

    public T Get<T>()
        where T : notnull => services!.GetRequiredService<T>();
}
