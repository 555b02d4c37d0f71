using System.Diagnostics.Metrics;

namespace QNom.Partners.Webhooks;

/// <summary>What is measured of webhooks that we send.</summary>
internal static class DeliveryMetrics
{
    private static readonly Meter Meter = new("QNom.Partners");

    // In seconds: from at once to the last of the attempts, three days later.
    private static readonly Histogram<double> Lag = Meter.CreateHistogram(
        "qnom.webhooks.lag", "s", "From an event until a partner's system took it, or it was given up; by outcome.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 21_600, 86_400, 259_200] });

    /// <summary>Measures a delivery that came to its end; one that is tried again is not at it.</summary>
    public static void Ended(WebhookDelivery delivery, DateTimeOffset now)
    {
        if (delivery.State != DeliveryState.Pending)
            Lag.Record((now - delivery.At).TotalSeconds, new KeyValuePair<string, object?>("outcome", delivery.State == DeliveryState.Delivered ? "delivered" : "failed"));
    }
}
