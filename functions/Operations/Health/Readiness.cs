using Microsoft.Extensions.Logging;

namespace QNom.Operations.Health;

/// <summary>
/// Probes the dependencies, all at once. Anyone may ask, so callers share a probe: at most one runs, and what it found is
/// told for a second.
/// </summary>
public sealed partial class Readiness(IEnumerable<Dependency> dependencies, TimeProvider time, ILogger<Readiness> logger)
{
    /// <summary>How long a dependency may take to answer.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ToldFor = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private (Task<ReadinessReport> Probe, DateTimeOffset Began)? latest;

    /// <summary>The state of all dependencies, within <see cref="Patience"/>.</summary>
    public Task<ReadinessReport> CheckAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (latest is not { } known || (known.Probe.IsCompleted && now - known.Began >= ToldFor))
                latest = known = (ProbeAllAsync(now), now);
            return known.Probe.WaitAsync(cancellationToken);
        }
    }

    private async Task<ReadinessReport> ProbeAllAsync(DateTimeOffset now)
    {
        var reports = await Task.WhenAll(dependencies.Select(ProbeAsync));
        return new ReadinessReport(reports.All(report => report.State == DependencyState.Ready), now, reports);
    }

    private async Task<DependencyReport> ProbeAsync(Dependency dependency)
    {
        var began = time.GetTimestamp();
        using var patience = new CancellationTokenSource(Patience, time);
        var state = DependencyState.Ready;
        try
        {
            // Waited for from outside too: a client that is busy with its own retries may not see that time is up.
            await Task.Run(() => dependency.ProbeAsync(patience.Token)).WaitAsync(patience.Token);
        }
        catch (Exception exception)
        {
            state = patience.IsCancellationRequested ? DependencyState.TimedOut : DependencyState.Unavailable;
            Log.NotReady(logger, dependency.Name, state, exception.GetType().Name);
        }

        return new DependencyReport(dependency.Name, state, (long)time.GetElapsedTime(began).TotalMilliseconds);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The dependency {Name} is {State}: {Error}.")]
        public static partial void NotReady(ILogger logger, string name, DependencyState state, string error);
    }
}
