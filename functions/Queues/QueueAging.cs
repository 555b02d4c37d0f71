using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace QNom.Queues;

/// <summary>
/// Tells read models when what they show has run out without anyone saying anything: a wait whose evidence is old, a closing
/// that is over. Heads carry the time at which that is, so a round reads what is due and nothing else.
/// </summary>
public sealed partial class QueueAging(
    QueueStore store, QueueHeads heads, TimeProvider time, ILogger<QueueAging> logger)
{
    private const int AtOnce = 8;

    private static readonly Meter Meter = new("QNom.Queues");
    private static readonly Counter<long> Aged = Meter.CreateCounter<long>(
        "qnom.queues.aged", "{venue}", "Venues whose read models were told that what they show has run out.");

    /// <summary>
    /// One round. Two at once do no harm: a head is changed under its ETag, and one that was aged is no longer due.
    /// </summary>
    /// <returns>How many venues were aged.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (now, aged) = (time.GetUtcNow(), 0);
        var due = await store.ListDueAsync(now, cancellationToken);
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (venueId, cancelled) =>
            {
                // The head is published anew whatever the change; here there is none but the time.
                var change = await heads.ChangeAsync(
                    venueId, head => head.DueAt <= now.ToUnixTimeSeconds() ? head with { DueAt = null } : head, cancelled);
                if (change.Changed)
                    Interlocked.Increment(ref aged);
            });

        if (aged > 0)
        {
            Aged.Add(aged);
            Log.WereAged(logger, aged);
        }

        return aged;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "What was shown of {Count} venues had run out.")]
        public static partial void WereAged(ILogger logger, int count);
    }
}
