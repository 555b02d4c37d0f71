using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using QNom.Local;
using QNom.Platform.Telemetry;
using QNom.Tests.Unit.Platform;

namespace QNom.Tests.Unit.Telemetry;

/// <summary>Telemetry goes where the settings say, and without any nobody listens.</summary>
public sealed class ExporterTests
{
    [Fact]
    public void Without_an_exporter_nothing_listens()
    {
        using var services = Compose([]);

        Assert.Null(services.GetService<TracerProvider>());
        Assert.Null(services.GetService<MeterProvider>());
        Assert.Null(services.GetService<LoggerProvider>());
    }

    [Fact]
    public async Task Traces_metrics_and_logs_reach_a_collector()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Take()}/");
        using var collector = new HttpListener();
        collector.Prefixes.Add(address.ToString());
        collector.Start();
        var asked = new ConcurrentDictionary<string, int>();
        var collecting = CollectAsync(collector, asked);

        await using (var services = Compose(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        }))
        {
            var (traces, metrics) = (services.GetRequiredService<TracerProvider>(), services.GetRequiredService<MeterProvider>());
            Spans.Source.StartActivity("a span")!.Dispose();
            services.GetRequiredService<ILogger<ExporterTests>>().LogWarning("a line");
            Assert.True(traces.ForceFlush() && metrics.ForceFlush() && services.GetRequiredService<LoggerProvider>().ForceFlush());
        }

        collector.Stop();
        await collecting;
        Assert.Superset(new HashSet<string> { "/v1/traces", "/v1/metrics", "/v1/logs" }, asked.Keys.ToHashSet());
        Assert.All(asked.Values, bytes => Assert.True(bytes > 0));
    }

    private static async Task CollectAsync(HttpListener collector, ConcurrentDictionary<string, int> asked)
    {
        try
        {
            while (true)
            {
                var context = await collector.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                asked.AddOrUpdate(context.Request.Url!.AbsolutePath, (int)body.Length, (_, sum) => sum + (int)body.Length);
                context.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static ServiceProvider Compose(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var builder = new ComposedServices();
        builder.Services.AddSingleton<IConfiguration>(configuration).AddLogging();
        builder.AddQNom(configuration);
        return builder.Services.BuildServiceProvider();
    }
}
