using System.Text;
using System.Text.Json;

namespace QNom.Local.Cosmos.Values;

/// <summary>Reads JSON into values.</summary>
internal static class ValueReader
{
    // The service's limit on nesting: https://learn.microsoft.com/azure/cosmos-db/concepts-limits
    private const int MaxDepth = 128;

    public static Value Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads one JSON text.</summary>
    /// <exception cref="JsonException">It is not well-formed, is nested too deep or repeats a property.</exception>
    public static Value Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        var value = Read(ref reader);
        if (reader.Read())
            throw new JsonException("There is more after the JSON value.");
        return value;
    }

    private static Value Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => Value.Null,
        JsonTokenType.True => Value.True,
        JsonTokenType.False => Value.False,
        JsonTokenType.String => Value.From(reader.GetString()!),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.StartObject => ReadObject(ref reader),
        var token => throw new JsonException($"Unexpected {token}."),
    };

    private static Value ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var integer))
            return Value.From(integer);
        var number = Value.From(reader.GetDouble());
        return number.IsUndefined ? throw new JsonException("A number is beyond the range of a double.") : number;
    }

    private static Value ReadArray(ref Utf8JsonReader reader)
    {
        var items = new List<Value>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Read(ref reader));
        return Value.From(items.ToArray());
    }

    private static Value ReadObject(ref Utf8JsonReader reader)
    {
        var properties = new List<KeyValuePair<string, Value>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            properties.Add(new(name, Read(ref reader)));
        }

        RefuseRepeats(properties);
        return Value.From(new ObjectValue([.. properties]));
    }

    private static void RefuseRepeats(List<KeyValuePair<string, Value>> properties)
    {
        if (properties.Count <= 16)
        {
            for (var i = 1; i < properties.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (properties[i].Key == properties[j].Key)
                        throw new JsonException($"The property '{properties[i].Key}' occurs twice.");
                }
            }

            return;
        }

        var seen = new HashSet<string>(properties.Count, StringComparer.Ordinal);
        foreach (var property in properties)
        {
            if (!seen.Add(property.Key))
                throw new JsonException($"The property '{property.Key}' occurs twice.");
        }
    }
}
