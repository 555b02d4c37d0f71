using System.Collections.Concurrent;

namespace QNom.Tests.Integration.Host;

/// <summary>Where the functions under test say what they saw, and where they wait for the test's signals.</summary>
public sealed class Probe
{
    // Only ever reached by a test that fails, so it may be far beyond what any machine needs.
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> seen = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> signals = new();

    public IReadOnlyList<string> Seen => [.. seen];

    public void Saw(string what) => seen.Enqueue(what);

    public void Signal(string name) => Source(name).TrySetResult();

    public Task SignalAsync(string name) => Source(name).Task.WaitAsync(Deadline);

    public Task SawAsync(int count) => UntilAsync(() => seen.Count >= count, $"{count} events were expected");

    /// <summary>Waits until a condition holds.</summary>
    public static Task UntilAsync(Func<bool> condition, string otherwise) =>
        UntilAsync(() => Task.FromResult(condition()), otherwise);

    /// <summary>Waits until a condition holds, which is looked at so often: after that many milliseconds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string otherwise, int every = 20)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!await condition())
        {
            Assert.False(deadline.IsCancellationRequested, otherwise);
            await Task.Delay(every, CancellationToken.None);
        }
    }

    private TaskCompletionSource Source(string name) =>
        signals.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
