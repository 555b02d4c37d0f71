using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using QNom.Local.Telemetry;
using QNom.Tests.Integration.Operations;
using QNom.Venues;

namespace QNom.Tests.Integration.Telemetry;

/// <summary>A cloud whose telemetry is kept: what <c>--otel</c> prints.</summary>
public sealed class TelemetryCloud : OperationsCloud
{
    private readonly Lines lines = new();

    /// <summary>All that was told so far, a line of JSON each; of metrics their sums until now.</summary>
    public IReadOnlyList<string> Told
    {
        get
        {
            Cloud.Functions.Services.GetRequiredService<MeterProvider>().ForceFlush();
            return lines.Written;
        }
    }

    protected override OtelOptions Telemetry => new(null) { Output = lines };

    /// <summary>The spans of a trace that have ended, in the order in which they began.</summary>
    public IReadOnlyList<JsonElement> Trace(string traceId) =>
    [
        .. lines.Written.Where(line => line.Contains(traceId, StringComparison.Ordinal) && line.StartsWith("{\"traceId\"", StringComparison.Ordinal))
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .OrderBy(span => span.GetProperty("startTimeUnixNano").GetString(), StringComparer.Ordinal),
    ];

    /// <summary>Makes a centre with one stall.</summary>
    public async Task<(string Site, string Venue)> BuildAsync(string name)
    {
        var services = Cloud.Functions.Services;
        var facts = new SiteFacts($"{name} centre", "069111", "1 Any Street", new GeoPoint(103.84, 1.28), 10, "Existing");
        var venue = Venue.Create($"{name}-stall", $"{name}-centre", "Stall", Cuisine.Malay, facts.Location, demo: true);
        await services.GetRequiredService<VenueStore>().CreateAsync(venue, CancellationToken.None);
        await services.GetRequiredService<SiteStore>().AddAsync(venue.SiteId, facts, [StallCard.Of(venue)], CancellationToken.None);
        return (venue.SiteId, venue.VenueId);
    }

    private sealed class Lines : StringWriter
    {
        private readonly Lock gate = new();
        private readonly List<string> written = [];

        public IReadOnlyList<string> Written
        {
            get
            {
                lock (gate)
                    return [.. written];
            }
        }

        public override void WriteLine(string? value)
        {
            lock (gate)
                written.Add(value ?? "");
        }
    }
}

/// <summary>The tests that share the cloud whose telemetry is kept.</summary>
[CollectionDefinition(nameof(TelemetryCloud))]
public sealed class SharedTelemetry : ICollectionFixture<TelemetryCloud>;
