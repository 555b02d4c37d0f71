using System.Diagnostics.Metrics;

namespace QNom.Platform.Messaging;

/// <summary>What is measured of outboxes; here, since <see cref="Outbox{T}"/> is one class for each kind of message.</summary>
internal static class OutboxMetrics
{
    private static readonly Meter Meter = new("QNom.Platform");

    /// <summary>
    /// How long the oldest event had waited that a sweep found, by container; 0 when there was none. Sweeps are every half
    /// minute, so much over a minute means that events are not delivered.
    /// </summary>
    public static Gauge<double> Age { get; } = Meter.CreateGauge<double>(
        "qnom.outbox.age", "s", "How long the oldest event had waited that a sweep found, by container; 0 for none.");
}
