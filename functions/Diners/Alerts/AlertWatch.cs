using QNom.Platform.Messaging;
using QNom.Queues;

namespace QNom.Diners.Alerts;

/// <summary>Notices that the time of alerts may have come, and has each looked at.</summary>
public sealed class AlertWatch(AlertIndex index, StorageQueues queues, TimeProvider time) : IQueueReadModel
{
    // A popular stall has thousands of alerts, all on at noon.
    private const int AtOnce = 16;

    /// <summary>Has the alerts looked at that a changed wait may concern: one query where the wait is live, else nothing.</summary>
    public async Task ShowAsync(QueueChanged change, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (LiveWait(change.Status, now) is { } likely)
            await CheckAsync(index.OnAsync(change.VenueId, likely, now, cancellationToken), cancellationToken);
    }

    /// <summary>Has the alerts looked at that have just begun.</summary>
    public Task BeginAsync(CancellationToken cancellationToken) =>
        CheckAsync(index.BeginningAsync(time.GetUtcNow(), cancellationToken), cancellationToken);

    /// <summary>The wait if someone told of it lately: what is usual at a time is no news. Null if there is none.</summary>
    internal static int? LiveWait(QueueStatus status, DateTimeOffset now) =>
        status.State == VenueState.Open && status.ValidUntil > now ? status.Wait?.Likely : null;

    private Task CheckAsync(IAsyncEnumerable<AlertEntryDocument> entries, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            entries,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (entry, cancelled) => await queues.EnqueueAsync(AlertCheck.Queue, AlertCheck.Of(entry), cancelled));
}
