using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>Partial updates: https://learn.microsoft.com/azure/cosmos-db/partial-document-update.</summary>
public sealed class PatchTests : CosmosTest
{
    private const string Item = """{"id":"1","site":"maxwell","wait":5,"menu":{"rice":350},"tags":["a","b"],"half":0.5}""";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Container.CreateItemAsync(Json(Item));
    }

    [Fact]
    public async Task Add_makes_a_property() => Assert.Equal(1, (int)(await Patch(PatchOperation.Add("/new", 1)))["new"]!);

    [Fact]
    public async Task Add_inserts_into_an_array() =>
        Assert.Equal(["a", "x", "b"], Tags(await Patch(PatchOperation.Add("/tags/1", "x"))));

    [Fact]
    public async Task Add_at_the_dash_appends() =>
        Assert.Equal(["a", "b", "x"], Tags(await Patch(PatchOperation.Add("/tags/-", "x"))));

    [Fact]
    public async Task Add_beyond_the_end_of_an_array_is_refused() => await Fails(PatchOperation.Add("/tags/7", "x"));

    [Fact]
    public async Task Set_replaces_an_element_of_an_array() =>
        Assert.Equal(["x", "b"], Tags(await Patch(PatchOperation.Set("/tags/0", "x"))));

    [Fact]
    public async Task Set_makes_a_property_that_is_missing() =>
        Assert.Equal(450, (int)(await Patch(PatchOperation.Set("/menu/noodles", 450)))["menu"]!["noodles"]!);

    [Fact]
    public async Task Replace_needs_the_property_to_be_there()
    {
        Assert.Equal(400, (int)(await Patch(PatchOperation.Replace("/menu/rice", 400)))["menu"]!["rice"]!);
        await Fails(PatchOperation.Replace("/menu/soup", 1));
    }

    [Fact]
    public async Task Remove_takes_a_property_or_an_element_away()
    {
        Assert.Equal(["b"], Tags(await Patch(PatchOperation.Remove("/tags/0"))));
        Assert.Null((await Patch(PatchOperation.Remove("/wait")))["wait"]);
        await Fails(PatchOperation.Remove("/none"));
    }

    [Fact]
    public async Task Increment_adds_whole_and_broken_numbers()
    {
        Assert.Equal(8, (int)(await Patch(PatchOperation.Increment("/wait", 3)))["wait"]!);
        Assert.Equal(6, (int)(await Patch(PatchOperation.Increment("/wait", -2)))["wait"]!);
        Assert.Equal(0.75, (double)(await Patch(PatchOperation.Increment("/half", 0.25)))["half"]!);
    }

    [Fact]
    public async Task Increment_makes_a_property_that_is_missing_and_refuses_text()
    {
        Assert.Equal(2, (int)(await Patch(PatchOperation.Increment("/count", 2)))["count"]!);
        await Fails(PatchOperation.Increment("/tags/0", 1));
    }

    [Fact]
    public async Task Move_takes_a_value_elsewhere()
    {
        var moved = await Patch(PatchOperation.Move("/menu/rice", "/price"));
        Assert.Equal(350, (int)moved["price"]!);
        Assert.Null(moved["menu"]!["rice"]);
        await Fails(PatchOperation.Move("/none", "/x"));
        await Fails(PatchOperation.Move("/menu", "/menu/self"));
    }

    [Fact]
    public async Task Operations_run_in_order_and_all_or_none_count()
    {
        await Fails(PatchOperation.Set("/wait", 100), PatchOperation.Remove("/none"));
        Assert.Equal(5, (int)(await Read())["wait"]!);
        Assert.Equal(2, (int)(await Patch(PatchOperation.Set("/wait", 1), PatchOperation.Increment("/wait", 1)))["wait"]!);
    }

    [Fact]
    public async Task More_than_ten_operations_are_refused() =>
        await Fails([.. Enumerable.Range(0, 11).Select(i => PatchOperation.Set($"/p{i}", i))]);

    [Theory]
    [InlineData("/id")]
    [InlineData("/site")]
    public async Task The_id_and_the_partition_key_cannot_be_patched(string path) => await Fails(PatchOperation.Set(path, "other"));

    [Fact]
    public async Task A_condition_that_holds_lets_the_patch_through()
    {
        var options = new PatchItemRequestOptions { FilterPredicate = "FROM c WHERE c.wait < 10 AND ARRAY_CONTAINS(c.tags, 'a')" };
        var patched = await Container.PatchItemAsync<JsonObject>("1", Key("maxwell"), [PatchOperation.Set("/wait", 1)], options);
        Assert.Equal(1, (int)patched.Resource["wait"]!);
    }

    [Fact]
    public async Task A_condition_that_fails_is_412_and_changes_nothing()
    {
        var options = new PatchItemRequestOptions { FilterPredicate = "FROM c WHERE c.wait > 10" };
        await Refused(HttpStatusCode.PreconditionFailed, () => Container.PatchItemAsync<JsonObject>(
            "1", Key("maxwell"), [PatchOperation.Set("/wait", 1)], options));
        Assert.Equal(5, (int)(await Read())["wait"]!);
    }

    [Fact]
    public async Task A_condition_that_is_no_SQL_is_refused()
    {
        var options = new PatchItemRequestOptions { FilterPredicate = "FROM c WHERE c.wait >" };
        await Refused(HttpStatusCode.BadRequest, () => Container.PatchItemAsync<JsonObject>(
            "1", Key("maxwell"), [PatchOperation.Set("/wait", 1)], options));
    }

    [Fact]
    public async Task Patching_what_is_not_there_is_404() => await Refused(HttpStatusCode.NotFound, () =>
        Container.PatchItemAsync<JsonObject>("none", Key("maxwell"), [PatchOperation.Set("/wait", 1)]));

    [Fact]
    public async Task A_patch_gives_a_new_version_and_time()
    {
        var before = await Container.ReadItemAsync<Stall>("1", Key("maxwell"));
        Time.Advance(TimeSpan.FromSeconds(7));
        var after = await Container.PatchItemAsync<Stall>("1", Key("maxwell"), [PatchOperation.Set("/wait", 1)]);
        Assert.NotEqual(before.ETag, after.ETag);
        Assert.Equal(7, after.Resource.Timestamp - before.Resource.Timestamp);
    }

    private async Task<JsonObject> Patch(params PatchOperation[] operations) =>
        (await Container.PatchItemAsync<JsonObject>("1", Key("maxwell"), operations)).Resource;

    private async Task<JsonObject> Read() => (await Container.ReadItemAsync<JsonObject>("1", Key("maxwell"))).Resource;

    private async Task Fails(params PatchOperation[] operations) => await Refused(HttpStatusCode.BadRequest, () => Patch(operations));

    private static IEnumerable<string> Tags(JsonObject item) => item["tags"]!.AsArray().Select(tag => (string)tag!);
}
