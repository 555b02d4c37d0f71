using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace QNom.Local.Cosmos.Values;

/// <summary>Writes values as JSON.</summary>
internal static class ValueWriter
{
    /// <summary>Compact, UTF-8 as it is (not \u escapes); depth is limited where values come in.</summary>
    public static JsonWriterOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = 1000,
    };

    public static byte[] ToUtf8(Value value)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, value);
        return buffer.WrittenSpan.ToArray();
    }

    public static string ToJson(Value value) => Encoding.UTF8.GetString(ToUtf8(value));

    /// <exception cref="InvalidOperationException">The value is undefined; callers leave such values out.</exception>
    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                writer.WriteNullValue();
                break;
            case ValueKind.Boolean:
                writer.WriteBooleanValue(value.IsTrue);
                break;
            case ValueKind.Number when value.IsInteger:
                writer.WriteNumberValue(value.Integer);
                break;
            case ValueKind.Number:
                writer.WriteNumberValue(value.Number);
                break;
            case ValueKind.String:
                writer.WriteStringValue(value.Text);
                break;
            case ValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case ValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.Properties.Properties)
                {
                    writer.WritePropertyName(property.Key);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException("Undefined has no JSON form.");
        }
    }
}
