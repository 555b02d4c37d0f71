namespace QNom.Tests.Unit.Cosmos;

/// <summary>Operators over all types: https://learn.microsoft.com/azure/cosmos-db/nosql/query/equality-comparison-operators.</summary>
public sealed class OperatorTests
{
    private const string Item = """{"n":5,"s":"rice","t":true,"z":null,"a":[1,2],"o":{"x":1}}""";

    [Theory]
    [InlineData("c.n = 5", "true")]
    [InlineData("c.n = '5'", "false")]
    [InlineData("c.z = null", "true")]
    [InlineData("c.none = null", "undefined")]
    [InlineData("c.none != null", "undefined")]
    [InlineData("c.none = undefined", "undefined")]
    [InlineData("c.n != 'x'", "true")]
    [InlineData("c.n <> 5", "false")]
    [InlineData("c.a = [1, 2]", "true")]
    [InlineData("c.a = [2, 1]", "false")]
    [InlineData("c.o = {'x': 1}", "true")]
    [InlineData("{'a': 1, 'b': 2} = {'b': 2, 'a': 1}", "true")]
    public void Equality_holds_within_a_type_and_undefined_stays_undefined(string expression, string expected) =>
        Assert.Equal(expected, SqlTest.Evaluate(expression, Item));

    [Theory]
    [InlineData("c.n > 4", "true")]
    [InlineData("c.n >= 5", "true")]
    [InlineData("c.s < 'ricf'", "true")]
    [InlineData("false < true", "true")]
    [InlineData("c.n > '4'", "undefined")]
    [InlineData("c.z < 1", "undefined")]
    [InlineData("c.none > 1", "undefined")]
    [InlineData("c.a > [0]", "undefined")]
    [InlineData("null >= null", "true")]
    public void Order_holds_only_within_a_scalar_type(string expression, string expected) =>
        Assert.Equal(expected, SqlTest.Evaluate(expression, Item));

    [Theory]
    [InlineData("true AND true", "true")]
    [InlineData("false AND c.none", "false")]
    [InlineData("c.none AND false", "false")]
    [InlineData("true AND c.none", "undefined")]
    [InlineData("true OR c.none", "true")]
    [InlineData("c.none OR true", "true")]
    [InlineData("false OR c.none", "undefined")]
    [InlineData("NOT c.none", "undefined")]
    [InlineData("NOT c.t", "false")]
    [InlineData("NOT 1", "undefined")]
    [InlineData("1 AND true", "undefined")]
    [InlineData("false OR true AND false", "false")]
    [InlineData("(true OR true) AND false", "false")]
    public void Logic_has_three_values(string expression, string expected) =>
        Assert.Equal(expected, SqlTest.Evaluate(expression, Item));

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("7 % 4", "3")]
    [InlineData("1 / 4", "0.25")]
    [InlineData("1 / 0", "undefined")]
    [InlineData("-c.n", "-5")]
    [InlineData("c.n - -1", "6")]
    [InlineData("1 + '1'", "undefined")]
    [InlineData("6 & 3", "2")]
    [InlineData("6 | 3", "7")]
    [InlineData("6 ^ 3", "5")]
    [InlineData("~5", "-6")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("c.s || '!'", "\"rice!\"")]
    [InlineData("c.s || 1", "undefined")]
    public void Arithmetic_needs_numbers_and_concatenation_text(string expression, string expected) =>
        Assert.Equal(expected, SqlTest.Evaluate(expression, Item));

    [Theory]
    [InlineData("c.n IN (1, 5)", "true")]
    [InlineData("c.n NOT IN (1, 5)", "false")]
    [InlineData("c.none IN (1)", "undefined")]
    [InlineData("c.n BETWEEN 5 AND 6", "true")]
    [InlineData("c.s BETWEEN 'a' AND 'z'", "true")]
    [InlineData("c.n BETWEEN 'a' AND 'z'", "undefined")]
    [InlineData("c.none ?? 'else'", "\"else\"")]
    [InlineData("c.z ?? 'else'", "null")]
    [InlineData("c.t ? 1 : 2", "1")]
    [InlineData("c.none ? 1 : 2", "2")]
    [InlineData("c.a[1]", "2")]
    [InlineData("c.a[2]", "undefined")]
    [InlineData("c['o']['x']", "1")]
    [InlineData("c.n.x", "undefined")]
    public void Other_operators_do_as_documented(string expression, string expected) =>
        Assert.Equal(expected, SqlTest.Evaluate(expression, Item));

    [Theory]
    [InlineData("'chicken rice' LIKE '%rice'", "true")]
    [InlineData("'rice bowl' LIKE '%rice'", "false")]
    [InlineData("'cat' LIKE 'c_t'", "true")]
    [InlineData("'cat' LIKE '[abc]at'", "true")]
    [InlineData("'cat' LIKE '[^abc]at'", "false")]
    [InlineData("'cat' LIKE '[a-d]at'", "true")]
    [InlineData("'100%' LIKE '100!%' ESCAPE '!'", "true")]
    [InlineData("'1000' LIKE '100!%' ESCAPE '!'", "false")]
    [InlineData("'a.c' LIKE 'a.c'", "true")]
    [InlineData("'abc' LIKE 'a.c'", "false")]
    [InlineData("'a\\nb' LIKE 'a%b'", "true")]
    [InlineData("5 LIKE '5'", "undefined")]
    public void Like_matches_the_whole_text(string expression, string expected) =>
        Assert.Equal(expected, SqlTest.Evaluate(expression, Item));
}
