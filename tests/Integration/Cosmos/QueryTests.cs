using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using QNom.Local.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>Queries over items: https://learn.microsoft.com/azure/cosmos-db/nosql/query/.</summary>
public sealed class QueryTests : CosmosTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var i in Enumerable.Range(0, 12))
        {
            var stall = Stall.Of($"{i:00}", i % 2 == 0 ? "maxwell" : "amoy", i) with { Tags = i % 3 == 0 ? ["rice", "halal"] : ["noodles"] };
            await Container.CreateItemAsync(stall);
        }
    }

    [Fact]
    public async Task A_query_with_a_partition_key_stays_inside_that_partition() =>
        Assert.All(await QueryAsync<Stall>("SELECT * FROM c", "amoy"), stall => Assert.Equal("amoy", stall.Site));

    [Fact]
    public async Task A_query_without_one_reads_all_partitions() =>
        Assert.Equal(12, (await QueryAsync<Stall>("SELECT * FROM c")).Count);

    [Fact]
    public async Task Parameters_take_their_values()
    {
        var query = new QueryDefinition("SELECT VALUE c.id FROM c WHERE c.wait > @min AND ARRAY_CONTAINS(@tags, c.tags[0])")
            .WithParameter("@min", 8).WithParameter("@tags", new List<string> { "rice" });
        Assert.Equal(["09"], await QueryAsync<string>(query));
    }

    [Fact]
    public async Task A_projection_leaves_out_what_is_undefined()
    {
        var row = Assert.Single(await QueryAsync<JsonObject>("SELECT c.id, c.none, c.wait * 2 AS twice FROM c WHERE c.id = '03'"));
        Assert.Equal("""{"id":"03","twice":6}""", row.ToJsonString());
    }

    [Fact]
    public async Task Expressions_without_a_name_are_numbered()
    {
        var row = Assert.Single(await QueryAsync<JsonObject>("SELECT c.wait + 1, UPPER(c.site) FROM c WHERE c.id = '03'"));
        Assert.Equal("""{"$1":4,"$2":"AMOY"}""", row.ToJsonString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(100)]
    public async Task Pages_hold_at_most_what_was_asked_for_and_miss_nothing(int size)
    {
        var pages = await Pages("SELECT * FROM c", size);
        Assert.All(pages, page => Assert.True(page.Count <= size));
        Assert.Equal(12, pages.SelectMany(page => page).Distinct().Count());
        Assert.Equal(12, pages.Sum(page => page.Count));
    }

    [Theory]
    [InlineData("SELECT * FROM c")]
    [InlineData("SELECT * FROM c WHERE c.wait >= 3")]
    [InlineData("SELECT * FROM c ORDER BY c.wait DESC")]
    [InlineData("SELECT * FROM c ORDER BY c.site")]
    public async Task A_continuation_token_resumes_in_a_new_iterator(string sql)
    {
        var all = (await QueryAsync<Stall>(sql)).Select(stall => stall.Id).ToList();
        var resumed = new List<string>();
        string? token = null;
        do
        {
            using var feed = Container.GetItemQueryIterator<Stall>(sql, token, new() { MaxItemCount = 5 });
            var page = await feed.ReadNextAsync();
            resumed.AddRange(page.Select(stall => stall.Id));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(all, resumed);
    }

    [Fact]
    public async Task Pages_of_an_ordered_query_neither_skip_nor_repeat_when_an_item_before_them_goes()
    {
        using var first = Container.GetItemQueryIterator<Stall>("SELECT * FROM c ORDER BY c.wait", null, new() { MaxItemCount = 4, PartitionKey = Key("maxwell") });
        var page = await first.ReadNextAsync();
        await Container.DeleteItemAsync<Stall>("02", Key("maxwell"));

        using var rest = Container.GetItemQueryIterator<Stall>("SELECT * FROM c ORDER BY c.wait", page.ContinuationToken, new() { MaxItemCount = 4, PartitionKey = Key("maxwell") });
        Assert.Equal(["08", "10"], (await rest.ReadNextAsync()).Select(stall => stall.Id));
    }

    [Fact]
    public async Task A_continuation_token_that_is_none_is_refused()
    {
        using var feed = Container.GetItemQueryStreamIterator("SELECT * FROM c", "nonsense", new() { PartitionKey = Key("amoy") });
        using var answer = await feed.ReadNextAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Order_by_sorts_across_partitions_and_pages() =>
        Assert.Equal(Enumerable.Range(0, 12).Reverse(), await QueryAsync<int>("SELECT VALUE c.wait FROM c ORDER BY c.wait DESC", pageSize: 5));

    [Fact]
    public async Task Order_by_sorts_mixed_types_as_documented()
    {
        var mixed = await CreateContainerAsync("mixed", p =>
        {
            p.IndexingPolicy.IncludedPaths.Add(new() { Path = "/*" });
            p.IndexingPolicy.IncludedPaths.Add(new() { Path = "/v/?" });
        });
        List<string> values = ["\"a\"", "2", "true", "null", "false", "-1", "\"B\""];
        foreach (var (i, value) in values.Index())
            await mixed.CreateItemAsync(Json($$"""{"id":"{{i}}","site":"x","v":{{value}}}"""));
        await mixed.CreateItemAsync(Json("""{"id":"none","site":"x"}"""));
        Container = mixed;

        var sorted = await QueryAsync<JsonObject>("SELECT c.id, c.v FROM c ORDER BY c.v", pageSize: 3);

        Assert.Equal(
            [null, "null", "false", "true", "-1", "2", "\"B\"", "\"a\""],
            sorted.Select(row => row.ContainsKey("v") ? row["v"]?.ToJsonString() ?? "null" : null));
    }

    [Fact]
    public async Task Order_by_under_the_default_index_leaves_out_items_without_the_property()
    {
        await Container.CreateItemAsync(Json("""{"id":"none","site":"maxwell"}"""));
        Assert.Equal(12, (await QueryAsync<string>("SELECT VALUE c.id FROM c ORDER BY c.wait")).Count);
    }

    [Fact]
    public async Task Order_by_what_the_index_excludes_is_refused()
    {
        Container = await CreateContainerAsync("keyed", p =>
        {
            p.IndexingPolicy.IncludedPaths.Add(new() { Path = "/wait/?" });
            p.IndexingPolicy.ExcludedPaths.Add(new() { Path = "/*" });
        });
        await Container.CreateItemAsync(Stall.Of("1"));

        Assert.Single(await QueryAsync<Stall>("SELECT * FROM c ORDER BY c.wait"));
        Assert.Single(await QueryAsync<Stall>("SELECT * FROM c ORDER BY c._ts"));
        await Refused(HttpStatusCode.BadRequest, () => QueryAsync<Stall>("SELECT * FROM c ORDER BY c.name"));
    }

    [Fact]
    public async Task Order_by_two_properties_needs_a_composite_index()
    {
        const string sql = "SELECT VALUE c.id FROM c ORDER BY c.site DESC, c.wait ASC";
        await Refused(HttpStatusCode.BadRequest, () => QueryAsync<string>(sql));

        var properties = (await Container.ReadContainerAsync()).Resource;
        properties.IndexingPolicy.CompositeIndexes.Add(
            [new() { Path = "/site", Order = CompositePathSortOrder.Ascending }, new() { Path = "/wait", Order = CompositePathSortOrder.Descending }]);
        await Container.ReplaceContainerAsync(properties);
        Assert.Equal(
            ["00", "02", "04", "06", "08", "10", "01", "03", "05", "07", "09", "11"], await QueryAsync<string>(sql, pageSize: 5));
    }

    [Theory]
    [InlineData("SELECT TOP 3 VALUE c.wait FROM c ORDER BY c.wait", new[] { 0, 1, 2 })]
    [InlineData("SELECT VALUE c.wait FROM c ORDER BY c.wait OFFSET 4 LIMIT 3", new[] { 4, 5, 6 })]
    [InlineData("SELECT VALUE c.wait FROM c ORDER BY c.wait OFFSET 10 LIMIT 5", new[] { 10, 11 })]
    [InlineData("SELECT VALUE c.wait FROM c ORDER BY c.wait OFFSET 20 LIMIT 5", new int[0])]
    [InlineData("SELECT TOP 0 VALUE c.wait FROM c ORDER BY c.wait", new int[0])]
    public async Task Top_offset_and_limit_count_over_all_pages(string sql, int[] expected) =>
        Assert.Equal(expected, await QueryAsync<int>(sql, pageSize: 2));

    [Theory]
    [InlineData("c.wait IN (1, 3, 99)", new[] { 1, 3 })]
    [InlineData("c.wait NOT IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)", new[] { 10, 11 })]
    [InlineData("c.wait BETWEEN 2 AND 4", new[] { 2, 3, 4 })]
    [InlineData("c.wait NOT BETWEEN 1 AND 10", new[] { 0, 11 })]
    [InlineData("c.id LIKE '1%'", new[] { 10, 11 })]
    [InlineData("c.id LIKE '_5'", new[] { 5 })]
    [InlineData("c.id NOT LIKE '0%'", new[] { 10, 11 })]
    [InlineData("STARTSWITH(c.name, 'stall 1', true)", new[] { 10, 11 })]
    [InlineData("CONTAINS(c.name, '07')", new[] { 7 })]
    [InlineData("ENDSWITH(c.id, '3')", new[] { 3 })]
    [InlineData("ARRAY_CONTAINS(c.tags, 'rice') AND c.wait > 5", new[] { 6, 9 })]
    [InlineData("EXISTS(SELECT VALUE t FROM t IN c.tags WHERE t = 'halal') AND c.wait < 5", new[] { 0, 3 })]
    [InlineData("ARRAY_LENGTH(c.tags) = 2 AND c.site = 'amoy'", new[] { 3, 9 })]
    [InlineData("NOT IS_DEFINED(c.none) AND c.wait = 1", new[] { 1 })]
    [InlineData("(c.none = 1) OR c.wait = 2", new[] { 2 })]
    [InlineData("NOT (c.none = 1)", new int[0])]
    [InlineData("c.wait = '1'", new int[0])]
    [InlineData("c.wait != '1' AND c.wait < 2", new[] { 0, 1 })]
    [InlineData("c.wait % 5 = 0", new[] { 0, 5, 10 })]
    [InlineData("ABS(c.wait - 5) <= 1", new[] { 4, 5, 6 })]
    public async Task A_filter_keeps_what_it_says(string filter, int[] expected) =>
        Assert.Equal(expected, (await QueryAsync<int>($"SELECT VALUE c.wait FROM c WHERE {filter}")).Order());

    [Fact]
    public async Task Join_makes_a_row_for_each_element()
    {
        var rows = await QueryAsync<string>("SELECT VALUE CONCAT(c.id, t) FROM c JOIN t IN c.tags WHERE c.wait < 4", pageSize: 2);
        Assert.Equal(["00halal", "00rice", "01noodles", "02noodles", "03halal", "03rice"], rows.Order());
    }

    [Fact]
    public async Task From_may_go_into_the_item() =>
        Assert.Equal(16, (await QueryAsync<string>("SELECT VALUE t FROM t IN c.tags")).Count);

    [Fact]
    public async Task Distinct_returns_each_value_once_over_all_partitions_and_pages() =>
        Assert.Equal(["amoy", "maxwell"], (await QueryAsync<string>("SELECT DISTINCT VALUE c.site FROM c", pageSize: 1)).Order());

    [Fact]
    public async Task Distinct_over_objects_compares_by_value() =>
        Assert.Equal(4, (await QueryAsync<JsonObject>("SELECT DISTINCT c.site, c.tags FROM c", pageSize: 3)).Count);

    [Fact]
    public async Task Subqueries_conditions_and_literals_are_values()
    {
        var row = Assert.Single(await QueryAsync<JsonObject>(
            """SELECT c.id, ARRAY(SELECT VALUE UPPER(t) FROM t IN c.tags) AS tags, (c.wait > 2 ? "long" : "short") AS wait, {"a": [1, c.none ?? 2]} AS o FROM c WHERE c.id = "03" """));
        Assert.Equal("""{"id":"03","tags":["RICE","HALAL"],"wait":"long","o":{"a":[1,2]}}""", row.ToJsonString());
    }

    [Theory]
    [InlineData("SELECT * FROM c WHERE", "Syntax error")]
    [InlineData("SELECT * FROM c WHERE c.a = = 1", "Syntax error")]
    [InlineData("SELECT * FROM c WHERE NOSUCH(c.a)", "NOSUCH")]
    [InlineData("SELECT * FROM c WHERE d.a = 1", "'d'")]
    [InlineData("SELECT * FROM c WHERE ST_DISTANCE(c.a, c.b) < 1", "ST_DISTANCE")]
    [InlineData("SELECT udf.f(c) FROM c", "User-defined")]
    [InlineData("SELECT * FROM c JOIN t IN c.tags", "SELECT *")]
    [InlineData("DELETE FROM c", "DELETE")]
    [InlineData("SELECT c.id, COUNT(1) FROM c", "GROUP BY")]
    [InlineData("SELECT * FROM c WHERE c.a = @missing", "@missing")]
    public async Task What_is_wrong_or_not_implemented_is_400_and_named(string sql, string named)
    {
        using var feed = Container.GetItemQueryStreamIterator(sql, requestOptions: new() { PartitionKey = Key("amoy") });
        using var answer = await feed.ReadNextAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(named, answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_names_its_partition_loads_only_that_one()
    {
        Emulator.Log.Clear();
        await QueryAsync<Stall>("SELECT * FROM c WHERE c.site = 'amoy' AND c.id IN ('01', '03')");
        var cheap = Emulator.Log.Requests.Where(r => r.Operation == CosmosOperation.Query).Sum(r => r.RequestCharge);
        Emulator.Log.Clear();
        await QueryAsync<Stall>("SELECT * FROM c WHERE c.name = 'Stall 01'");
        var dear = Emulator.Log.Requests.Where(r => r.Operation == CosmosOperation.Query).Sum(r => r.RequestCharge);

        Assert.Equal(2.3 + 2 * 0.25, cheap, 2);
        Assert.Equal(2.3 + 12 * 0.25, dear, 2);
    }

    private async Task<List<List<string>>> Pages(string sql, int size)
    {
        var pages = new List<List<string>>();
        using var feed = Container.GetItemQueryIterator<Stall>(sql, requestOptions: new() { MaxItemCount = size });
        while (feed.HasMoreResults)
            pages.Add([.. (await feed.ReadNextAsync()).Select(stall => stall.Id)]);
        return pages;
    }
}
