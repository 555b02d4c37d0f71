using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace QNom.Tests.Integration.Host;

/// <summary>
/// A clock that a test moves, and that tells for when its timers were set: a test that moved it before the code under test
/// has set its timer would leave that timer behind.
/// </summary>
internal sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentBag<string> set = [];

    /// <summary>Waits until a timer has been set for a time of the day.</summary>
    public Task AwaitedAsync(string clock) =>
        Probe.UntilAsync(() => set.Contains(clock), $"a timer was expected to be set for {clock}");

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var now = GetUtcNow();
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
            set.Add((now + dueTime).ToString("HH:mm", CultureInfo.InvariantCulture));
        return timer;
    }
}
