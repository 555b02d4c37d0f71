using System.Text.Json.Nodes;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>Aggregates and GROUP BY: https://learn.microsoft.com/azure/cosmos-db/nosql/query/aggregate-functions.</summary>
public sealed class AggregateTests : CosmosTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var i in Enumerable.Range(1, 6))
            await Container.CreateItemAsync(Stall.Of($"{i}", i <= 2 ? "amoy" : "maxwell", i * 10));
        await Container.CreateItemAsync(Json("""{"id":"text","site":"tekka","odd":"x","name":"b"}"""));
        await Container.CreateItemAsync(Json("""{"id":"none","site":"tekka","name":"a"}"""));
    }

    [Theory]
    [InlineData("COUNT(1)", "8")]
    [InlineData("COUNT(c.wait)", "6")]
    [InlineData("COUNT(c.nowhere)", "0")]
    [InlineData("SUM(c.wait)", "210")]
    [InlineData("AVG(c.wait)", "35")]
    [InlineData("MIN(c.wait)", "10")]
    [InlineData("MAX(c.wait)", "60")]
    [InlineData("MAX(c.name)", "\"b\"")]
    public async Task An_aggregate_runs_over_all_partitions(string aggregate, string expected) =>
        Assert.Equal(expected, Assert.Single(await QueryAsync<JsonNode>($"SELECT VALUE {aggregate} FROM c")).ToJsonString());

    [Fact]
    public async Task An_aggregate_stays_inside_the_partition_that_was_named() =>
        Assert.Equal([30], await QueryAsync<int>("SELECT VALUE SUM(c.wait) FROM c", "amoy"));

    [Fact]
    public async Task Text_makes_a_sum_undefined_and_leaves_no_row() =>
        Assert.Empty(await QueryAsync<JsonNode>("SELECT VALUE SUM(c.odd) FROM c"));

    [Fact]
    public async Task An_average_over_nothing_is_undefined() =>
        Assert.Empty(await QueryAsync<JsonNode>("SELECT VALUE AVG(c.wait) FROM c WHERE c.site = 'nowhere'"));

    [Fact]
    public async Task Counting_nothing_is_zero() =>
        Assert.Equal([0], await QueryAsync<int>("SELECT VALUE COUNT(1) FROM c WHERE c.site = 'nowhere'"));

    [Fact]
    public async Task Several_aggregates_stand_side_by_side()
    {
        var row = Assert.Single(await QueryAsync<JsonObject>("SELECT COUNT(1) AS n, SUM(c.wait) AS total, MAX(c.wait) AS most FROM c", "maxwell"));
        Assert.Equal("""{"n":4,"total":180,"most":60}""", row.ToJsonString());
    }

    [Fact]
    public async Task Group_by_gives_a_row_for_each_group()
    {
        var rows = await QueryAsync<JsonObject>("SELECT c.site, COUNT(1) AS n, AVG(c.wait) AS mean FROM c GROUP BY c.site");
        Assert.Equal(
            ["""{"site":"amoy","n":2,"mean":15}""", """{"site":"maxwell","n":4,"mean":45}""", """{"site":"tekka","n":2}"""],
            rows.Select(row => row.ToJsonString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Group_by_works_inside_a_partition_and_over_expressions()
    {
        var rows = await QueryAsync<JsonObject>("SELECT c.wait > 40 AS long, COUNT(1) AS n FROM c GROUP BY c.wait > 40", "maxwell");
        Assert.Equal(
            ["""{"long":false,"n":2}""", """{"long":true,"n":2}"""], rows.Select(row => row.ToJsonString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_undefined_group_is_a_group_of_its_own()
    {
        var rows = await QueryAsync<JsonObject>("SELECT c.odd, COUNT(1) AS n FROM c GROUP BY c.odd");
        Assert.Equal(["""{"n":7}""", """{"odd":"x","n":1}"""], rows.Select(row => row.ToJsonString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Aggregates_run_over_joined_rows()
    {
        await Container.CreateItemAsync(Stall.Of("7", "amoy") with { Tags = ["a", "b", "c"] });
        Assert.Equal([3], await QueryAsync<int>("SELECT VALUE COUNT(1) FROM c JOIN t IN c.tags"));
    }
}
