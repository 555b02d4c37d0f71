using Microsoft.Azure.Cosmos;
using QNom.Local.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>The request log and the model of request units, which docs/data.md is held to.</summary>
public sealed class LogTests : CosmosTest
{
    [Fact]
    public async Task Each_request_is_logged_with_operation_container_partition_status_and_charge()
    {
        await Container.CreateItemAsync(Stall.Of("1"));
        var read = await Container.ReadItemAsync<Stall>("1", Key("maxwell"));

        var entry = Emulator.Log.For("stalls")[^1];
        Assert.Equal(CosmosOperation.Read, entry.Operation);
        Assert.Equal(("qnom", "stalls", "[\"maxwell\"]", "1", 200), (entry.Database, entry.Container, entry.PartitionKey, entry.ItemId, entry.Status));
        Assert.Equal(read.RequestCharge, entry.RequestCharge);
    }

    [Fact]
    public async Task Each_kind_of_operation_has_its_name()
    {
        await Container.CreateItemAsync(Stall.Of("1"));
        await Container.UpsertItemAsync(Stall.Of("1"));
        await Container.ReplaceItemAsync(Stall.Of("1"), "1");
        await Container.PatchItemAsync<Stall>("1", Key("maxwell"), [PatchOperation.Set("/wait", 1)]);
        await QueryAsync<Stall>("SELECT * FROM c", "maxwell");
        using var batch = await Container.CreateTransactionalBatch(Key("maxwell")).ReadItem("1").ExecuteAsync();
        await Container.DeleteItemAsync<Stall>("1", Key("maxwell"));

        Assert.Equal(
            [CosmosOperation.Create, CosmosOperation.Upsert, CosmosOperation.Replace, CosmosOperation.Patch, CosmosOperation.Query, CosmosOperation.Batch, CosmosOperation.Delete],
            Emulator.Log.For("stalls").Select(r => r.Operation).Where(o => o is not (CosmosOperation.Metadata or CosmosOperation.QueryPlan)));
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(900, 2)]
    [InlineData(9_800, 10)]
    public async Task A_point_read_costs_one_RU_per_KB(int nameLength, double expected)
    {
        await Container.CreateItemAsync(Stall.Of("1") with { Name = new string('x', nameLength) });
        Assert.Equal(expected, (await Container.ReadItemAsync<Stall>("1", Key("maxwell"))).RequestCharge);
    }

    [Fact]
    public async Task A_write_costs_five_RU_per_KB_and_more_for_what_is_indexed()
    {
        var keyed = await CreateContainerAsync("keyed", p => p.IndexingPolicy.ExcludedPaths.Add(new() { Path = "/*" }));
        var indexed = (await Container.CreateItemAsync(Stall.Of("1"))).RequestCharge;
        var plain = (await keyed.CreateItemAsync(Stall.Of("1"))).RequestCharge;
        var large = (await keyed.CreateItemAsync(Stall.Of("2") with { Name = new string('x', 3000) })).RequestCharge;

        Assert.InRange(plain, 5, 5.3);
        Assert.True(indexed > plain);
        Assert.InRange(large, 20, 20.3);
    }

    [Fact]
    public async Task A_304_costs_one_RU()
    {
        var created = await Container.CreateItemAsync(Stall.Of("1") with { Name = new string('x', 5000) });
        using var read = await Container.ReadItemStreamAsync("1", Key("maxwell"), new() { IfNoneMatchEtag = created.ETag });
        Assert.Equal(1, read.Headers.RequestCharge);
    }

    [Fact]
    public async Task A_write_moves_the_session_token_and_a_read_does_not()
    {
        var first = (await Container.CreateItemAsync(Stall.Of("1"))).Headers.Session;
        var read = (await Container.ReadItemAsync<Stall>("1", Key("maxwell"))).Headers.Session;
        var second = (await Container.CreateItemAsync(Stall.Of("2"))).Headers.Session;

        Assert.Equal(first, read);
        Assert.Equal(("0:-1#1", "0:-1#2"), (first, second));
    }
}
