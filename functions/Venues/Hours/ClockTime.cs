using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace QNom.Venues.Hours;

/// <summary>A time on the wall clock in Singapore, to the minute. In JSON <c>HH:mm</c>, from <c>00:00</c> to <c>24:00</c>.</summary>
/// <param name="Minutes">Minutes since midnight, 0 to 1440.</param>
[JsonConverter(typeof(ClockTimeConverter))]
public readonly record struct ClockTime(int Minutes)
{
    /// <summary>What it looks like, as a regular expression.</summary>
    public const string Pattern = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";

    /// <summary>The minutes of a day.</summary>
    public const int Day = 24 * 60;

    /// <summary>What the API document says of it.</summary>
    internal static JsonObject Schema => new() { ["type"] = "string", ["pattern"] = Pattern };

    /// <summary>Reads <c>HH:mm</c>; null if the text is anything else.</summary>
    public static ClockTime? Read(string? text) =>
        text is [_, _, ':', _, _]
        && int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
        && int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
        && minute < 60 && (hour * 60) + minute <= Day
            ? new ClockTime((hour * 60) + minute)
            : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Minutes / 60:00}:{Minutes % 60:00}");
}

/// <summary>Writes and reads <c>"HH:mm"</c>.</summary>
public sealed class ClockTimeConverter : JsonConverter<ClockTime>
{
    /// <inheritdoc/>
    public override ClockTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? ClockTime.Read(reader.GetString()) : null)
        // Without a message of our own, so that it is told like any other value that does not fit, with its place.
        ?? throw new JsonException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ClockTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
