using System.Text;
using System.Text.Json.Nodes;

namespace QNom.Tests.Venues;

/// <summary>Makes files in the form of the National Environment Agency's hawker-centre list, right and wrong ones.</summary>
public static class NeaFile
{
    private static readonly string[] Statuses =
        ["Existing", "Existing (new)", "Existing (replacement)", "Interim Centre", "Under Construction"];

    /// <summary>A file of made-up centres, all of them right.</summary>
    public static JsonObject Make(int rows) => new()
    {
        ["type"] = "FeatureCollection",
        ["name"] = "MADE_UP_HAWKER_CENTRES",
        ["features"] = new JsonArray([.. Enumerable.Range(0, rows).Select(Row)]),
    };

    /// <summary>The file's bytes.</summary>
    public static byte[] Bytes(this JsonNode file) => Encoding.UTF8.GetBytes(file.ToJsonString());

    /// <summary>The file's rows.</summary>
    public static JsonArray Features(this JsonNode file) => file["features"]!.AsArray();

    /// <summary>A row's properties.</summary>
    public static JsonObject Properties(this JsonNode row) => row["properties"]!.AsObject();

    /// <summary>Twenty ways in which a row can be wrong, each different, and what must be said of it.</summary>
    public static IReadOnlyList<Breakage> Breakages { get; } =
    [
        Property("a postal code that lost its zero", "ADDRESSPOSTALCODE", "69184", "has five digits; a leading zero may have been lost (069184)"),
        Property("a postal code that became a number", "ADDRESSPOSTALCODE", 69184, "must be text"),
        Property("a postal code with a letter", "ADDRESSPOSTALCODE", "S69184", "must be six digits"),
        Property("a postal sector that does not exist", "ADDRESSPOSTALCODE", "741234", "starts with 74, which is no postal sector"),
        Without("no postal code", "ADDRESSPOSTALCODE"),
        new("no geometry", row => row.Remove("geometry"), "/geometry", "must be a GeoJSON point"),
        new("a line for a point", row => row["geometry"]!["type"] = "LineString", "/geometry", "must be a GeoJSON point"),
        Coordinates("swapped coordinates", [1.28033, 103.84474], "must be longitude before latitude; the two are swapped"),
        Coordinates("a place in Malaysia", [103.74, 1.52], "lies outside Singapore (longitude 103.59 to 104.10, latitude 1.15 to 1.48)"),
        Coordinates("one coordinate", [103.84474], "must be two numbers, longitude and latitude"),
        Coordinates("coordinates as text", ["103.84474", "1.28033"], "must be two numbers, longitude and latitude"),
        Property("a name of one letter", "NAME", "M", "must be 2 to 100 characters long and is 1"),
        Property("a name of 101 letters", "NAME", new string('m', 101), "must be 2 to 100 characters long and is 101"),
        Without("no name", "NAME"),
        new("the name of another row", row => row.Properties()["NAME"] = "Made-up Centre 0", "/properties/NAME", "repeats row 0"),
        Property("a negative number of stalls", "NUMBER_OF_COOKED_FOOD_STALLS", -1, "must be a whole number from 0 to 500"),
        Property("a number of stalls in words", "NUMBER_OF_COOKED_FOOD_STALLS", "forty", "must be a number"),
        Property("half a stall", "NUMBER_OF_COOKED_FOOD_STALLS", 39.5, "must be a whole number from 0 to 500"),
        Property("an unknown status", "STATUS", "Haunted", "must be one of Existing, Existing (new), Existing (replacement), Interim Centre, Under Construction, Proposed, Closed, Demolished"),
        new("no properties", row => row["properties"] = null, "/properties", "must be an object"),
    ];

    private static JsonNode Row(int i) => new JsonObject
    {
        ["type"] = "Feature",
        ["geometry"] = new JsonObject
        {
            ["type"] = "Point",
            ["coordinates"] = new JsonArray(103.65 + (i % 20 * 0.02) + 1.23456e-7, 1.25 + (i / 20 * 0.02)),
        },
        ["properties"] = new JsonObject
        {
            ["OBJECTID"] = 1000 + i,
            ["ADDRESSPOSTALCODE"] = $"{(i % 73) + 1:00}{1000 + i}",
            ["ADDRESSSTREETNAME"] = $"MADE-UP STREET {i}",
            ["ADDRESSBLOCKHOUSENUMBER"] = $"{i + 1}A",
            ["NAME"] = $"Made-up Centre {i}",
            ["STATUS"] = Statuses[i % Statuses.Length],
            ["AWARDED_DATE"] = null,
            ["NUMBER_OF_COOKED_FOOD_STALLS"] = i * 3 % 230,
        },
    };

    private static Breakage Property(string kind, string name, JsonNode value, string reason) =>
        new(kind, row => row.Properties()[name] = value.DeepClone(), $"/properties/{name}", reason);

    private static Breakage Without(string kind, string name) =>
        new(kind, row => row.Properties().Remove(name), $"/properties/{name}", "is missing");

    private static Breakage Coordinates(string kind, JsonArray pair, string reason) =>
        new(kind, row => row["geometry"]!["coordinates"] = pair.DeepClone(), "/geometry/coordinates", reason);
}

/// <summary>A way in which a row can be wrong.</summary>
/// <param name="Kind">What it is called.</param>
/// <param name="Break">Does it to a row.</param>
/// <param name="At">Where it must be reported, below the row.</param>
/// <param name="Reason">The reason that must be given.</param>
public sealed record Breakage(string Kind, Action<JsonObject> Break, string At, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => Kind;
}
