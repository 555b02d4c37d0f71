using System.Net;
using Microsoft.Azure.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>Optimistic concurrency: https://learn.microsoft.com/azure/cosmos-db/nosql/database-transactions-optimistic-concurrency.</summary>
public sealed class ConditionTests : CosmosTest
{
    [Fact]
    public async Task A_replace_with_the_current_version_goes_through()
    {
        var created = await Container.CreateItemAsync(Stall.Of("1", wait: 1));
        var replaced = await Container.ReplaceItemAsync(Stall.Of("1", wait: 2), "1", Key("maxwell"), new() { IfMatchEtag = created.ETag });
        Assert.Equal(2, replaced.Resource.Wait);
    }

    [Fact]
    public async Task A_replace_with_a_stale_version_is_412_and_changes_nothing()
    {
        var created = await Container.CreateItemAsync(Stall.Of("1", wait: 1));
        await Container.ReplaceItemAsync(Stall.Of("1", wait: 2), "1");

        await Refused(HttpStatusCode.PreconditionFailed, () => Container.ReplaceItemAsync(
            Stall.Of("1", wait: 3), "1", Key("maxwell"), new() { IfMatchEtag = created.ETag }));
        Assert.Equal(2, (await Container.ReadItemAsync<Stall>("1", Key("maxwell"))).Resource.Wait);
    }

    [Fact]
    public async Task An_upsert_with_a_stale_version_is_412()
    {
        var created = await Container.CreateItemAsync(Stall.Of("1"));
        await Container.UpsertItemAsync(Stall.Of("1"));
        await Refused(HttpStatusCode.PreconditionFailed, () => Container.UpsertItemAsync(
            Stall.Of("1"), Key("maxwell"), new() { IfMatchEtag = created.ETag }));
    }

    [Fact]
    public async Task A_delete_with_a_stale_version_is_412_and_the_item_stays()
    {
        var created = await Container.CreateItemAsync(Stall.Of("1"));
        await Container.UpsertItemAsync(Stall.Of("1"));
        await Refused(HttpStatusCode.PreconditionFailed, () => Container.DeleteItemAsync<Stall>(
            "1", Key("maxwell"), new() { IfMatchEtag = created.ETag }));
        Assert.Equal(HttpStatusCode.OK, (await Container.ReadItemAsync<Stall>("1", Key("maxwell"))).StatusCode);
    }

    [Fact]
    public async Task A_patch_with_a_stale_version_is_412()
    {
        var created = await Container.CreateItemAsync(Stall.Of("1"));
        await Container.UpsertItemAsync(Stall.Of("1"));
        await Refused(HttpStatusCode.PreconditionFailed, () => Container.PatchItemAsync<Stall>(
            "1", Key("maxwell"), [PatchOperation.Increment("/wait", 1)], new() { IfMatchEtag = created.ETag }));
    }

    [Fact]
    public async Task A_star_matches_any_version()
    {
        await Container.CreateItemAsync(Stall.Of("1"));
        await Container.ReplaceItemAsync(Stall.Of("1", wait: 9), "1", Key("maxwell"), new() { IfMatchEtag = "*" });
        Assert.Equal(9, (await Container.ReadItemAsync<Stall>("1", Key("maxwell"))).Resource.Wait);
    }

    [Fact]
    public async Task A_condition_on_an_item_that_is_not_there_is_404_for_a_replace() =>
        await Refused(HttpStatusCode.NotFound, () => Container.ReplaceItemAsync(
            Stall.Of("1"), "1", Key("maxwell"), new() { IfMatchEtag = "\"x\"" }));

    [Fact]
    public async Task Every_write_gives_a_new_version()
    {
        var etags = new HashSet<string> { (await Container.CreateItemAsync(Stall.Of("1"))).ETag };
        for (var i = 0; i < 5; i++)
            Assert.True(etags.Add((await Container.ReplaceItemAsync(Stall.Of("1"), "1")).ETag));
    }

    [Fact]
    public async Task A_changed_item_is_read_in_full_despite_if_none_match()
    {
        var created = await Container.CreateItemAsync(Stall.Of("1", wait: 1));
        await Container.UpsertItemAsync(Stall.Of("1", wait: 2));
        var read = await Container.ReadItemAsync<Stall>("1", Key("maxwell"), new() { IfNoneMatchEtag = created.ETag });
        Assert.Equal(2, read.Resource.Wait);
    }

    [Fact]
    public async Task Twenty_parallel_read_modify_write_loops_lose_no_update()
    {
        await Container.CreateItemAsync(Stall.Of("1", wait: 0));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            for (var done = 0; done < 10;)
            {
                var read = await Container.ReadItemAsync<Stall>("1", Key("maxwell"));
                try
                {
                    var next = read.Resource with { Wait = read.Resource.Wait + 1 };
                    await Container.ReplaceItemAsync(next, "1", Key("maxwell"), new() { IfMatchEtag = read.ETag });
                    done++;
                }
                catch (CosmosException superseded) when (superseded.StatusCode == HttpStatusCode.PreconditionFailed)
                {
                    // Another loop was faster; read again.
                }
            }
        }));

        Assert.Equal(200, (await Container.ReadItemAsync<Stall>("1", Key("maxwell"))).Resource.Wait);
    }

    [Fact]
    public async Task Of_twenty_parallel_creations_exactly_one_succeeds()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            try
            {
                return (await Container.CreateItemAsync(Stall.Of("1", wait: i))).StatusCode;
            }
            catch (CosmosException refusal)
            {
                return refusal.StatusCode;
            }
        }));

        Assert.Single(answers, HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(status => status == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Parallel_increments_by_patch_all_count()
    {
        await Container.CreateItemAsync(Stall.Of("1", wait: 0));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ =>
            Container.PatchItemAsync<Stall>("1", Key("maxwell"), [PatchOperation.Increment("/wait", 1)])));
        Assert.Equal(100, (await Container.ReadItemAsync<Stall>("1", Key("maxwell"))).Resource.Wait);
    }
}
