using System.Diagnostics.Metrics;

namespace QNom.Payments.Webhooks;

/// <summary>What is measured of webhooks that providers send.</summary>
internal static class WebhookMetrics
{
    private static readonly Meter Meter = new("QNom.Payments");

    // In seconds: from what a diner does not notice to what a stall waits for.
    private static readonly Histogram<double> Lag = Meter.CreateHistogram(
        "qnom.payments.webhook_lag", "s", "From a webhook's arrival until what it says was applied, by source.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600] });

    /// <summary>Measures how long it took to apply a webhook.</summary>
    public static void Applied(string source, TimeSpan lag) => Lag.Record(lag.TotalSeconds, new KeyValuePair<string, object?>("source", source));
}
