using System.Diagnostics;

namespace QNom.Platform;

/// <summary>
/// Makes durable together what arrives while an earlier write is under way (group commit): at rest each item is written alone and
/// at once, and the busier it is, the more share one write. Nobody is told that his item is durable before it is.
/// </summary>
/// <param name="write">Makes items durable, all or none of them; its exception is every waiting caller's.</param>
/// <param name="most">The most items of one write; at least 1.</param>
/// <param name="interval">The least time from one write's start to the next one's, so that a fast store does not get them one by one.</param>
/// <param name="time">Whose time it is.</param>
public sealed class GroupCommit<T>(Func<IReadOnlyList<T>, Task> write, int most, TimeSpan interval, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Queue<Waiting> queue = new();
    private bool writing;

    /// <summary>Adds an item; completes once it is durable.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Ends the wait, not the write.</param>
    public Task AddAsync(T item, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(item, Activity.Current);
        lock (gate)
        {
            queue.Enqueue(waiting);
            (var isBusy, writing) = (writing, true);
            if (isBusy)
                return waiting.Durable.Task.WaitAsync(cancellationToken);
        }

        _ = WriteAsync();
        return waiting.Durable.Task.WaitAsync(cancellationToken);
    }

    private async Task WriteAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            var start = time.GetTimestamp();
            try
            {
                // The first one's trace, not that of whoever happened to start this loop.
                Activity.Current = group[0].Span;
                await write([.. group.Select(one => one.Item)]);
                group.ForEach(one => one.Durable.SetResult());
            }
            catch (Exception exception)
            {
                group.ForEach(one => one.Durable.SetException(exception));
            }

            if (interval - time.GetElapsedTime(start) is { Ticks: > 0 } rest)
                await Task.Delay(rest, time);
        }
    }

    private List<Waiting> Take()
    {
        lock (gate)
        {
            var group = new List<Waiting>();
            while (group.Count < most && queue.TryDequeue(out var next))
                group.Add(next);
            writing = group.Count > 0;
            return group;
        }
    }

    private sealed record Waiting(T Item, Activity? Span)
    {
        public TaskCompletionSource Durable { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
