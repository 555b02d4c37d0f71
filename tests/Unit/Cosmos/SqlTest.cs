using QNom.Local.Cosmos;
using QNom.Local.Cosmos.Sql;
using QNom.Local.Cosmos.Values;

namespace QNom.Tests.Unit.Cosmos;

/// <summary>Runs SQL over one item, without a store.</summary>
internal static class SqlTest
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 4, 5, 6, TimeSpan.Zero);

    /// <summary>The expression's value as JSON, or <c>undefined</c>.</summary>
    public static string Evaluate(string expression, string item = "{}") =>
        Run($"SELECT VALUE [{expression}] FROM c", item) switch
        {
            "[]" => "undefined",
            var array => array[1..^1],
        };

    /// <summary>All results, joined by a space.</summary>
    public static string Run(string sql, string item = "{}", params (string Name, string Json)[] parameters)
    {
        var evaluator = new Evaluator(parameters.ToDictionary(p => p.Name, p => ValueReader.Parse(p.Json)), Now);
        var scope = new Scope(null, Evaluator.RootName, ValueReader.Parse(item));
        return string.Join(' ', SelectEvaluator.Run(Parser.Parse(sql), evaluator, scope));
    }

    /// <summary>The reason for which a query is refused.</summary>
    public static string Refusal(string sql)
    {
        var refusal = Assert.Throws<RequestRefusedException>(() => Run(sql));
        Assert.Equal(400, refusal.Status);
        return refusal.Message;
    }
}
