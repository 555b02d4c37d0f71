using System.Text.Json;
using System.Text.Json.Serialization;

namespace QNom.Queues.Estimation;

/// <summary>Keeps a state in a JSON document: one base64 string, since numbers written out would take four times the space.</summary>
public sealed class EstimatorStateConverter : JsonConverter<EstimatorState>
{
    /// <inheritdoc/>
    public override EstimatorState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return StateCodec.Read(reader.GetBytesFromBase64());
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or EndOfStreamException or InvalidDataException)
        {
            throw new JsonException("This is no estimator state.", exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EstimatorState value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(StateCodec.Write(value));
}
