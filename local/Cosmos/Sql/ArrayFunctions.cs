using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Sql;

/// <summary>https://learn.microsoft.com/azure/cosmos-db/nosql/query/array-functions.</summary>
internal static class ArrayFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("ARRAY_CONTAINS", 2, 3, static (_, a) => IsArray(a[0]) && !a[1].IsUndefined
            ? Value.From(a[0].Items.Any(item => Matches(item, a[1], partial: a.Length == 3 && a[2].IsTrue)))
            : default),
        new("ARRAY_CONTAINS_ALL", 2, int.MaxValue, static (_, a) =>
            IsArray(a[0]) ? Value.From(a[1..].All(wanted => a[0].Items.Contains(wanted))) : default),
        new("ARRAY_CONTAINS_ANY", 2, int.MaxValue, static (_, a) =>
            IsArray(a[0]) ? Value.From(a[1..].Any(wanted => a[0].Items.Contains(wanted))) : default),
        new("ARRAY_LENGTH", 1, 1, static (_, a) => IsArray(a[0]) ? Value.From((long)a[0].Items.Length) : default),
        new("ARRAY_CONCAT", 2, int.MaxValue, static (_, a) =>
            a.All(IsArray) ? Value.From([.. a.SelectMany(array => array.Items)]) : default),
        new("ARRAY_SLICE", 2, 3, static (_, a) => Slice(a)),
        new("SetIntersect", 2, 2, static (_, a) =>
            a.All(IsArray) ? Value.From([.. a[0].Items.Distinct().Where(item => a[1].Items.Contains(item))]) : default),
        new("SetUnion", 2, 2, static (_, a) => a.All(IsArray) ? Value.From([.. a[0].Items.Union(a[1].Items)]) : default),
        new("SetDifference", 2, 2, static (_, a) =>
            a.All(IsArray) ? Value.From([.. a[0].Items.Distinct().Where(item => !a[1].Items.Contains(item))]) : default),
        new("CHOOSE", 2, int.MaxValue, static (_, a) =>
            a[0].IsInteger && a[0].Integer >= 1 && a[0].Integer < a.Length ? a[(int)a[0].Integer] : default),
        new("ObjectToArray", 1, 3, static (_, a) => ToArray(a)),
    ];

    private static bool IsArray(Value value) => value.Kind == ValueKind.Array;

    // A partial match: the item has at least the wanted properties.
    private static bool Matches(Value item, Value wanted, bool partial)
    {
        if (!partial || wanted.Kind != ValueKind.Object || item.Kind != ValueKind.Object)
            return ValueOrder.AreEqual(item, wanted);
        foreach (var property in wanted.Properties.Properties)
        {
            if (!Matches(item[property.Key], property.Value, partial))
                return false;
        }

        return true;
    }

    private static Value Slice(Value[] a)
    {
        if (!IsArray(a[0]) || a[1..].Any(v => !v.IsInteger))
            return Value.Undefined;
        var items = a[0].Items;
        // A negative start counts from the end.
        var start = (int)Math.Clamp(a[1].Integer < 0 ? items.Length + a[1].Integer : a[1].Integer, 0, items.Length);
        var length = a.Length == 3 ? (int)Math.Clamp(a[2].Integer, 0, items.Length - start) : items.Length - start;
        return Value.From(items[start..(start + length)]);
    }

    private static Value ToArray(Value[] a)
    {
        if (a[0].Kind != ValueKind.Object || a[1..].Any(v => v.Kind != ValueKind.String))
            return Value.Undefined;
        var (key, value) = (a.Length > 1 ? a[1].Text : "k", a.Length > 2 ? a[2].Text : "v");
        return Value.From([.. a[0].Properties.Properties.ToArray().Select(property =>
            Value.From(ObjectValue.Of((key, Value.From(property.Key)), (value, property.Value))))]);
    }
}
