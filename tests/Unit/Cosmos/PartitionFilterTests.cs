using QNom.Local.Cosmos.Queries;
using QNom.Local.Cosmos.Sql;
using QNom.Local.Cosmos.Values;

namespace QNom.Tests.Unit.Cosmos;

/// <summary>Which partitions a filter leaves possible; null means all.</summary>
public sealed class PartitionFilterTests
{
    [Theory]
    [InlineData("c.site = 'a'", "a")]
    [InlineData("'a' = c.site", "a")]
    [InlineData("c.site = @site", "p")]
    [InlineData("c.site IN ('a', 'b')", "a b")]
    [InlineData("c.site = 'a' AND c.n > 1", "a")]
    [InlineData("c.site = 'a' OR c.site = 'b'", "a b")]
    [InlineData("c.site IN ('a', 'b') AND c.site IN ('b', 'c')", "b")]
    [InlineData("c.site = 'a' AND c.site = 'b'", "")]
    [InlineData("c.site = 'a' OR c.n = 1", null)]
    [InlineData("c.site != 'a'", null)]
    [InlineData("NOT (c.site = 'a')", null)]
    [InlineData("c.site = c.other", null)]
    [InlineData("c.deep.site = 'a'", null)]
    [InlineData("LOWER(c.site) = 'a'", null)]
    [InlineData("c.site > 'a'", null)]
    public void A_filter_says_no_more_than_it_means(string filter, string? expected)
    {
        var query = Parser.Parse($"SELECT * FROM c WHERE {filter}");
        var evaluator = new Evaluator(new Dictionary<string, Value> { ["@site"] = Value.From("p") }, SqlTest.Now);

        var values = new KeyFilter("c", ["site"], evaluator).Values(query.Where);

        Assert.Equal(expected, values is null ? null : string.Join(' ', values.Select(value => value.Text).Order()));
    }
}
