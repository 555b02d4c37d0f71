using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace QNom.Local.Telemetry;

/// <summary>
/// A span as OTLP writes it in JSON (opentelemetry.io/docs/specs/otlp, "JSON Protobuf Encoding"), without the resource around it.
/// </summary>
internal static class SpanJson
{
    public static JsonObject Of(Activity span) => new()
    {
        ["traceId"] = span.TraceId.ToHexString(),
        ["spanId"] = span.SpanId.ToHexString(),
        ["parentSpanId"] = span.ParentSpanId == default ? "" : span.ParentSpanId.ToHexString(),
        ["name"] = span.DisplayName,
        // Both count in the same order; OTLP's 0 is "unspecified".
        ["kind"] = (int)span.Kind + 1,
        ["startTimeUnixNano"] = Nanoseconds(span.StartTimeUtc),
        ["endTimeUnixNano"] = Nanoseconds(span.StartTimeUtc + span.Duration),
        ["attributes"] = new JsonArray([.. span.TagObjects.Select(tag => new JsonObject { ["key"] = tag.Key, ["value"] = Value(tag.Value) })]),
        ["status"] = new JsonObject { ["code"] = (int)span.Status },
    };

    private static JsonObject Value(object? value) => value switch
    {
        bool flag => new() { ["boolValue"] = flag },
        double number => new() { ["doubleValue"] = number },
        // 64 bits do not fit into every reader's number.
        int or long => new() { ["intValue"] = Convert.ToString(value, CultureInfo.InvariantCulture) },
        _ => new() { ["stringValue"] = value?.ToString() },
    };

    private static string Nanoseconds(DateTime at) =>
        ((at - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick).ToString(CultureInfo.InvariantCulture);
}
