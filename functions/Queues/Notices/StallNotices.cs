using QNom.Platform.Http;
using QNom.Queues.Estimation;
using QNom.Queues.Trust;
using QNom.Venues;

namespace QNom.Queues.Notices;

/// <summary>
/// Takes what stalls say of their own queues. It is committed before the answer, so that a stall sees at once what people
/// see: the state and its event in one batch, and no queue in between.
/// </summary>
public sealed class StallNotices(VenueStore venues, QueueHeads heads, TimeProvider time)
{
    /// <summary>Takes a notice; sent again or late, it changes nothing.</summary>
    /// <returns>What is shown from now on.</returns>
    /// <exception cref="ProblemException">400, or 404 for an unknown venue.</exception>
    /// <exception cref="TimeoutException">The venue's head kept changing; nothing was stored.</exception>
    public async Task<QueueStatus> TakeAsync(string venueId, NoticeBody body, CancellationToken cancellationToken)
    {
        var notice = body.ToNotice(time.GetUtcNow());
        if (await venues.FindAsync(venueId, cancellationToken) is null)
            throw Problems.NotFound("venue");

        var change = await heads.ChangeAsync(venueId, head => Fold(head, notice, time.GetUtcNow()), cancellationToken);
        QueueMetrics.Count("stall", change.Changed ? "counted" : "repeated");
        return StatusView.Of(change.Head!, time.GetUtcNow());
    }

    /// <summary>The head after a notice; the same head if it has a newer one.</summary>
    public static HeadStep Fold(QueueHead head, Notice notice, DateTimeOffset now)
    {
        if (head.Notice is { } last && notice.At <= last.At)
        {
            if (notice.Dated)
                return new HeadStep(head);
            // Said now, wherever the clocks of two instances stand: it is the newer one.
            notice = notice with { At = last.At.AddTicks(1) };
        }

        if (notice.WaitMinutes is null && notice.QueueLength is null)
        {
            notice = notice with { Repeated = head.Notice?.Repeated };
            return new HeadStep(head with { Notice = notice, UpdatedAt = Later(head.UpdatedAt, notice.At) });
        }

        notice = notice with
        {
            Repeated = Repetition.After(head.Notice?.Repeated, notice.WaitMinutes, notice.QueueLength, notice.At),
        };
        head = head with { Notice = notice };
        return notice.IsFrozen
            ? new HeadStep(head)
            : HeadTrust.Take(head with { UpdatedAt = Later(head.UpdatedAt, notice.At) }, [ToEvidence(notice)], now);
    }

    // A posted wait says it all; people alone say what people say anywhere, and less the longer they stay the same.
    private static Evidence ToEvidence(Notice notice) =>
        new(notice.At, SourceKind.Partner, notice.WaitMinutes, notice.QueueLength, Trust: notice.Repeated?.Trust ?? 1);

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
