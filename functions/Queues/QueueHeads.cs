using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;
using QNom.Queues.History;
using QNom.Queues.Likeness;

namespace QNom.Queues;

/// <summary>How an attempt to change a head ended.</summary>
/// <param name="Head">The head as it is now; null if the report was counted before, and the head not needed.</param>
/// <param name="Changed">Whether this attempt changed it.</param>
public sealed record HeadChange(QueueHead? Head, bool Changed);

/// <summary>
/// Changes venues' heads: together with the report that is the cause and the event that follows, all or nothing, and one
/// after the other.
/// </summary>
public sealed class QueueHeads(
    QueueStore store, NewHeads newHeads, Outbox<QueueOutboxMessage> outbox, TimeProvider time, Random jitter)
{
    // At one venue only one commit wins at a time. With 24 messages in flight per instance this many attempts are enough for
    // all of them; beyond that the caller tries again later.
    private const int Attempts = 24;

    /// <summary>Changes a head without a report, and tells read models if people would see a difference.</summary>
    /// <inheritdoc cref="ChangeAsync(string, Func{QueueHead, HeadStep}, CancellationToken)"/>
    public Task<HeadChange> ChangeAsync(string venueId, Func<QueueHead, QueueHead> change, CancellationToken cancellationToken) =>
        ChangeAsync(venueId, head => new HeadStep(change(head)), cancellationToken);

    /// <summary>Changes a head, and tells read models if people would see a difference.</summary>
    /// <param name="venueId">Whose.</param>
    /// <param name="change">
    /// Makes the next head; called again when someone else was faster. Gives the same head back if there is nothing to change.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TimeoutException">The head kept changing; nothing was stored.</exception>
    public async Task<HeadChange> ChangeAsync(
        string venueId, Func<QueueHead, HeadStep> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await store.FindHeadAsync(venueId, cancellationToken);
            var head = stored?.Document ?? await newHeads.CreateAsync(venueId, cancellationToken);
            var step = change(head);
            if (ReferenceEquals(step.Head, head))
                return new HeadChange(head, Changed: false);

            var (next, message) = Publish(
                head, step with { Head = step.Head with { Sequence = step.Head.Sequence + 1 } });
            var over = head.Minute is { } minute && minute.At != next.Minute?.At ? MinuteDocument.Of(venueId, minute) : null;
            switch (await store.CommitAsync(step with { Head = next }, stored?.ETag, message, over, cancellationToken))
            {
                case CommitOutcome.Committed:
                    if (message is not null)
                        await outbox.DispatchAsync(message, cancellationToken);
                    return new HeadChange(next, Changed: true);
                case CommitOutcome.Duplicate:
                    return new HeadChange(null, Changed: false);
                default:
                    await jitter.StepAsideAsync(attempt, time, cancellationToken);
                    break;
            }
        }

        throw new TimeoutException($"The head of a venue's queue changed {Attempts} times while it was to be changed.");
    }

    // A second later, so that whatever is due has run out. A venue that can close is looked at when it does, and once a week
    // if that is farther away than a timetable tells.
    private static long? DueAt(QueueHead head, PublishedStatus published, DateTimeOffset now)
    {
        DateTimeOffset? closing = head.Opening is { Gates: true } opening ? opening.Timetable.ClosesAt(now) ?? now.AddDays(7) : null;
        var due = published.ValidUntil is { } runsOut && !(closing < runsOut) ? runsOut : closing;
        return due?.ToUnixTimeSeconds() + 1;
    }

    private (QueueHead Head, QueueOutboxMessage? Message) Publish(QueueHead before, HeadStep step)
    {
        var (now, head) = (time.GetUtcNow(), step.Head);
        var status = StatusView.Of(head, now);
        var published = PublishedStatus.Of(status);
        head = head with { Minute = QueueMinute.After(before, head, step.ReportETag is null ? step.Report : null, status, now) };

        return head.Published is { } told && !told.IsOutdatedBy(published) && !told.HasRunOut(published, now)
            ? (head with { DueAt = DueAt(head, told, now) }, null)
            : (head with
            {
                Published = published,
                PublishedIn = head.Sequence,
                PublishedAt = now,
                DueAt = DueAt(head, published, now),
                Accuracy = head.Accuracy.With(status, now),
            },
                QueueOutboxMessage.Of(new QueueChanged(QueueChanged.CurrentSchema, head.VenueId, head.Sequence, status), now));
    }
}
