using System.Text.Json;
using System.Text.Json.Nodes;

namespace QNom.Accuracy;

/// <summary>The result for machines: see docs/waits.md for the names.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(string file, Result total, IReadOnlyDictionary<string, Result> venues)
    {
        var root = Of(total);
        root["venues"] = new JsonObject(venues.Select(venue => KeyValuePair.Create(venue.Key, (JsonNode?)Of(venue.Value))));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, root.ToJsonString(Indented) + "\n");
    }

    private static JsonObject Of(Result result) => new()
    {
        ["all"] = Of(result.All),
        ["recent"] = Of(result.Recent),
        ["noPosted"] = Of(result.NoPosted),
        ["noPostedRecent"] = Of(result.NoPostedRecent),
        ["forecast"] = new JsonObject(result.Forecast.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Of(f.Value)))),
        ["baselines"] = new JsonObject(result.Baselines.Select(b => KeyValuePair.Create(
            b.Key, (JsonNode?)new JsonObject { ["n"] = b.Value.N, ["mae"] = Number(b.Value.Mae) }))),
    };

    private static JsonObject Of(Score score) => new()
    {
        ["n"] = score.N,
        ["mae"] = Number(score.Mae),
        ["within5"] = Number(score.Within5),
        ["within10"] = Number(score.Within10),
        ["bias"] = Number(score.Bias),
        ["coverage80"] = Number(score.Coverage80),
        ["meanWidth"] = Number(score.MeanWidth),
        ["calibrationError"] = Number(score.CalibrationError),
    };

    // Of no rows there is no mean.
    private static JsonNode? Number(double value) => double.IsNaN(value) ? null : JsonValue.Create(Math.Round(value, 4));
}
