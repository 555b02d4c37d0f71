namespace QNom.Local.Cosmos.Values;

/// <summary>Equality and order of values. Strings compare by code unit, as the service does without a collation.</summary>
internal static class ValueOrder
{
    /// <summary>A total order: by type first (see <see cref="ValueKind"/>), then within the type.</summary>
    public static int Compare(Value left, Value right)
    {
        if (left.Kind != right.Kind)
            return left.Kind.CompareTo(right.Kind);
        return left.Kind switch
        {
            ValueKind.Boolean => left.IsTrue.CompareTo(right.IsTrue),
            ValueKind.Number => CompareNumbers(left, right),
            ValueKind.String => string.CompareOrdinal(left.Text, right.Text),
            ValueKind.Array => CompareArrays(left.Items, right.Items),
            ValueKind.Object => CompareObjects(left.Properties, right.Properties),
            _ => 0,
        };
    }

    /// <summary>Deep equality; the order of properties does not count.</summary>
    public static bool AreEqual(Value left, Value right)
    {
        if (left.Kind != ValueKind.Object && left.Kind != ValueKind.Array)
            return Compare(left, right) == 0;
        if (left.Kind != right.Kind)
            return false;
        return left.Kind == ValueKind.Array
            ? AreEqual(left.Items, right.Items)
            : AreEqual(left.Properties, right.Properties);
    }

    private static bool AreEqual(Value[] left, Value[] right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (!AreEqual(left[i], right[i]))
                return false;
        }

        return true;
    }

    private static bool AreEqual(ObjectValue left, ObjectValue right)
    {
        if (left.Count != right.Count)
            return false;
        foreach (var property in left.Properties)
        {
            if (!right.TryGet(property.Key, out var other) || !AreEqual(property.Value, other))
                return false;
        }

        return true;
    }

    private static int CompareNumbers(Value left, Value right) => left.IsInteger && right.IsInteger
        ? left.Integer.CompareTo(right.Integer)
        : left.Number.CompareTo(right.Number);

    private static int CompareArrays(Value[] left, Value[] right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (Compare(left[i], right[i]) is var order and not 0)
                return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int CompareObjects(ObjectValue left, ObjectValue right)
    {
        var leftProperties = Sorted(left);
        var rightProperties = Sorted(right);
        for (var i = 0; i < Math.Min(leftProperties.Length, rightProperties.Length); i++)
        {
            var byName = string.CompareOrdinal(leftProperties[i].Key, rightProperties[i].Key);
            if (byName != 0)
                return byName;
            if (Compare(leftProperties[i].Value, rightProperties[i].Value) is var byValue and not 0)
                return byValue;
        }

        return left.Count.CompareTo(right.Count);
    }

    private static KeyValuePair<string, Value>[] Sorted(ObjectValue value)
    {
        var properties = value.Properties.ToArray();
        Array.Sort(properties, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return properties;
    }
}
