using System.Net;
using Microsoft.Azure.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>Items one by one: https://learn.microsoft.com/rest/api/cosmos-db/documents.</summary>
public sealed class ItemFacts : CosmosTest
{
    [Fact]
    public async Task A_created_item_is_read_back_with_the_system_properties()
    {
        var created = await Container.CreateItemAsync(Stall.Of("1"));
        var read = await Container.ReadItemAsync<Stall>("1", Key("maxwell"));

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal("Stall 1", read.Resource.Name);
        Assert.Equal(created.ETag, read.ETag);
        Assert.Equal(read.ETag, read.Resource.ETag);
        Assert.Equal(Time.GetUtcNow().ToUnixTimeSeconds(), read.Resource.Timestamp);
    }
    [Fact]
    public async Task Batch_works()
    {
        var r = await Container.CreateTransactionalBatch(Key("maxwell")).CreateItem(Stall.Of("1")).UpsertItem(Stall.Of("2")).ReadItem("1").ExecuteAsync();
        Assert.True(r.IsSuccessStatusCode, r.ErrorMessage + r.StatusCode);
        Assert.Equal("Stall 1", r.GetOperationResultAtIndex<Stall>(2).Resource.Name);
    }
    [Fact]
    public async Task Queries_work()
    {
        foreach (var i in Enumerable.Range(0, 10)) await Container.UpsertItemAsync(Stall.Of($"{i}", i % 2 == 0 ? "maxwell" : "amoy", i));
        Assert.Equal(5, (await QueryAsync<Stall>("SELECT * FROM c", "maxwell")).Count);
        Assert.Equal(10, (await QueryAsync<Stall>("SELECT * FROM c", pageSize: 3)).Count);
        Assert.Equal([9, 8, 7], await QueryAsync<int>("SELECT TOP 3 VALUE c.wait FROM c ORDER BY c.wait DESC", pageSize: 2));
        Assert.Equal([10], await QueryAsync<int>("SELECT VALUE COUNT(1) FROM c"));
    }
}
