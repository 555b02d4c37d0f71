using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using QNom.Platform.Telemetry;

namespace QNom.Local.Telemetry;

/// <summary>Prints what the app tells of itself, where there is no collector that would show it.</summary>
internal static class TelemetryPrinter
{
    private const int MetricsEveryMilliseconds = 10_000;

    /// <summary>Has all telemetry printed: a line for each span as it ends, each log, and each metric every ten seconds.</summary>
    public static void Add(IServiceCollection services, IConfiguration configuration, TextWriter output)
    {
        // Exports come from many threads.
        var lines = TextWriter.Synchronized(output);
        services.AddListeners(configuration)
            .WithTracing(tracing => tracing.AddProcessor(
                new SimpleActivityExportProcessor(new Printer<Activity>(span => lines.WriteLine(SpanJson.Of(span).ToJsonString())))))
            .WithMetrics(metrics => metrics.AddReader(new PeriodicExportingMetricReader(
                new Printer<Metric>(metric =>
                {
                    foreach (var point in MetricJson.Of(metric))
                        lines.WriteLine(point.ToJsonString());
                }),
                MetricsEveryMilliseconds)))
            .WithLogging(logging => logging.AddProcessor(
                new SimpleLogRecordExportProcessor(new Printer<LogRecord>(log => lines.WriteLine(Of(log).ToJsonString())))));
    }

    private static JsonObject Of(LogRecord log) => new()
    {
        ["log"] = log.FormattedMessage ?? log.Body,
        ["severity"] = log.LogLevel.ToString(),
        ["category"] = log.CategoryName,
        ["time"] = log.Timestamp.ToString("O"),
        ["traceId"] = log.TraceId == default ? null : log.TraceId.ToHexString(),
        ["spanId"] = log.SpanId == default ? null : log.SpanId.ToHexString(),
        ["attributes"] = new JsonObject((log.Attributes ?? [])
            .Where(attribute => attribute.Key != "{OriginalFormat}")
            .Select(attribute => KeyValuePair.Create(attribute.Key, (JsonNode?)attribute.Value?.ToString()))),
        ["exception"] = log.Exception?.ToString(),
    };

    private sealed class Printer<T>(Action<T> print) : BaseExporter<T>
        where T : class
    {
        public override ExportResult Export(in Batch<T> batch)
        {
            foreach (var item in batch)
                print(item);
            return ExportResult.Success;
        }
    }
}
