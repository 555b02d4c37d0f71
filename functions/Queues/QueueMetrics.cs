using System.Diagnostics.Metrics;

namespace QNom.Queues;

/// <summary>What is measured of live waits, beside how right they were and what was held back.</summary>
internal static class QueueMetrics
{
    private static readonly Meter Meter = new("QNom.Queues");

    private static readonly Counter<long> Reports = Meter.CreateCounter<long>(
        "qnom.queues.reports", "{report}", "What was said of queues, by source and by what became of it.");

    private static readonly Histogram<double> StatusAge = Meter.CreateHistogram(
        "qnom.queues.status_age", "s", "How old the newest evidence was behind the statuses that were answered.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [15, 30, 60, 120, 300, 600, 900, 1800, 3600] });

    /// <summary>Counts reports.</summary>
    /// <param name="source">Who said it: diner, device, sensor or stall.</param>
    /// <param name="outcome">What became of it: counted, held or repeated.</param>
    /// <param name="count">How many.</param>
    public static void Count(string source, string outcome, int count = 1) => Reports.Add(
        count, new KeyValuePair<string, object?>("source", source), new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>Measures how old a status is that is answered; one without evidence has no age.</summary>
    public static void Answered(DateTimeOffset? updatedAt, TimeProvider time)
    {
        if (updatedAt is { } newest && StatusAge.Enabled)
            StatusAge.Record((time.GetUtcNow() - newest).TotalSeconds);
    }
}
