using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using QNom.Local.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>What is acknowledged is kept: over a restart, and over kill -9.</summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("qnom-cosmos-");

    private string DatabasePath => Path.Combine(directory.FullName, "cosmos.db");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task A_restart_keeps_items_rids_versions_and_LSNs()
    {
        JsonObject before;
        string self;
        await using (var emulator = await StartAsync())
        {
            using var client = SdkClient.Create(emulator);
            var container = await CreateAsync(client);
            await container.CreateItemAsync(Stall.Of("1"));
            await container.UpsertItemAsync(Stall.Of("1", wait: 9));
            before = (await container.ReadItemAsync<JsonObject>("1", new PartitionKey("maxwell"))).Resource;
            self = (await container.ReadContainerAsync()).Resource.SelfLink;
        }

        await using (var emulator = await StartAsync())
        {
            using var client = SdkClient.Create(emulator);
            var container = client.GetContainer("qnom", "stalls");
            var read = await container.ReadItemAsync<JsonObject>("1", new PartitionKey("maxwell"));
            Assert.True(JsonNode.DeepEquals(before, read.Resource));
            Assert.Equal("0:-1#2", read.Headers.Session);
            var properties = (await container.ReadContainerAsync()).Resource;
            Assert.Equal((self, 3600), (properties.SelfLink, properties.DefaultTimeToLive));
            var next = await container.CreateItemAsync(Stall.Of("2"));
            Assert.Equal("0:-1#3", next.Headers.Session);
        }
    }

    [Fact]
    public async Task A_change_feed_goes_on_after_a_restart_where_it_was()
    {
        string token;
        await using (var emulator = await StartAsync())
        {
            using var client = SdkClient.Create(emulator);
            var container = await CreateAsync(client);
            await container.CreateItemAsync(Stall.Of("1"));
            await container.DeleteItemAsync<Stall>("1", new PartitionKey("maxwell"));
            using var feed = container.GetChangeFeedIterator<Stall>(ChangeFeedStartFrom.Now(), ChangeFeedMode.LatestVersion);
            token = (await feed.ReadNextAsync()).ContinuationToken;
        }

        await using (var emulator = await StartAsync())
        {
            using var client = SdkClient.Create(emulator);
            var container = client.GetContainer("qnom", "stalls");
            await container.CreateItemAsync(Stall.Of("2"));
            using var feed = container.GetChangeFeedIterator<Stall>(
                ChangeFeedStartFrom.ContinuationToken(token), ChangeFeedMode.LatestVersion);
            Assert.Equal(["2"], (await feed.ReadNextAsync()).Select(stall => stall.Id));
        }
    }

    [Fact]
    public async Task Kill_9_under_load_loses_no_acknowledged_write_and_tears_no_batch()
    {
        var acknowledged = new ConcurrentBag<string>();
        await using (var process = await CosmosProcess.StartAsync(DatabasePath))
        {
            using var client = SdkClient.Create(process.ConnectionString);
            var container = await CreateAsync(client);
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writers = Enumerable.Range(0, 8).Select(writer => WriteUntilKilledAsync(container, writer, acknowledged, enough)).ToArray();
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
            await process.KillAsync();
            await Task.WhenAll(writers);
        }

        await using var restarted = await CosmosProcess.StartAsync(DatabasePath);
        using var reader = SdkClient.Create(restarted.ConnectionString);
        var kept = await IdsAsync(reader.GetContainer("qnom", "stalls"));

        Assert.DoesNotContain(acknowledged, id => !kept.Contains($"{id}-a") || !kept.Contains($"{id}-b"));
        // What was not acknowledged may be there or not, but never half of a batch.
        Assert.All(kept, id => Assert.Contains(id[..^1] + (id.EndsWith('a') ? "b" : "a"), kept));
    }

    [Fact]
    public async Task Without_a_path_nothing_is_on_disk_and_nothing_outlives_the_emulator()
    {
        var here = Directory.GetFiles(Directory.GetCurrentDirectory());
        await using (var emulator = await CosmosEmulator.StartAsync(new()))
        {
            using var client = SdkClient.Create(emulator);
            await (await CreateAsync(client)).CreateItemAsync(Stall.Of("1"));
            Assert.Equal(here, Directory.GetFiles(Directory.GetCurrentDirectory()));
        }

        await using var another = await CosmosEmulator.StartAsync(new());
        using var second = SdkClient.Create(another);
        await CosmosTest.Refused(HttpStatusCode.NotFound, () => second.GetDatabase("qnom").ReadAsync());
    }

    [Fact]
    public async Task A_file_of_another_version_is_refused()
    {
        await using (await StartAsync())
        {
            // Makes the file.
        }

        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={DatabasePath};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            await command.ExecuteNonQueryAsync();
        }

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(StartAsync);
        Assert.Contains("99", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_use_by_another_emulator_is_refused_by_name()
    {
        await using var first = await StartAsync();
        var refusal = await Assert.ThrowsAsync<IOException>(StartAsync);
        Assert.Contains(DatabasePath, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_expired_while_the_emulator_was_down_is_gone()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using (var emulator = await CosmosEmulator.StartAsync(new() { DatabasePath = DatabasePath, Time = time }))
        {
            using var client = SdkClient.Create(emulator);
            await (await CreateAsync(client)).CreateItemAsync(Stall.Of("1"));
        }

        time.Advance(TimeSpan.FromHours(1));
        await using var restarted = await CosmosEmulator.StartAsync(new() { DatabasePath = DatabasePath, Time = time });
        using var reader = SdkClient.Create(restarted);
        Assert.Empty(await IdsAsync(reader.GetContainer("qnom", "stalls")));
    }

    private Task<CosmosEmulator> StartAsync() => CosmosEmulator.StartAsync(new() { DatabasePath = DatabasePath });

    private static async Task<Container> CreateAsync(CosmosClient client)
    {
        Database database = await client.CreateDatabaseAsync("qnom");
        return await database.CreateContainerAsync(new ContainerProperties("stalls", "/site") { DefaultTimeToLive = 3600 });
    }

    private static async Task WriteUntilKilledAsync(
        Container container, int writer, ConcurrentBag<string> acknowledged, TaskCompletionSource enough)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                var id = $"{writer}-{i}";
                using var batch = await container.CreateTransactionalBatch(new PartitionKey("maxwell"))
                    .CreateItem(Stall.Of($"{id}-a")).CreateItem(Stall.Of($"{id}-b")).ExecuteAsync();
                if (!batch.IsSuccessStatusCode)
                    return;
                acknowledged.Add(id);
                if (acknowledged.Count >= 200)
                    enough.TrySetResult();
            }
        }
        catch (Exception killed) when (killed is CosmosException or HttpRequestException)
        {
            // The process is gone; this batch was not acknowledged.
        }
    }

    private static async Task<HashSet<string>> IdsAsync(Container container)
    {
        var ids = new HashSet<string>();
        using var feed = container.GetItemQueryIterator<string>("SELECT VALUE c.id FROM c");
        while (feed.HasMoreResults)
            ids.UnionWith(await feed.ReadNextAsync());
        return ids;
    }
}
