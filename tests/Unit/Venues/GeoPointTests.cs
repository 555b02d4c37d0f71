using System.Text.Json;
using QNom.Platform;
using QNom.Venues;

namespace QNom.Tests.Unit.Venues;

public sealed class GeoPointTests
{
    [Theory]
    [InlineData(103.59, 1.15)]
    [InlineData(104.10, 1.48)]
    [InlineData(103.84474, 1.28033)]
    public void A_place_on_or_within_the_bounds_is_in_Singapore(double longitude, double latitude) =>
        Assert.Null(new GeoPoint(longitude, latitude).Flaw());

    [Theory]
    [InlineData(103.5899, 1.3)]
    [InlineData(104.1001, 1.3)]
    [InlineData(103.8, 1.1499)]
    [InlineData(103.8, 1.4801)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 1.3)]
    [InlineData(103.8, double.PositiveInfinity)]
    public void A_place_beyond_the_bounds_is_not(double longitude, double latitude) =>
        Assert.StartsWith("lies outside Singapore", new GeoPoint(longitude, latitude).Flaw(), StringComparison.Ordinal);

    [Fact]
    public void Swapped_coordinates_are_called_swapped() =>
        Assert.Contains("swapped", new GeoPoint(1.28033, 103.84474).Flaw(), StringComparison.Ordinal);

    [Fact]
    public void In_JSON_a_place_is_a_GeoJSON_point_with_the_longitude_first()
    {
        var json = JsonSerializer.Serialize(new GeoPoint(103.84474, 1.28033), Json.Documents);

        Assert.Equal("""{"type":"Point","coordinates":[103.84474,1.28033]}""", json);
        Assert.Equal(new GeoPoint(103.84474, 1.28033), JsonSerializer.Deserialize<GeoPoint>(json, Json.Documents));
    }

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[103.8,1.3]}""")]
    [InlineData("""{"type":"Point","coordinates":[103.8]}""")]
    [InlineData("""{"type":"Point"}""")]
    [InlineData("null")]
    [InlineData("[103.8,1.3]")]
    public void Other_JSON_is_not_read_as_a_place(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<GeoPoint>(json, Json.Documents));

    [Fact]
    public void Rounding_twice_is_rounding_once()
    {
        var once = new GeoPoint(103.84661927383159, 1.2792312094873002).Rounded();

        Assert.Equal(new GeoPoint(103.84662, 1.27923), once);
        Assert.Equal(once, once.Rounded());
    }
}
