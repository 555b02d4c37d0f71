using System.Buffers;
using System.Text.Json;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Http;

/// <summary>The envelope of every list: <c>{"_rid": owner, "Documents": […], "_count": n}</c>.</summary>
internal static class FeedBody
{
    public static byte[] OfValues(string ownerResourceId, string name, IReadOnlyCollection<Value> items) =>
        Write(ownerResourceId, name, items.Count, writer =>
        {
            foreach (var item in items)
                ValueWriter.Write(writer, item);
        });

    /// <param name="items">Whole JSON values in UTF-8.</param>
    public static byte[] OfJson(string ownerResourceId, string name, IReadOnlyCollection<ReadOnlyMemory<byte>> items) =>
        Write(ownerResourceId, name, items.Count, writer =>
        {
            foreach (var item in items)
                writer.WriteRawValue(item.Span, skipInputValidation: true);
        });

    private static byte[] Write(string ownerResourceId, string name, int count, Action<Utf8JsonWriter> writeItems)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, ValueWriter.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("_rid", ownerResourceId);
            writer.WriteStartArray(name);
            writeItems(writer);
            writer.WriteEndArray();
            writer.WriteNumber("_count", count);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
