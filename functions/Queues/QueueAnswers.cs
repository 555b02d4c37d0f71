using System.Collections.Concurrent;
using QNom.Platform.Http;

namespace QNom.Queues;

/// <summary>
/// Answers of the last second, ready to be sent: at lunch thousands ask about the same few stalls. What this instance itself
/// commits shows at once; what another one commits, within <see cref="KeptFor"/>. Who asks while an answer is being made waits
/// for the same one, so that a stall costs at most one point read a second and instance.
/// </summary>
public sealed class QueueAnswers
{
    /// <summary>How old an answer may be.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    // Some 20 MB at 2 KB each; beyond, all are forgotten, which costs each stall one read.
    private const int Most = 10_000;

    private readonly QueueReader reader;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);

    /// <summary>Answers from what the reader says, until the store commits something.</summary>
    public QueueAnswers(QueueReader reader, QueueStore store, TimeProvider time)
    {
        (this.reader, this.time) = (reader, time);
        store.Committed += Forget;
    }

    /// <summary>The answer that tells what a venue's queue is like.</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public async Task<ConditionalContent> OfAsync(string venueId, CancellationToken cancellationToken)
    {
        if (!kept.TryGetValue(venueId, out var known) || !known.IsFreshAt(time))
            known = Renew(venueId, known);
        var answer = await known.Answer.WaitAsync(cancellationToken) ?? throw Problems.NotFound("venue");
        QueueMetrics.Answered(known.UpdatedAt, time);
        return answer;
    }

    // An answer that is being made when a commit comes is forgotten with its entry: it may not know of the commit.
    private void Forget(string venueId) => kept.TryRemove(venueId, out _);

    private Kept Renew(string venueId, Kept? old)
    {
        if (kept.Count >= Most)
            kept.Clear();
        var next = new Kept(time.GetTimestamp());
        // One of those who come at once makes the answer, the others wait for it.
        var current = old is not null && kept.TryUpdate(venueId, next, old) ? next : kept.GetOrAdd(venueId, next);
        if (ReferenceEquals(current, next))
            _ = MakeAsync(venueId, next);
        return current;
    }

    // For everyone who waits, so it does not end with the one who asked first.
    private async Task MakeAsync(string venueId, Kept entry)
    {
        try
        {
            var status = await reader.FindAsync(venueId, CancellationToken.None);
            entry.Is(status, status is null ? null : ConditionalJson.Of(status, QueueFunctions.StatusMaxAge, status.UpdatedAt));
        }
        catch (Exception exception)
        {
            // A failure is nobody's answer for a second: who comes next tries again.
            kept.TryRemove(KeyValuePair.Create(venueId, entry));
            entry.Failed(exception);
        }
    }

    private sealed class Kept(long since)
    {
        private readonly TaskCompletionSource<ConditionalContent?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private DateTimeOffset? validUntil;

        /// <summary>The answer; null if there is no such venue.</summary>
        public Task<ConditionalContent?> Answer => answer.Task;

        /// <summary>When its newest evidence is from, once it is made; null without any.</summary>
        public DateTimeOffset? UpdatedAt { get; private set; }

        public bool IsFreshAt(TimeProvider time) =>
            time.GetElapsedTime(since) < KeptFor
            && !(answer.Task.IsCompletedSuccessfully && validUntil <= time.GetUtcNow());

        public void Is(QueueStatus? status, ConditionalContent? content)
        {
            (validUntil, UpdatedAt) = (status?.ValidUntil, status?.UpdatedAt);
            answer.SetResult(content);
        }

        public void Failed(Exception exception) => answer.SetException(exception);
    }
}
