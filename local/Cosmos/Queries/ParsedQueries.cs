using System.Collections.Concurrent;
using QNom.Local.Cosmos.Sql;

namespace QNom.Local.Cosmos.Queries;

/// <summary>Syntax trees by their SQL: an application sends the same few texts again and again.</summary>
internal static class ParsedQueries
{
    // Beyond this a client is writing values into its SQL; then nothing is gained by keeping more.
    private const int Capacity = 1000;

    private static readonly ConcurrentDictionary<string, SelectQuery> Queries = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, SelectQuery> Conditions = new(StringComparer.Ordinal);

    /// <exception cref="RequestRefusedException">400: see <see cref="Parser"/>.</exception>
    public static SelectQuery Query(string sql) => Get(Queries, sql, Parser.Parse);

    /// <exception cref="RequestRefusedException">400: see <see cref="Parser"/>.</exception>
    public static SelectQuery Condition(string sql) => Get(Conditions, sql, Parser.ParseCondition);

    private static SelectQuery Get(
        ConcurrentDictionary<string, SelectQuery> parsed, string sql, Func<string, SelectQuery> parse)
    {
        if (parsed.TryGetValue(sql, out var known))
            return known;
        if (parsed.Count >= Capacity)
            parsed.Clear();
        return parsed.GetOrAdd(sql, parse);
    }
}
