using Microsoft.Extensions.Logging;
using QNom.Queues.Estimation;

namespace QNom.Queues;

/// <summary>Counts accepted reports, each once, however often and in whatever order their messages come.</summary>
public sealed partial class ReportConsumer(QueueHeads heads, TimeProvider time, ILogger<ReportConsumer> logger)
{
    // A report is known for as long as its document is kept; one that comes later might be counted a second time. A day is
    // left for the attempts.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(89);

    /// <summary>Folds a report into its venue's head.</summary>
    /// <exception cref="InvalidDataException">The report is too old to tell whether it was counted before.</exception>
    /// <exception cref="TimeoutException">The head kept changing; the message must be delivered again.</exception>
    public async Task ConsumeAsync(ReportMessage message, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - message.ReceivedAt > Oldest)
            throw new InvalidDataException($"A report is older than the {Oldest.Days} days in which reports are counted.");

        var change = await heads.ChangeAsync(
            message.VenueId, head => Fold(head, message), ToDocument(message), cancellationToken);
        if (!change.Changed)
            Log.Duplicate(logger, message.ReportId);
    }

    private static QueueHead Fold(QueueHead head, ReportMessage message)
    {
        var newest = message.ServedAt ?? message.ObservedAt;
        return head with
        {
            Reports = head.Reports + 1,
            UpdatedAt = head.UpdatedAt > newest ? head.UpdatedAt : newest,
            Estimator = WaitEstimator.Singapore.Update(head.Estimator, ToEvidence(message)),
        };
    }

    // A report counts at the time it speaks of, however much later it is told.
    private static Evidence ToEvidence(ReportMessage message) =>
        message is { JoinedAt: { } joined, ServedAt: { } served }
            ? new Evidence(joined, SourceKind.Crowd, (served - joined).TotalMinutes, null, Timed: true)
            : new Evidence(message.ObservedAt, SourceKind.Crowd, message.WaitMinutes, message.QueueLength);

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
