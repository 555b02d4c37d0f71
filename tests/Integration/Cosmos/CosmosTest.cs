using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Time.Testing;
using QNom.Local.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>An emulator with nothing on disk, a clock that the test moves, and the real SDK before it.</summary>
public abstract class CosmosTest : IAsyncLifetime
{
    internal CosmosEmulator Emulator { get; private set; } = null!;

    internal CosmosClient Client { get; private set; } = null!;

    internal Database Database { get; private set; } = null!;

    /// <summary>Partition key <c>/site</c>, default indexing, TTL on but without a default.</summary>
    internal Container Container { get; set; } = null!;

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));

    public virtual async ValueTask InitializeAsync()
    {
        Emulator = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions { Time = Time });
        Client = SdkClient.Create(Emulator);
        Database = await Client.CreateDatabaseAsync("qnom");
        Container = await CreateContainerAsync("stalls", properties => properties.DefaultTimeToLive = -1);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Emulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal async Task<Container> CreateContainerAsync(string id, Action<ContainerProperties>? change = null)
    {
        var properties = new ContainerProperties(id, "/site");
        change?.Invoke(properties);
        return await Database.CreateContainerAsync(properties);
    }

    internal static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>Expects an error status.</summary>
    internal static async Task<CosmosException> Refused(HttpStatusCode status, Func<Task> request)
    {
        var refusal = await Assert.ThrowsAnyAsync<CosmosException>(request);
        Assert.Equal(status, refusal.StatusCode);
        return refusal;
    }

    internal static PartitionKey Key(string site) => new(site);

    /// <summary>Runs a query to its end.</summary>
    internal async Task<List<T>> QueryAsync<T>(QueryDefinition query, string? site = null, int? pageSize = null)
    {
        var options = new QueryRequestOptions { MaxItemCount = pageSize, PartitionKey = site is null ? null : Key(site) };
        var results = new List<T>();
        using var feed = Container.GetItemQueryIterator<T>(query, requestOptions: options);
        while (feed.HasMoreResults)
            results.AddRange(await feed.ReadNextAsync());
        return results;
    }

    internal Task<List<T>> QueryAsync<T>(string sql, string? site = null, int? pageSize = null) =>
        QueryAsync<T>(new QueryDefinition(sql), site, pageSize);
}
