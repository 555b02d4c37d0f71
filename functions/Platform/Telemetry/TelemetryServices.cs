using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace QNom.Platform.Telemetry;

/// <summary>
/// Sends traces, metrics and logs to where the settings say: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, any collector that speaks
/// OTLP, and <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>, Azure Monitor. Without either nothing is registered, nobody listens,
/// and the app pays for nothing. What else OpenTelemetry reads (<c>OTEL_…</c>) counts, too, as
/// <c>OTEL_TRACES_SAMPLER=traceidratio</c> with <c>OTEL_TRACES_SAMPLER_ARG</c>: by that each process decides alike on a trace.
/// </summary>
public static class TelemetryServices
{
    /// <summary>Registers the exporters that the settings ask for.</summary>
    internal static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
            services.AddListeners(configuration).UseOtlpExporter();
        if (configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 } connection)
            SendToAzureMonitor(services.AddListeners(configuration), connection);
        return services;
    }

    /// <summary>Registers what listens, for an exporter to be added to. Twice is as good as once.</summary>
    public static IOpenTelemetryBuilder AddListeners(this IServiceCollection services, IConfiguration configuration) => services
        .AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService(
            "qnom", serviceInstanceId: configuration["WEBSITE_INSTANCE_ID"] ?? Environment.MachineName))
        .WithTracing(tracing =>
        {
            tracing.AddSource(Spans.SourceName);
            // Not by what a caller says of its own trace: whoever asks to be recorded could have us record everything.
            if (configuration["OTEL_TRACES_SAMPLER"] is null)
                tracing.SetSampler(new AlwaysOnSampler());
        })
        .WithMetrics(metrics => metrics.AddMeter("QNom.*", "System.Runtime"))
        .WithLogging(
            _ => { },
            logging =>
            {
                logging.IncludeFormattedMessage = true;
                logging.ParseStateValues = true;
            })
        .WithoutForeignLines();

    // Frameworks and SDKs log addresses and headers at levels below; ours never do.
    private static IOpenTelemetryBuilder WithoutForeignLines(this IOpenTelemetryBuilder builder)
    {
        builder.Services.AddLogging(logging => logging
            .AddFilter<OpenTelemetryLoggerProvider>("Microsoft", LogLevel.Warning)
            .AddFilter<OpenTelemetryLoggerProvider>("System", LogLevel.Warning)
            .AddFilter<OpenTelemetryLoggerProvider>("Azure", LogLevel.Warning));
        return builder;
    }

    private static void SendToAzureMonitor(IOpenTelemetryBuilder telemetry, string connection)
    {
        telemetry
            .WithTracing(tracing => tracing.AddAzureMonitorTraceExporter(Configure))
            .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Configure))
            .WithLogging(logging => logging.AddAzureMonitorLogExporter(Configure));

        // The account takes no key: it is the app's identity that may send.
        void Configure(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = connection;
            options.Credential = new DefaultAzureCredential();
        }
    }
}
