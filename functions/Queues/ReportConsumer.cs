using Microsoft.Extensions.Logging;
using QNom.Platform.Messaging;
using QNom.Queues.Estimation;

namespace QNom.Queues;

/// <summary>Counts accepted reports, each once, however often and in whatever order their messages come.</summary>
public sealed partial class ReportConsumer(
    QueueStore store, Outbox<QueueOutboxMessage> outbox, TimeProvider time, Random jitter, ILogger<ReportConsumer> logger)
{
    // At one venue only one commit wins at a time. With 24 messages in flight per instance this many attempts are enough for
    // all of them; beyond that the queue itself retries later.
    private const int Attempts = 24;

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

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await store.FindHeadAsync(message.VenueId, cancellationToken);
            var (head, change) = Fold(stored?.Document ?? new QueueHead { VenueId = message.VenueId }, message);

            switch (await store.CommitAsync(ToDocument(message), head, stored?.ETag, change, cancellationToken))
            {
                case CommitOutcome.Committed:
                    if (change is not null)
                        await outbox.DispatchAsync(change, cancellationToken);
                    return;
                case CommitOutcome.Duplicate:
                    Log.Duplicate(logger, message.ReportId);
                    return;
                default:
                    // Spread the competitors out: up to 2 ms times the number of attempts so far.
                    await Task.Delay(TimeSpan.FromMilliseconds(jitter.NextDouble() * 2 * (attempt + 1)), time, cancellationToken);
                    break;
            }
        }

        throw new TimeoutException($"The head of a venue's queue changed {Attempts} times while a report was folded in.");
    }

    private (QueueHead Head, QueueOutboxMessage? Change) Fold(QueueHead head, ReportMessage message)
    {
        var now = time.GetUtcNow();
        var next = head with
        {
            Sequence = head.Sequence + 1,
            Reports = head.Reports + 1,
            UpdatedAt = head.UpdatedAt > message.ReceivedAt ? head.UpdatedAt : message.ReceivedAt,
            Estimator = WaitEstimator.Singapore.Update(
                head.Estimator,
                new Evidence(message.ReceivedAt, SourceKind.Crowd, message.WaitMinutes, message.QueueLength)),
        };
        var status = StatusView.Of(next, now);
        var published = PublishedStatus.Of(status);

        return head.Published?.IsOutdatedBy(published) == false
            ? (next, null)
            : (next with { Published = published },
                QueueOutboxMessage.Of(new QueueChanged(QueueChanged.CurrentSchema, next.VenueId, next.Sequence, status), now));
    }

    private static ReportDocument ToDocument(ReportMessage message) => new()
    {
        Id = message.ReportId,
        VenueId = message.VenueId,
        Reporter = message.Reporter,
        ReceivedAt = message.ReceivedAt,
        WaitMinutes = message.WaitMinutes,
        QueueLength = message.QueueLength,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Report {ReportId} was counted before.")]
        public static partial void Duplicate(ILogger logger, string reportId);
    }
}
