namespace QNom.Tests.Unit.Cosmos;

/// <summary>What the SQL parser takes, and how it refuses the rest.</summary>
public sealed class ParserTests
{
    private const string Item = """{"id":"1","n":2,"tags":["a","b"],"o":{"p":[{"q":1},{"q":2}]}}""";

    [Theory]
    [InlineData("SELECT VALUE 1", "1")]
    [InlineData("select value c.n from c", "2")]
    [InlineData("SELECT VALUE root.n FROM root", "2")]
    [InlineData("SELECT VALUE x.n FROM anything AS x", "2")]
    [InlineData("SELECT VALUE x.n FROM anything x WHERE x.n = 2", "2")]
    [InlineData("SELECT VALUE p.q FROM c JOIN p IN c.o.p", "1 2")]
    [InlineData("SELECT VALUE p FROM c.o.p", """[{"q":1},{"q":2}]""")]
    [InlineData("SELECT VALUE [t, p.q] FROM c JOIN t IN c.tags JOIN p IN c.o.p", """["a",1] ["a",2] ["b",1] ["b",2]""")]
    [InlineData("SELECT VALUE s.t FROM c JOIN (SELECT VALUE {'t': t} FROM t IN c.tags WHERE t != 'a') AS s", "\"b\"")]
    [InlineData("SELECT VALUE (SELECT VALUE COUNT(1) FROM t IN c.tags) FROM c", "2")]
    [InlineData("SELECT c.id -- a comment\nFROM c /* another */", """{"id":"1"}""")]
    [InlineData("SELECT VALUE \"it's\" FROM c", "\"it's\"")]
    [InlineData("SELECT VALUE 'it\\'s' FROM c", "\"it's\"")]
    [InlineData("SELECT VALUE '\\u9e21' FROM c", "\"鸡\"")]
    [InlineData("SELECT VALUE 1.5e3 FROM c", "1500")]
    [InlineData("SELECT VALUE c.none FROM c", "")]
    [InlineData("SELECT c.none FROM c", "{}")]
    [InlineData("SELECT VALUE {'a': c.n, 'b': c.none} FROM c", """{"a":2}""")]
    [InlineData("SELECT c['n'], c.tags[0] AS first FROM c", """{"n":2,"first":"a"}""")]
    [InlineData("SELECT DISTINCT VALUE 1 FROM c JOIN t IN c.tags", "1")]
    [InlineData("SELECT VALUE t FROM t IN c.tags ORDER BY t.x OFFSET 0 LIMIT 9", "\"a\" \"b\"")]
    public void A_query_has_this_result(string sql, string expected) => Assert.Equal(expected, SqlTest.Run(sql, Item));

    [Fact]
    public void Parameters_stand_for_values_in_any_place() =>
        Assert.Equal("2", SqlTest.Run("SELECT TOP @top VALUE c.n FROM c WHERE c.id IN (@id)", Item, ("@top", "1"), ("@id", "\"1\"")));

    [Theory]
    [InlineData("", "the end of the query", "position 0")]
    [InlineData("UPDATE c SET c.a = 1", "UPDATE", "position 0")]
    [InlineData("SELECT", "the end of the query", "position")]
    [InlineData("SELECT * FROM c WHERE", "the end of the query", "position")]
    [InlineData("SELECT * FROM c WHERE c.a = 1 c.b", "'c'", "position 30")]
    [InlineData("SELECT * FROM c WHERE (c.a = 1", "the end of the query", "position")]
    [InlineData("SELECT * FROM c WHERE c.a = 'open", "no end", "position 28")]
    [InlineData("SELECT * FROM c WHERE c.a # 1", "'#'", "position 26")]
    [InlineData("SELECT * FROM c WHERE x.a = 1", "'x'", "resolved")]
    [InlineData("SELECT c.a FROM d", "'c'", "resolved")]
    [InlineData("SELECT * FROM c WHERE NOSUCH(1)", "NOSUCH", "implement")]
    [InlineData("SELECT * FROM c WHERE ABS() = 1", "ABS", "arguments")]
    [InlineData("SELECT * FROM c WHERE ST_WITHIN(c.a, c.b)", "ST_WITHIN", "implement")]
    [InlineData("SELECT udf.tax(c.n) FROM c", "User-defined", "implement")]
    [InlineData("SELECT * FROM (SELECT * FROM c) AS d", "subquery", "implement")]
    [InlineData("SELECT * FROM c WHERE c.n = 0x1F", "Hexadecimal", "implement")]
    [InlineData("SELECT * FROM c WHERE NOT c.n = 1", "NOT", "brackets")]
    [InlineData("SELECT * FROM c WHERE COUNT(1) > 1", "aggregate", "COUNT")]
    [InlineData("SELECT VALUE COUNT(SUM(1)) FROM c", "aggregate", "SUM")]
    [InlineData("SELECT c.a, COUNT(1) FROM c", "GROUP BY", "Property reference")]
    [InlineData("SELECT c.a, COUNT(1) FROM c GROUP BY c.b", "GROUP BY", "Property reference")]
    [InlineData("SELECT * FROM c GROUP BY c.b", "GROUP BY", "SELECT *")]
    [InlineData("SELECT COUNT(1) FROM c ORDER BY c.a", "ORDER BY", "aggregates")]
    [InlineData("SELECT * FROM c ORDER BY c.a + 1", "ORDER BY", "property path")]
    [InlineData("SELECT c.a, d.a FROM c JOIN d IN c.d", "'a'", "more than once")]
    [InlineData("SELECT * FROM c JOIN c IN c.d", "'c'", "more than once")]
    [InlineData("SELECT * FROM c JOIN d IN c.d", "SELECT *", "single")]
    [InlineData("SELECT TOP -1 * FROM c", "'-'", "position")]
    [InlineData("SELECT * FROM c OFFSET 1", "the end of the query", "position")]
    public void What_is_not_understood_is_refused_by_name(string sql, string first, string second)
    {
        var message = SqlTest.Refusal(sql);
        Assert.Contains(first, message + sql, StringComparison.Ordinal);
        Assert.Contains(second, message, StringComparison.Ordinal);
    }
}
