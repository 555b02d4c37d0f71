using System.Diagnostics.CodeAnalysis;

namespace QNom.Local.Cosmos.Values;

/// <summary>An immutable JSON object that keeps the order of its properties.</summary>
internal sealed class ObjectValue(KeyValuePair<string, Value>[] properties)
{
    public static ObjectValue Empty { get; } = new([]);

    public int Count => properties.Length;

    public ReadOnlySpan<KeyValuePair<string, Value>> Properties => properties;

    public static ObjectValue Of(params ReadOnlySpan<(string Name, Value Value)> properties)
    {
        var kept = new List<KeyValuePair<string, Value>>(properties.Length);
        foreach (var (name, value) in properties)
        {
            if (!value.IsUndefined)
                kept.Add(new(name, value));
        }

        return new([.. kept]);
    }

    public bool TryGet(string name, [MaybeNullWhen(false)] out Value value)
    {
        // Objects are small: a scan beats a dictionary that would have to be built for each document read.
        foreach (var property in properties)
        {
            if (string.Equals(property.Key, name, StringComparison.Ordinal))
            {
                value = property.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>A copy in which the property has this value, in its old place or at the end.</summary>
    public ObjectValue With(string name, Value value)
    {
        var index = IndexOf(name);
        if (index < 0)
            return new([.. properties, new(name, value)]);
        var copy = (KeyValuePair<string, Value>[])properties.Clone();
        copy[index] = new(name, value);
        return new(copy);
    }

    /// <summary>A copy without these properties.</summary>
    public ObjectValue Without(params ReadOnlySpan<string> names)
    {
        var kept = new List<KeyValuePair<string, Value>>(properties.Length);
        foreach (var property in properties)
        {
            if (!names.Contains(property.Key))
                kept.Add(property);
        }

        return new([.. kept]);
    }

    private int IndexOf(string name) =>
        Array.FindIndex(properties, p => string.Equals(p.Key, name, StringComparison.Ordinal));
}
