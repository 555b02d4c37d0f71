using System.Text.Json;
using System.Text.Json.Serialization;

namespace QNom.Venues;

/// <summary>A place in WGS 84 degrees. In JSON it is a GeoJSON point: longitude first (RFC 7946).</summary>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Latitude">Degrees north.</param>
[JsonConverter(typeof(GeoJsonPointConverter))]
public readonly record struct GeoPoint(double Longitude, double Latitude)
{
    /// <summary>Southernmost latitude that counts as Singapore.</summary>
    public const double South = 1.15;

    /// <summary>Northernmost latitude that counts as Singapore.</summary>
    public const double North = 1.48;

    /// <summary>Westernmost longitude that counts as Singapore.</summary>
    public const double West = 103.59;

    /// <summary>Easternmost longitude that counts as Singapore.</summary>
    public const double East = 104.10;

    /// <summary>What is wrong with it as a place in Singapore, as the end of a sentence; null if nothing is.</summary>
    public string? Flaw()
    {
        if (LiesWithin(Longitude, Latitude))
            return null;
        return LiesWithin(Latitude, Longitude)
            ? "must be longitude before latitude; the two are swapped"
            : "lies outside Singapore (longitude 103.59 to 104.10, latitude 1.15 to 1.48)";
    }

    /// <summary>The same place to 5 decimals, about a metre: more would be noise that makes equal places differ.</summary>
    public GeoPoint Rounded() => new(Math.Round(Longitude, 5), Math.Round(Latitude, 5));

    private static bool LiesWithin(double longitude, double latitude) =>
        longitude is >= West and <= East && latitude is >= South and <= North;
}

/// <summary>Writes and reads <c>{"type":"Point","coordinates":[lon,lat]}</c>.</summary>
public sealed class GeoJsonPointConverter : JsonConverter<GeoPoint>
{
    private sealed record Point(string Type, double[] Coordinates);

    /// <inheritdoc/>
    public override GeoPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<Point>(ref reader, options) is { Type: "Point", Coordinates: [var longitude, var latitude] }
            ? new GeoPoint(longitude, latitude)
            : throw new JsonException("A place must be a GeoJSON point with a longitude and a latitude.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, GeoPoint value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Point");
        writer.WriteStartArray("coordinates");
        writer.WriteNumberValue(value.Longitude);
        writer.WriteNumberValue(value.Latitude);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
