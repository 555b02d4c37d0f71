using System.Net;
using Microsoft.Azure.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>Unique keys: https://learn.microsoft.com/azure/cosmos-db/unique-keys.</summary>
public sealed class UniqueKeyTests : CosmosTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Container = await CreateContainerAsync("unique", properties =>
        {
            properties.DefaultTimeToLive = -1;
            properties.UniqueKeyPolicy = new() { UniqueKeys = { new() { Paths = { "/name", "/wait" } } } };
        });
        await Container.CreateItemAsync(Stall.Of("1", wait: 1) with { Name = "rice" });
    }

    [Fact]
    public async Task The_same_values_in_one_partition_are_a_conflict() => await Refused(
        HttpStatusCode.Conflict, () => Container.CreateItemAsync(Stall.Of("2", wait: 1) with { Name = "rice" }));

    [Fact]
    public async Task All_paths_of_a_key_must_be_the_same_to_conflict() =>
        await Container.CreateItemAsync(Stall.Of("2", wait: 2) with { Name = "rice" });

    [Fact]
    public async Task Another_partition_may_hold_the_same_values() =>
        await Container.CreateItemAsync(Stall.Of("2", "amoy", 1) with { Name = "rice" });

    [Fact]
    public async Task An_update_into_anothers_values_is_a_conflict_and_changes_nothing()
    {
        await Container.CreateItemAsync(Stall.Of("2", wait: 2) with { Name = "rice" });
        await Refused(HttpStatusCode.Conflict, () => Container.PatchItemAsync<Stall>("2", Key("maxwell"), [PatchOperation.Set("/wait", 1)]));
        Assert.Equal(2, (await Container.ReadItemAsync<Stall>("2", Key("maxwell"))).Resource.Wait);
    }

    [Fact]
    public async Task An_item_may_be_replaced_with_its_own_values() =>
        await Container.ReplaceItemAsync(Stall.Of("1", wait: 1) with { Name = "rice", Tags = ["new"] }, "1");

    [Fact]
    public async Task Values_are_free_again_after_a_change_or_a_deletion()
    {
        await Container.ReplaceItemAsync(Stall.Of("1", wait: 9) with { Name = "rice" }, "1");
        await Container.CreateItemAsync(Stall.Of("2", wait: 1) with { Name = "rice" });
        await Container.DeleteItemAsync<Stall>("2", Key("maxwell"));
        await Container.CreateItemAsync(Stall.Of("3", wait: 1) with { Name = "rice" });
    }

    [Fact]
    public async Task Values_of_an_expired_item_are_free_at_once()
    {
        await Container.UpsertItemAsync(Stall.Of("1", wait: 1) with { Name = "rice", Ttl = 3 });
        Time.Advance(TimeSpan.FromSeconds(3));
        await Container.CreateItemAsync(Stall.Of("2", wait: 1) with { Name = "rice" });
    }

    [Fact]
    public async Task Missing_values_count_as_one_value()
    {
        await Container.CreateItemAsync(Json("""{"id":"a","site":"maxwell"}"""));
        await Refused(HttpStatusCode.Conflict, () => Container.CreateItemAsync(Json("""{"id":"b","site":"maxwell"}""")));
    }
}
