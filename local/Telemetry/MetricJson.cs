using System.Text.Json.Nodes;
using OpenTelemetry.Metrics;

namespace QNom.Local.Telemetry;

/// <summary>A metric's points since the start, one object for each set of tags.</summary>
internal static class MetricJson
{
    public static IEnumerable<JsonObject> Of(Metric metric)
    {
        // Points live in the SDK's own memory and cannot leave this loop.
        var points = new List<JsonObject>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var tags = new JsonObject();
            foreach (var tag in point.Tags)
                tags[tag.Key] = tag.Value?.ToString();
            points.Add(new JsonObject { ["metric"] = metric.Name, ["unit"] = metric.Unit, ["tags"] = tags, ["value"] = Value(metric.MetricType, point) });
        }

        return points;
    }

    private static JsonNode? Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
        MetricType.Histogram => new JsonObject { ["count"] = point.GetHistogramCount(), ["sum"] = point.GetHistogramSum() },
        _ => null,
    };
}
