namespace QNom.Operations.Health;

/// <summary>Something that the app cannot work without.</summary>
/// <param name="Name">What callers are told that it is; no address.</param>
/// <param name="ProbeAsync">Ends in an exception if it cannot be worked with.</param>
public sealed record Dependency(string Name, Func<CancellationToken, Task> ProbeAsync);

/// <summary>The state of a dependency.</summary>
public enum DependencyState
{
    /// <summary>It answers.</summary>
    Ready,

    /// <summary>It answers with an error, or cannot be reached.</summary>
    Unavailable,

    /// <summary>It did not answer in time.</summary>
    TimedOut,
}

/// <summary>What a probe found.</summary>
/// <param name="Name">The dependency.</param>
/// <param name="State">Its state.</param>
/// <param name="Milliseconds">How long the probe took.</param>
public sealed record DependencyReport(string Name, DependencyState State, long Milliseconds);

/// <summary>Whether the app can do its work.</summary>
/// <param name="Ready">Whether every dependency is ready.</param>
/// <param name="CheckedAt">When the probes began, UTC.</param>
/// <param name="Dependencies">Each of them.</param>
public sealed record ReadinessReport(bool Ready, DateTimeOffset CheckedAt, IReadOnlyList<DependencyReport> Dependencies);

/// <summary>That the process answers.</summary>
/// <param name="Live">Always true: what is not live does not answer.</param>
public sealed record LivenessReport(bool Live);
