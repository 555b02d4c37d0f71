using System.Globalization;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Documents;

/// <summary>
/// Time to live: https://learn.microsoft.com/azure/cosmos-db/nosql/time-to-live. An item lives for its own <c>ttl</c>,
/// or else its container's default, in seconds after its last change; -1 is for ever; without a default all live for ever.
/// </summary>
internal static class Expiry
{
    /// <summary>The item's own time to live in seconds, or null if it has none.</summary>
    /// <exception cref="RequestRefusedException">400: it is neither -1 nor a positive integer.</exception>
    public static long? TtlOf(Value item) => item["ttl"] switch
    {
        { Kind: ValueKind.Undefined or ValueKind.Null } => null,
        { IsInteger: true, Integer: -1 or > 0 and <= int.MaxValue } ttl => ttl.Integer,
        _ => throw RequestRefusedException.BadRequest(
            "The input ttl is invalid: it must be a non-zero positive integer less than or equal to 2147483647, or -1."),
    };

    /// <summary>The Unix second from which the item is gone, or null if it stays.</summary>
    public static long? At(long timestamp, long? ttl, int? containerDefault) =>
        containerDefault is { } fallback && (ttl ?? fallback) is > 0 and var seconds ? timestamp + seconds : null;

    /// <summary>The same rule for all items of a container, as SQL.</summary>
    public static string RecomputeSql(long container, int? containerDefault)
    {
        if (containerDefault is not { } fallback)
            return $"UPDATE documents_{container} SET expires = NULL WHERE expires IS NOT NULL";
        var seconds = fallback.ToString(CultureInfo.InvariantCulture);
        return $"UPDATE documents_{container} SET expires = "
            + $"CASE WHEN coalesce(ttl, {seconds}) > 0 THEN ts + coalesce(ttl, {seconds}) END";
    }
}
