using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using QNom.Queues.Estimation;
using QNom.Queues.Trust;
using QNom.Queues.Truths;

namespace QNom.Queues;

/// <summary>Takes up accepted reports, each once, however often and in whatever order their messages come.</summary>
public sealed partial class ReportConsumer(QueueHeads heads, TimeProvider time, ILogger<ReportConsumer> logger)
{
    // A report is known for as long as its document is kept; one that comes later might be counted a second time. A day is
    // left for the attempts.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(89);

    private static readonly Meter Meter = new("QNom.Queues");
    private static readonly Counter<long> HeldBack = Meter.CreateCounter<long>(
        "qnom.queues.held_back", "{report}", "Reports that were held back, by reason.");

    private static readonly Histogram<double> Errors = Meter.CreateHistogram<double>(
        "qnom.queues.error", "min", "Absolute errors of waits that were shown, by whether the truth was within the interval.");

    /// <summary>Folds a report into its venue's head.</summary>
    /// <exception cref="InvalidDataException">The report is too old to tell whether it was counted before.</exception>
    /// <exception cref="TimeoutException">The head kept changing; the message must be delivered again.</exception>
    public async Task ConsumeAsync(ReportMessage message, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - message.ReceivedAt > Oldest)
            throw new InvalidDataException($"A report is older than the {Oldest.Days} days in which reports are counted.");

        Verdict verdict = default;
        VenueAccuracy? before = null;
        var change = await heads.ChangeAsync(
            message.VenueId,
            head =>
            {
                (var step, verdict) = Fold(head, message, time.GetUtcNow());
                before = head.Accuracy;
                return step;
            },
            cancellationToken);
        QueueMetrics.Count(
            message.FromDevice ? "device" : "diner", !change.Changed ? "repeated" : verdict.Held is null ? "counted" : "held");
        if (!change.Changed)
            Log.Duplicate(logger, message.ReportId);
        else if (change.Head!.Accuracy is { } accuracy && accuracy.All.N > before!.All.N)
            Errors.Record(Math.Abs(accuracy.Newest[^1].Error), KeyValuePair.Create<string, object?>("covered", accuracy.Newest[^1].Covered));
        else if (verdict.Held is { } reason)
            HeldBack.Add(1, KeyValuePair.Create<string, object?>("reason", reason.ToString()));
    }

    /// <summary>The head after a report, and what became of the report.</summary>
    internal static (HeadStep Step, Verdict Verdict) Fold(QueueHead head, ReportMessage message, DateTimeOffset now)
    {
        var origin = HeadTrust.OriginOf(message.Reporter, message.Network, message.Device, !message.FromDevice);
        var (step, verdict) = HeadTrust.Take(head, ToDocument(message), origin, now);
        // What is held back says nothing, and so does not make what is shown newer either.
        var newest = verdict.Held is null ? message.ServedAt ?? message.ObservedAt : head.UpdatedAt;
        // What was shown when a visit began is compared with the truth of those who are believed.
        var accuracy = message is { JoinedAt: { } joined, ServedAt: { } served } && verdict.Weight >= EstimatorModel.TeachesFromTrust / 100.0
            ? head.Accuracy.WithTruth(joined, (served - joined).TotalMinutes)
            : head.Accuracy;
        return (
            step with
            {
                Head = step.Head with
                {
                    Reports = head.Reports + 1,
                    UpdatedAt = head.UpdatedAt > newest ? head.UpdatedAt : newest,
                    Accuracy = accuracy,
                },
            },
            verdict);
    }

    private static ReportDocument ToDocument(ReportMessage message) => new()
    {
        Id = message.ReportId,
        VenueId = message.VenueId,
        Reporter = message.Reporter,
        ReceivedAt = message.ReceivedAt,
        ObservedAt = message.ObservedAt,
        FromDevice = message.FromDevice,
        WaitMinutes = message.WaitMinutes,
        QueueLength = message.QueueLength,
        JoinedAt = message.JoinedAt,
        ServedAt = message.ServedAt,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Report {ReportId} was counted before.")]
        public static partial void Duplicate(ILogger logger, string reportId);
    }
}
