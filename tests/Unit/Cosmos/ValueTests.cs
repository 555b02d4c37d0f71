using System.Text.Json;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Values;

namespace QNom.Tests.Unit.Cosmos;

/// <summary>Values: JSON in, JSON out, their order, and the paths and ids that are made of them.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("1.0", "1")]
    [InlineData("0.1", "0.1")]
    [InlineData("1e2", "100")]
    [InlineData("-0.0", "0")]
    [InlineData("\"\\u00e9 \\/ \\n\"", "\"é / \\n\"")]
    [InlineData("[ {\"a\" : [ ] } , null ]", "[{\"a\":[]},null]")]
    public void JSON_is_kept_by_value(string json, string expected) =>
        Assert.Equal(expected, ValueWriter.ToJson(ValueReader.Parse(json)));

    [Theory]
    [InlineData("")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("1 2")]
    [InlineData("1e999")]
    public void What_is_no_JSON_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => ValueReader.Parse(json));

    [Fact]
    public void Types_have_an_order_and_values_one_within_their_type()
    {
        var sorted = new[]
        {
            Value.Undefined, Value.Null, Value.False, Value.True, Value.From(-1L), Value.From(0.5), Value.From(2L),
            Value.From("A"), Value.From("a"), ValueReader.Parse("[1]"), ValueReader.Parse("[1,2]"), ValueReader.Parse("{\"a\":1}"),
        };
        for (var i = 0; i < sorted.Length; i++)
        {
            for (var j = 0; j < sorted.Length; j++)
                Assert.Equal(i.CompareTo(j), Math.Sign(ValueOrder.Compare(sorted[i], sorted[j])));
        }
    }

    [Fact]
    public void Integers_beyond_2_to_the_53_stay_apart() =>
        Assert.NotEqual(ValueReader.Parse("9007199254740993"), ValueReader.Parse("9007199254740992"));

    [Theory]
    [InlineData("/site", """{"site":"a"}""", "\"a\"")]
    [InlineData("/a/b", """{"a":{"b":1}}""", "1")]
    [InlineData("/a/\"x y\"", """{"a":{"x y":1}}""", "1")]
    [InlineData("/a/b", """{"a":1}""", "undefined")]
    public void A_path_finds_its_value(string path, string item, string expected) =>
        Assert.Equal(expected, PropertyPath.Parse(path).In(ValueReader.Parse(item)).ToString());

    [Theory]
    [InlineData("""{"includedPaths":[{"path":"/*"}],"excludedPaths":[{"path":"/a/*"}]}""", "b", true)]
    [InlineData("""{"includedPaths":[{"path":"/*"}],"excludedPaths":[{"path":"/a/*"}]}""", "a/x", false)]
    [InlineData("""{"includedPaths":[{"path":"/a/b/?"}],"excludedPaths":[{"path":"/*"}]}""", "a/b", true)]
    [InlineData("""{"includedPaths":[{"path":"/a/b/?"}],"excludedPaths":[{"path":"/*"}]}""", "a/b/c", false)]
    [InlineData("""{"includedPaths":[{"path":"/a/b/*"}],"excludedPaths":[{"path":"/*"}, {"path":"/a/*"}]}""", "a/b/c", true)]
    [InlineData("""{"includedPaths":[],"excludedPaths":[{"path":"/*"}]}""", "id", true)]
    [InlineData("""{"indexingMode":"none"}""", "id", false)]
    public void The_more_precise_path_of_an_indexing_policy_wins(string policy, string path, bool included) =>
        Assert.Equal(included, IndexingPolicy.Parse(ValueReader.Parse(policy)).Includes(path.Split('/')));

    [Fact]
    public void Resource_ids_have_the_services_lengths()
    {
        Assert.Equal(8, ResourceId.OfDatabase(7).Length);
        Assert.Equal(12, ResourceId.OfContainer(7, 9).Length);
        Assert.Equal(24, ResourceId.OfDocument(7, 9, 128).Length);
        Assert.NotEqual(ResourceId.OfDocument(7, 9, 128), ResourceId.OfPartitionKeyRange(7, 9));
        Assert.DoesNotContain('/', ResourceId.OfDocument(255, 4095, 0x3f3f3f3f));
    }
}
