using System.Net;
using Microsoft.Azure.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>Transactional batches: https://learn.microsoft.com/azure/cosmos-db/nosql/transactional-batch.</summary>
public sealed class BatchTests : CosmosTest
{
    private TransactionalBatch Batch => Container.CreateTransactionalBatch(Key("maxwell"));

    [Fact]
    public async Task All_kinds_of_operation_commit_together()
    {
        await Container.CreateItemAsync(Stall.Of("old"));
        await Container.CreateItemAsync(Stall.Of("changed", wait: 1));
        await Container.CreateItemAsync(Stall.Of("patched", wait: 1));

        using var batch = await Batch
            .CreateItem(Stall.Of("new"))
            .UpsertItem(Stall.Of("upserted"))
            .ReplaceItem("changed", Stall.Of("changed", wait: 2))
            .PatchItem("patched", [PatchOperation.Increment("/wait", 4)])
            .ReadItem("new")
            .DeleteItem("old")
            .ExecuteAsync();

        Assert.True(batch.IsSuccessStatusCode, batch.ErrorMessage);
        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NoContent],
            batch.Select(result => result.StatusCode));
        Assert.Equal(5, batch.GetOperationResultAtIndex<Stall>(3).Resource.Wait);
        Assert.Equal("Stall new", batch.GetOperationResultAtIndex<Stall>(4).Resource.Name);
        Assert.Equal(["changed", "new", "patched", "upserted"], await Ids());
    }

    [Fact]
    public async Task A_failure_rolls_everything_back_and_the_others_are_424()
    {
        await Container.CreateItemAsync(Stall.Of("taken"));

        using var batch = await Batch.CreateItem(Stall.Of("1")).CreateItem(Stall.Of("taken")).CreateItem(Stall.Of("2")).ExecuteAsync();

        Assert.Equal(HttpStatusCode.Conflict, batch.StatusCode);
        Assert.Equal(
            [HttpStatusCode.FailedDependency, HttpStatusCode.Conflict, HttpStatusCode.FailedDependency],
            batch.Select(result => result.StatusCode));
        Assert.Equal(["taken"], await Ids());
    }

    [Fact]
    public async Task A_stale_etag_in_a_batch_rolls_everything_back()
    {
        var stale = (await Container.CreateItemAsync(Stall.Of("head", wait: 1))).ETag;
        await Container.ReplaceItemAsync(Stall.Of("head", wait: 2), "head");

        using var batch = await Batch
            .CreateItem(Stall.Of("report"))
            .ReplaceItem("head", Stall.Of("head", wait: 3), new() { IfMatchEtag = stale })
            .ExecuteAsync();

        Assert.Equal(HttpStatusCode.PreconditionFailed, batch.StatusCode);
        Assert.Equal(HttpStatusCode.FailedDependency, batch[0].StatusCode);
        Assert.Equal(["head"], await Ids());
        Assert.Equal(2, (await Container.ReadItemAsync<Stall>("head", Key("maxwell"))).Resource.Wait);
    }

    [Fact]
    public async Task A_current_etag_in_a_batch_goes_through_and_the_result_has_the_new_one()
    {
        var current = (await Container.CreateItemAsync(Stall.Of("head"))).ETag;
        using var batch = await Batch.ReplaceItem("head", Stall.Of("head", wait: 3), new() { IfMatchEtag = current }).ExecuteAsync();

        Assert.True(batch.IsSuccessStatusCode);
        Assert.Equal((await Container.ReadItemAsync<Stall>("head", Key("maxwell"))).ETag, batch[0].ETag);
    }

    [Theory]
    [InlineData("upsert")]
    [InlineData("delete")]
    [InlineData("patch")]
    public async Task A_stale_etag_is_refused_for_every_kind_of_operation(string kind)
    {
        var stale = (await Container.CreateItemAsync(Stall.Of("head"))).ETag;
        await Container.ReplaceItemAsync(Stall.Of("head"), "head");
        var batch = kind switch
        {
            "upsert" => Batch.UpsertItem(Stall.Of("head"), new() { IfMatchEtag = stale }),
            "delete" => Batch.DeleteItem("head", new() { IfMatchEtag = stale }),
            _ => Batch.PatchItem("head", [PatchOperation.Set("/wait", 1)], new() { IfMatchEtag = stale }),
        };

        using var answer = await batch.ExecuteAsync();

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
    }

    [Fact]
    public async Task A_hundred_operations_are_the_most()
    {
        var batch = Batch;
        for (var i = 0; i < 100; i++)
            batch.CreateItem(Stall.Of($"{i}"));
        using var full = await batch.ExecuteAsync();
        Assert.True(full.IsSuccessStatusCode);
        Assert.Equal(100, full.Count);
    }

    [Fact]
    public async Task A_hundred_and_one_operations_are_refused_as_a_whole()
    {
        var batch = Batch;
        for (var i = 0; i < 101; i++)
            batch.CreateItem(Stall.Of($"{i}"));

        using var answer = await batch.ExecuteAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await Ids());
    }

    [Fact]
    public async Task A_batch_over_2_MB_is_413_and_leaves_nothing()
    {
        var batch = Batch;
        for (var i = 0; i < 3; i++)
            batch.CreateItem(Stall.Of($"{i}") with { Name = new string('x', 800_000) });

        using var answer = await batch.ExecuteAsync();

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(await Ids());
    }

    [Fact]
    public async Task An_item_of_another_partition_is_refused()
    {
        using var batch = await Batch.CreateItem(Stall.Of("1")).CreateItem(Stall.Of("2", "amoy")).ExecuteAsync();
        Assert.Equal(HttpStatusCode.BadRequest, batch.StatusCode);
        Assert.Empty(await Ids());
    }

    [Fact]
    public async Task An_operation_sees_what_those_before_it_did()
    {
        using var batch = await Batch
            .CreateItem(Stall.Of("1", wait: 1))
            .PatchItem("1", [PatchOperation.Increment("/wait", 1)])
            .PatchItem("1", [PatchOperation.Increment("/wait", 1)])
            .ReadItem("1")
            .ExecuteAsync();
        Assert.Equal(3, batch.GetOperationResultAtIndex<Stall>(3).Resource.Wait);
    }

    [Fact]
    public async Task Reading_what_is_not_there_fails_the_batch()
    {
        using var batch = await Batch.CreateItem(Stall.Of("1")).ReadItem("none").ExecuteAsync();
        Assert.Equal(HttpStatusCode.NotFound, batch.StatusCode);
        Assert.Empty(await Ids());
    }

    [Fact]
    public async Task A_patch_whose_condition_fails_rolls_back()
    {
        await Container.CreateItemAsync(Stall.Of("1", wait: 5));
        using var batch = await Batch
            .CreateItem(Stall.Of("2"))
            .PatchItem("1", [PatchOperation.Set("/wait", 0)], new() { FilterPredicate = "FROM c WHERE c.wait > 10" })
            .ExecuteAsync();
        Assert.Equal(HttpStatusCode.PreconditionFailed, batch.StatusCode);
        Assert.Equal(["1"], await Ids());
    }

    [Fact]
    public async Task Contents_are_left_out_when_they_are_not_wanted()
    {
        using var batch = await Batch.CreateItem(Stall.Of("1"), new() { EnableContentResponseOnWrite = false }).ExecuteAsync();
        Assert.Null(batch[0].ResourceStream);
        Assert.NotNull(batch[0].ETag);
    }

    [Fact]
    public async Task A_batch_costs_what_its_operations_cost()
    {
        using var batch = await Batch.CreateItem(Stall.Of("1")).CreateItem(Stall.Of("2")).ExecuteAsync();
        var single = await Container.CreateItemAsync(Stall.Of("3"));
        Assert.Equal(2 * single.RequestCharge, batch.RequestCharge, 1);
    }

    [Fact]
    public async Task A_failed_batch_leaves_no_gap_in_unique_keys()
    {
        Container = await CreateContainerAsync("unique", p => p.UniqueKeyPolicy = new() { UniqueKeys = { new() { Paths = { "/name" } } } });
        await Container.CreateItemAsync(Stall.Of("taken"));
        using var failed = await Batch.CreateItem(Stall.Of("1") with { Name = "free" }).CreateItem(Stall.Of("taken")).ExecuteAsync();

        Assert.Equal(HttpStatusCode.Conflict, failed.StatusCode);
        await Container.CreateItemAsync(Stall.Of("2") with { Name = "free" });
    }

    [Fact]
    public async Task Bulk_mode_sends_items_of_many_partitions_together_and_each_stands_alone()
    {
        using var bulk = SdkClient.Create(Emulator, options => options.AllowBulkExecution = true);
        var container = bulk.GetContainer("qnom", "stalls");
        await Container.CreateItemAsync(Stall.Of("3", "site3"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            try
            {
                return (await container.CreateItemAsync(Stall.Of($"{i}", $"site{i}"), Key($"site{i}"))).StatusCode;
            }
            catch (CosmosException refusal)
            {
                return refusal.StatusCode;
            }
        }));

        Assert.Equal(49, answers.Count(status => status == HttpStatusCode.Created));
        Assert.Equal(HttpStatusCode.Conflict, answers[3]);
    }

    private Task<List<string>> Ids() => QueryAsync<string>("SELECT VALUE c.id FROM c ORDER BY c.id");
}
