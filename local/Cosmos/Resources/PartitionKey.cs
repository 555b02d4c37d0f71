using System.Text.Json;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Resources;

/// <summary>The value of an item's partition key: a string, number, boolean, null, or undefined (the item has none).</summary>
internal readonly record struct PartitionKey
{
    // https://learn.microsoft.com/azure/cosmos-db/concepts-limits
    private const int MaxBytes = 2048;
    private const string UndefinedText = "[{}]";

    private PartitionKey(string text) => Text = text;

    /// <summary>The canonical form, a JSON array of one: also the key under which items are stored.</summary>
    public string Text { get; }

    /// <summary>Reads the header <c>x-ms-documentdb-partitionkey</c>.</summary>
    /// <exception cref="RequestRefusedException">400: it is not a JSON array of one key; 501: more than one.</exception>
    public static PartitionKey FromHeader(string header)
    {
        Value value;
        try
        {
            value = ValueReader.Parse(header);
        }
        catch (JsonException)
        {
            throw RequestRefusedException.BadRequest($"Partition key {header} is invalid.");
        }

        if (value.Kind == ValueKind.Array && value.Items.Length > 1)
            throw RequestRefusedException.NotImplemented("hierarchical partition keys");
        if (value.Kind != ValueKind.Array || value.Items.Length != 1)
            throw RequestRefusedException.BadRequest($"Partition key {header} is invalid: one component is expected.");
        return value.Items[0] is { Kind: ValueKind.Object, Properties.Count: 0 } ? new(UndefinedText) : Of(value.Items[0]);
    }

    /// <exception cref="RequestRefusedException">400: an object or array, or longer than 2 KB.</exception>
    public static PartitionKey Of(Value value)
    {
        if (value.IsUndefined)
            return new(UndefinedText);
        if (value.Kind is ValueKind.Array or ValueKind.Object)
            throw RequestRefusedException.BadRequest("A partition key must be a string, number, boolean or null.");
        var text = ValueWriter.ToJson(Value.From([value]));
        if (text.Length > MaxBytes / 4 && System.Text.Encoding.UTF8.GetByteCount(text) > MaxBytes)
            throw RequestRefusedException.BadRequest($"The partition key is longer than {MaxBytes} bytes.");
        return new(text);
    }
}
