using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>Items one by one: https://learn.microsoft.com/rest/api/cosmos-db/documents.</summary>
public sealed class ItemTests : CosmosTest
{
    [Fact]
    public async Task A_created_item_is_read_back_with_its_version_and_time()
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
    public async Task Every_system_property_is_there()
    {
        var item = (await Container.CreateItemAsync(Json("""{"id":"1","site":"maxwell"}"""))).Resource;

        Assert.Equal(16, Convert.FromBase64String(((string)item["_rid"]!).Replace('-', '/')).Length);
        Assert.EndsWith($"/docs/{item["_rid"]}/", (string)item["_self"]!);
        Assert.Equal("attachments/", (string)item["_attachments"]!);
        Assert.StartsWith("\"", (string)item["_etag"]!);
        Assert.True((long)item["_ts"]! > 0);
    }

    [Fact]
    public async Task Creating_an_item_that_exists_is_a_conflict()
    {
        await Container.CreateItemAsync(Stall.Of("1"));
        await Refused(HttpStatusCode.Conflict, () => Container.CreateItemAsync(Stall.Of("1")));
    }

    [Fact]
    public async Task The_same_id_may_stand_in_two_partitions()
    {
        await Container.CreateItemAsync(Stall.Of("1", "maxwell", 3));
        await Container.CreateItemAsync(Stall.Of("1", "amoy", 7));

        Assert.Equal(3, (await Container.ReadItemAsync<Stall>("1", Key("maxwell"))).Resource.Wait);
        Assert.Equal(7, (await Container.ReadItemAsync<Stall>("1", Key("amoy"))).Resource.Wait);
    }

    [Fact]
    public async Task Reading_what_is_not_there_is_404() =>
        await Refused(HttpStatusCode.NotFound, () => Container.ReadItemAsync<Stall>("none", Key("maxwell")));

    [Fact]
    public async Task Reading_with_another_partition_key_is_404()
    {
        await Container.CreateItemAsync(Stall.Of("1"));
        await Refused(HttpStatusCode.NotFound, () => Container.ReadItemAsync<Stall>("1", Key("amoy")));
    }

    [Fact]
    public async Task Reading_with_the_version_at_hand_is_304_without_a_body()
    {
        var created = await Container.CreateItemAsync(Stall.Of("1"));
        using var read = await Container.ReadItemStreamAsync("1", Key("maxwell"), new() { IfNoneMatchEtag = created.ETag });

        Assert.Equal(HttpStatusCode.NotModified, read.StatusCode);
        Assert.Equal(created.ETag, read.Headers.ETag);
        Assert.True(read.Content is null || read.Content.Length == 0);
    }

    [Fact]
    public async Task Upsert_creates_with_201_and_replaces_with_200()
    {
        var first = await Container.UpsertItemAsync(Stall.Of("1", wait: 3));
        var second = await Container.UpsertItemAsync(Stall.Of("1", wait: 4));

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal(4, second.Resource.Wait);
    }

    [Fact]
    public async Task Replace_keeps_the_rid_and_drops_properties_that_are_gone()
    {
        var before = (await Container.CreateItemAsync(Json("""{"id":"1","site":"maxwell","old":1}"""))).Resource;
        var after = (await Container.ReplaceItemAsync(Json("""{"id":"1","site":"maxwell","new":2}"""), "1")).Resource;

        Assert.Equal((string)before["_rid"]!, (string)after["_rid"]!);
        Assert.Null(after["old"]);
        Assert.Equal(2, (int)after["new"]!);
    }

    [Fact]
    public async Task Replacing_what_is_not_there_is_404() =>
        await Refused(HttpStatusCode.NotFound, () => Container.ReplaceItemAsync(Stall.Of("1"), "1", Key("maxwell")));

    [Fact]
    public async Task Replace_cannot_change_the_id()
    {
        await Container.CreateItemAsync(Stall.Of("1"));
        await Refused(HttpStatusCode.BadRequest, () => Container.ReplaceItemAsync(Stall.Of("2"), "1", Key("maxwell")));
    }

    [Fact]
    public async Task A_deleted_item_is_gone_and_deleting_it_again_is_404()
    {
        await Container.CreateItemAsync(Stall.Of("1"));
        var deleted = await Container.DeleteItemAsync<Stall>("1", Key("maxwell"));

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Refused(HttpStatusCode.NotFound, () => Container.DeleteItemAsync<Stall>("1", Key("maxwell")));
    }

    [Fact]
    public async Task An_item_made_again_under_its_id_has_another_rid_and_version()
    {
        var first = (await Container.CreateItemAsync(Json("""{"id":"1","site":"maxwell"}"""))).Resource;
        await Container.DeleteItemAsync<Stall>("1", Key("maxwell"));
        var second = (await Container.CreateItemAsync(Json("""{"id":"1","site":"maxwell"}"""))).Resource;

        Assert.NotEqual((string)first["_rid"]!, (string)second["_rid"]!);
        Assert.NotEqual((string)first["_etag"]!, (string)second["_etag"]!);
    }

    [Fact]
    public async Task A_write_that_wants_no_content_back_gets_none_but_the_version()
    {
        var created = await Container.CreateItemAsync(Stall.Of("1"), requestOptions: new() { EnableContentResponseOnWrite = false });

        Assert.Null(created.Resource);
        Assert.Equal((await Container.ReadItemAsync<Stall>("1", Key("maxwell"))).ETag, created.ETag);
    }

    [Fact]
    public async Task A_partition_key_that_differs_from_the_items_is_refused()
    {
        var refusal = await Refused(HttpStatusCode.BadRequest, () => Container.CreateItemAsync(Stall.Of("1"), Key("amoy")));
        Assert.Equal(1001, refusal.SubStatusCode);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("")]
    public async Task An_id_with_a_reserved_character_is_refused(string id) =>
        await Refused(HttpStatusCode.BadRequest, () => Container.CreateItemAsync(Stall.Of(id), Key("maxwell")));

    [Theory]
    [InlineData("with space")]
    [InlineData("裕廊 鸡饭")]
    [InlineData("100%")]
    [InlineData("a+b&c=d")]
    [InlineData("x:y;z,@!$'()*~-_.")]
    public async Task An_id_may_hold_any_other_character(string id)
    {
        await Container.CreateItemAsync(Stall.Of(id));
        Assert.Equal(id, (await Container.ReadItemAsync<Stall>(id, Key("maxwell"))).Resource.Id);
        await Container.DeleteItemAsync<Stall>(id, Key("maxwell"));
    }

    [Fact]
    public async Task An_id_of_1023_bytes_is_the_longest()
    {
        await Container.CreateItemAsync(Stall.Of(new string('x', 1023)));
        await Refused(HttpStatusCode.BadRequest, () => Container.CreateItemAsync(Stall.Of(new string('x', 1024))));
    }

    [Fact]
    public async Task An_item_without_an_id_or_with_a_number_for_one_is_refused()
    {
        await Refused(HttpStatusCode.BadRequest, () => Container.CreateItemAsync(Json("""{"site":"maxwell"}"""), Key("maxwell")));
        await Refused(HttpStatusCode.BadRequest, () => Container.CreateItemAsync(Json("""{"id":1,"site":"maxwell"}"""), Key("maxwell")));
    }

    [Fact]
    public async Task An_item_over_2_MB_is_413_and_one_below_is_kept()
    {
        await Container.CreateItemAsync(Stall.Of("1") with { Name = new string('x', 2_000_000) });
        await Refused(
            HttpStatusCode.RequestEntityTooLarge,
            () => Container.CreateItemAsync(Stall.Of("2") with { Name = new string('x', 2 * 1024 * 1024) }));
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_is_refused()
    {
        using var body = new MemoryStream("{\"id\":"u8.ToArray());
        using var answer = await Container.CreateItemStreamAsync(body, Key("maxwell"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Numbers_text_and_nesting_come_back_as_they_went_in()
    {
        const string item = """{"id":"1","site":"maxwell","long":9007199254740993,"cents":450,"rate":0.1,"text":"鸡饭 \"quoted\" \u0001","deep":[{"a":[null,true]}],"empty":{}}""";
        await Container.CreateItemAsync(Json(item));
        var read = (await Container.ReadItemAsync<JsonObject>("1", Key("maxwell"))).Resource;

        foreach (var property in Json(item))
            Assert.True(JsonNode.DeepEquals(property.Value, read[property.Key]), property.Key);
    }

    [Fact]
    public async Task Partition_keys_of_other_types_are_kept_apart()
    {
        await Container.CreateItemAsync(Json("""{"id":"1","site":5}"""), new PartitionKey(5));
        await Container.CreateItemAsync(Json("""{"id":"1","site":"5"}"""), new PartitionKey("5"));
        await Container.CreateItemAsync(Json("""{"id":"1","site":true}"""), new PartitionKey(true));
        await Container.CreateItemAsync(Json("""{"id":"1","site":null}"""), PartitionKey.Null);
        await Container.CreateItemAsync(Json("""{"id":"1"}"""), PartitionKey.None);

        Assert.Equal(5, (await Container.ReadItemAsync<JsonObject>("1", new PartitionKey(5))).Resource["site"]!.GetValue<int>());
        Assert.Equal("5", (string)(await Container.ReadItemAsync<JsonObject>("1", new PartitionKey("5"))).Resource["site"]!);
        Assert.True((await Container.ReadItemAsync<JsonObject>("1", PartitionKey.Null)).Resource.ContainsKey("site"));
        Assert.False((await Container.ReadItemAsync<JsonObject>("1", PartitionKey.None)).Resource.ContainsKey("site"));
    }

    [Fact]
    public async Task An_object_as_partition_key_is_refused()
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes("""{"id":"1","site":{"a":1}}"""));
        using var answer = await Container.CreateItemStreamAsync(body, Key("maxwell"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Many_items_are_read_in_one_call_across_partitions()
    {
        foreach (var i in Enumerable.Range(0, 20))
            await Container.CreateItemAsync(Stall.Of($"{i}", $"site{i % 4}", i));
        var wanted = Enumerable.Range(5, 10).Select(i => ($"{i}", Key($"site{i % 4}"))).Append(("none", Key("site0"))).ToList();

        var found = await Container.ReadManyItemsAsync<Stall>(wanted);

        Assert.Equal(Enumerable.Range(5, 10), found.Select(stall => stall.Wait).Order());
    }
}
