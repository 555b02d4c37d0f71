using System.Net;
using Microsoft.Azure.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>
/// Time to live: https://learn.microsoft.com/azure/cosmos-db/nosql/time-to-live. Times below 5 seconds are over before the
/// emulator sweeps: what is invisible then is so by the rule, not because it was deleted.
/// </summary>
public sealed class TtlTests : CosmosTest
{
    [Fact]
    public async Task An_item_is_gone_as_soon_as_its_own_time_is_up()
    {
        await Container.CreateItemAsync(Stall.Of("1") with { Ttl = 3 });
        Time.Advance(TimeSpan.FromSeconds(2));
        await Container.ReadItemAsync<Stall>("1", Key("maxwell"));

        Time.Advance(TimeSpan.FromSeconds(1));

        await Refused(HttpStatusCode.NotFound, () => Container.ReadItemAsync<Stall>("1", Key("maxwell")));
    }

    [Fact]
    public async Task An_expired_item_is_in_no_query_feed_or_count()
    {
        await Container.CreateItemAsync(Stall.Of("1") with { Ttl = 3 });
        await Container.CreateItemAsync(Stall.Of("2"));
        Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(["2"], await QueryAsync<string>("SELECT VALUE c.id FROM c"));
        Assert.Equal([1], await QueryAsync<int>("SELECT VALUE COUNT(1) FROM c", "maxwell"));
        using var feed = Container.GetChangeFeedIterator<Stall>(ChangeFeedStartFrom.Beginning(), ChangeFeedMode.LatestVersion);
        Assert.Equal(["2"], (await feed.ReadNextAsync()).Select(stall => stall.Id));
    }

    [Fact]
    public async Task A_change_starts_the_time_anew()
    {
        await Container.CreateItemAsync(Stall.Of("1") with { Ttl = 60 });
        Time.Advance(TimeSpan.FromSeconds(50));
        await Container.PatchItemAsync<Stall>("1", Key("maxwell"), [PatchOperation.Set("/wait", 1)]);
        Time.Advance(TimeSpan.FromSeconds(50));
        await Container.ReadItemAsync<Stall>("1", Key("maxwell"));
    }

    [Fact]
    public async Task The_containers_default_holds_for_items_without_their_own()
    {
        Container = await CreateContainerAsync("short", p => p.DefaultTimeToLive = 10);
        await Container.CreateItemAsync(Stall.Of("default"));
        await Container.CreateItemAsync(Stall.Of("longer") with { Ttl = 100 });
        await Container.CreateItemAsync(Stall.Of("forever") with { Ttl = -1 });

        Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["forever", "longer"], await QueryAsync<string>("SELECT VALUE c.id FROM c ORDER BY c.id"));
        Time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(["forever"], await QueryAsync<string>("SELECT VALUE c.id FROM c"));
    }

    [Fact]
    public async Task Without_a_default_an_items_own_time_means_nothing()
    {
        Container = await CreateContainerAsync("off");
        await Container.CreateItemAsync(Stall.Of("1") with { Ttl = 1 });
        Time.Advance(TimeSpan.FromDays(1));
        await Container.ReadItemAsync<Stall>("1", Key("maxwell"));
    }

    [Fact]
    public async Task A_new_default_holds_for_items_that_are_there_already()
    {
        Container = await CreateContainerAsync("later");
        await Container.CreateItemAsync(Stall.Of("1"));
        var properties = (await Container.ReadContainerAsync()).Resource;
        properties.DefaultTimeToLive = 30;
        await Container.ReplaceContainerAsync(properties);

        Time.Advance(TimeSpan.FromSeconds(30));

        await Refused(HttpStatusCode.NotFound, () => Container.ReadItemAsync<Stall>("1", Key("maxwell")));
    }

    [Fact]
    public async Task The_id_of_an_expired_item_is_free_and_the_new_item_is_another()
    {
        var first = await Container.CreateItemAsync(Stall.Of("1") with { Ttl = 3 });
        Time.Advance(TimeSpan.FromSeconds(3));
        var second = await Container.CreateItemAsync(Stall.Of("1"));
        Assert.NotEqual(first.ETag, second.ETag);
    }

    [Fact]
    public async Task An_expired_item_cannot_be_replaced_patched_or_deleted()
    {
        await Container.CreateItemAsync(Stall.Of("1") with { Ttl = 3 });
        Time.Advance(TimeSpan.FromSeconds(3));

        await Refused(HttpStatusCode.NotFound, () => Container.ReplaceItemAsync(Stall.Of("1"), "1"));
        await Refused(HttpStatusCode.NotFound, () => Container.DeleteItemAsync<Stall>("1", Key("maxwell")));
        await Refused(HttpStatusCode.NotFound, () =>
            Container.PatchItemAsync<Stall>("1", Key("maxwell"), [PatchOperation.Set("/wait", 1)]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public async Task A_time_to_live_that_is_neither_positive_nor_minus_one_is_refused(int ttl) =>
        await Refused(HttpStatusCode.BadRequest, () => Container.CreateItemAsync(Stall.Of("1") with { Ttl = ttl }));

    [Fact]
    public async Task Sweeping_expired_items_away_touches_no_other()
    {
        for (var i = 0; i < 20; i++)
            await Container.CreateItemAsync(Stall.Of($"{i}") with { Ttl = i % 2 == 0 ? 5 : null });
        Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(10, (await QueryAsync<Stall>("SELECT * FROM c")).Count);
    }
}
