using System.Globalization;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Sql;

/// <summary>https://learn.microsoft.com/azure/cosmos-db/nosql/query/date-time-functions: those of the current time.</summary>
internal static class TimeFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        Of("GetCurrentDateTime", now => Value.From(now.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture))),
        Of("GetCurrentTicks", now => Value.From((now - DateTimeOffset.UnixEpoch).Ticks)),
        Of("GetCurrentTimestamp", now => Value.From(now.ToUnixTimeMilliseconds())),
    ];

    private static Function Of(string name, Func<DateTimeOffset, Value> function) =>
        new(name, 0, 0, (evaluator, _) => function(evaluator.Now.ToUniversalTime()));
}
