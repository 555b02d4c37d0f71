using System.Collections.ObjectModel;
using System.Net;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Scripts;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>Databases, containers and throughput.</summary>
public sealed class ContainerTests : CosmosTest
{
    [Fact]
    public async Task A_database_is_made_once_and_found_by_name()
    {
        Assert.Equal(HttpStatusCode.OK, (await Client.CreateDatabaseIfNotExistsAsync("qnom")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await Client.CreateDatabaseIfNotExistsAsync("other")).StatusCode);
        await Refused(HttpStatusCode.Conflict, () => Client.CreateDatabaseAsync("qnom"));
    }

    [Fact]
    public async Task A_database_takes_its_containers_with_it()
    {
        await Database.DeleteAsync();
        await Refused(HttpStatusCode.NotFound, () => Database.ReadAsync());
        await Client.CreateDatabaseAsync("qnom");
        await Refused(HttpStatusCode.NotFound, () => Database.GetContainer("stalls").ReadContainerAsync());
    }

    [Fact]
    public async Task Databases_and_containers_can_be_listed_and_queried()
    {
        await CreateContainerAsync("sites");
        Assert.Equal(["sites", "stalls"], (await All(Database.GetContainerQueryIterator<ContainerProperties>())).Select(c => c.Id).Order());
        var query = new QueryDefinition("SELECT * FROM c WHERE c.id = @id").WithParameter("@id", "sites");
        Assert.Equal(["sites"], (await All(Database.GetContainerQueryIterator<ContainerProperties>(query))).Select(c => c.Id));
        Assert.Equal(["qnom"], (await All(Client.GetDatabaseQueryIterator<DatabaseProperties>("SELECT * FROM d"))).Select(d => d.Id));
    }

    [Fact]
    public async Task A_container_is_made_once()
    {
        await Refused(HttpStatusCode.Conflict, () => CreateContainerAsync("stalls"));
        Assert.Equal(HttpStatusCode.OK, (await Database.CreateContainerIfNotExistsAsync("stalls", "/site")).StatusCode);
    }

    [Fact]
    public async Task A_container_keeps_its_definition()
    {
        var container = await CreateContainerAsync("all", p =>
        {
            p.DefaultTimeToLive = 60;
            p.UniqueKeyPolicy = new() { UniqueKeys = { new() { Paths = { "/name" } } } };
            p.IndexingPolicy = new() { IncludedPaths = { new() { Path = "/wait/?" } }, ExcludedPaths = { new() { Path = "/*" } } };
        });
        var read = (await container.ReadContainerAsync()).Resource;

        Assert.Equal("/site", read.PartitionKeyPath);
        Assert.Equal(60, read.DefaultTimeToLive);
        Assert.Equal("/name", read.UniqueKeyPolicy.UniqueKeys.Single().Paths.Single());
        Assert.Equal("/wait/?", read.IndexingPolicy.IncludedPaths.Single().Path);
    }

    [Fact]
    public async Task A_container_without_a_policy_shows_the_default_one()
    {
        var read = (await (await CreateContainerAsync("default")).ReadContainerAsync()).Resource;
        Assert.Equal("/*", read.IndexingPolicy.IncludedPaths.Single().Path);
        Assert.Equal("/\"_etag\"/?", read.IndexingPolicy.ExcludedPaths.Single().Path);
    }

    [Fact]
    public async Task A_replaced_container_keeps_its_items_and_rid()
    {
        await Container.CreateItemAsync(Stall.Of("1"));
        var before = (await Container.ReadContainerAsync()).Resource;
        before.DefaultTimeToLive = null;
        var after = (await Container.ReplaceContainerAsync(before)).Resource;

        Assert.Null(after.DefaultTimeToLive);
        Assert.NotEqual(before.ETag, after.ETag);
        Assert.Equal(before.SelfLink, after.SelfLink);
        await Container.ReadItemAsync<Stall>("1", Key("maxwell"));
    }

    [Fact]
    public async Task A_partition_key_cannot_be_changed() => await Refused(
        HttpStatusCode.BadRequest, () => Container.ReplaceContainerAsync(new ContainerProperties("stalls", "/other")));

    [Fact]
    public async Task A_deleted_container_is_gone_and_one_of_its_name_starts_empty()
    {
        await Container.CreateItemAsync(Stall.Of("1"));
        await Container.DeleteContainerAsync();
        await Refused(HttpStatusCode.NotFound, () => Container.ReadContainerAsync());

        using var fresh = SdkClient.Create(Emulator);
        var again = (await fresh.GetDatabase("qnom").CreateContainerAsync("stalls", "/site")).Container;
        await Refused(HttpStatusCode.NotFound, () => again.ReadItemAsync<Stall>("1", Key("maxwell")));
    }

    [Fact]
    public async Task A_client_that_knew_the_deleted_container_finds_the_new_one()
    {
        await Container.CreateItemAsync(Stall.Of("1"));
        await QueryAsync<Stall>("SELECT * FROM c ORDER BY c.id");
        await Container.DeleteContainerAsync();
        await CreateContainerAsync("stalls");
        await Container.CreateItemAsync(Stall.Of("2"));
        Assert.Equal(["2"], (await QueryAsync<Stall>("SELECT * FROM c ORDER BY c.id")).Select(stall => stall.Id));
    }

    [Fact]
    public async Task A_container_that_is_not_there_is_404()
    {
        await Refused(HttpStatusCode.NotFound, () => Database.GetContainer("none").ReadItemAsync<Stall>("1", Key("x")));
        await Refused(HttpStatusCode.NotFound, () => Client.GetContainer("none", "none").ReadContainerAsync());
    }

    [Fact]
    public async Task Throughput_is_kept_and_can_be_changed()
    {
        var container = (await Database.CreateContainerAsync("fast", "/site", throughput: 1000)).Container;
        Assert.Equal(1000, await container.ReadThroughputAsync());
        await container.ReplaceThroughputAsync(2000);
        Assert.Equal(2000, await container.ReadThroughputAsync());
        Assert.Equal(400, await Container.ReadThroughputAsync());
    }

    [Fact]
    public async Task Autoscale_throughput_is_kept()
    {
        var container = (await Database.CreateContainerAsync(new("auto", "/site"), ThroughputProperties.CreateAutoscaleThroughput(4000))).Container;
        Assert.Equal(4000, (await container.ReadThroughputAsync(new RequestOptions())).Resource.AutoscaleMaxThroughput);
    }

    [Fact]
    public async Task Throughput_below_400_is_refused() =>
        await Refused(HttpStatusCode.BadRequest, () => Database.CreateContainerAsync("slow", "/site", throughput: 100));

    [Fact]
    public async Task Hierarchical_partition_keys_are_refused_by_name() => await NotImplemented(
        "hierarchical", () => Database.CreateContainerAsync(new ContainerProperties("deep", new List<string> { "/a", "/b" })));

    [Fact]
    public async Task Stored_procedures_triggers_and_functions_are_refused_by_name()
    {
        await NotImplemented("sprocs", () => Container.Scripts.CreateStoredProcedureAsync(new StoredProcedureProperties("p", "function f() {}")));
        await NotImplemented("triggers", () => Container.Scripts.CreateTriggerAsync(new() { Id = "t", Body = "function f() {}" }));
        await NotImplemented("udfs", () => Container.Scripts.CreateUserDefinedFunctionAsync(new() { Id = "u", Body = "function f() {}" }));
        await NotImplemented("triggers", () => Container.CreateItemAsync(Stall.Of("1"), requestOptions: new() { PreTriggers = ["t"] }));
    }

    [Fact]
    public async Task Users_and_shared_throughput_are_refused_by_name()
    {
        await NotImplemented("users", () => Database.CreateUserAsync("someone"));
        await NotImplemented("shared", () => Client.CreateDatabaseAsync("shared", 1000));
    }

    [Fact]
    public async Task Container_features_that_would_change_answers_are_refused_by_name() =>
        await NotImplemented("computedProperties", () => CreateContainerAsync("computed", p =>
            p.ComputedProperties = new Collection<ComputedProperty> { new() { Name = "x", Query = "SELECT VALUE LOWER(c.name) FROM c" } }));

    [Theory]
    [InlineData("a/b")]
    [InlineData("a#b")]
    public async Task A_name_with_a_reserved_character_is_refused(string name) =>
        await Assert.ThrowsAnyAsync<Exception>(() => CreateContainerAsync(name));

    [Fact]
    public async Task One_feed_range_covers_the_container()
    {
        var range = Assert.Single(await Container.GetFeedRangesAsync());
        using var feed = Container.GetItemQueryIterator<Stall>(range, new QueryDefinition("SELECT * FROM c"));
        Assert.Empty(await feed.ReadNextAsync());
    }

    private static async Task NotImplemented(string named, Func<Task> request)
    {
        var refusal = await Refused(HttpStatusCode.NotImplemented, request);
        Assert.Contains(named, refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<List<T>> All<T>(FeedIterator<T> feed)
    {
        var all = new List<T>();
        while (feed.HasMoreResults)
            all.AddRange(await feed.ReadNextAsync());
        return all;
    }
}
