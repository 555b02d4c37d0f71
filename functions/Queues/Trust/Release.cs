namespace QNom.Queues.Trust;

/// <summary>Because of what a report that was held back counts after all.</summary>
public enum ReleaseCause
{
    /// <summary>Later evidence agrees with it.</summary>
    Evidence,

    /// <summary>An operator said so.</summary>
    Operator,
}

/// <summary>That a report which was held back counts after all.</summary>
/// <param name="At">Since when, UTC.</param>
/// <param name="By">Because of what.</param>
public sealed record Release(DateTimeOffset At, ReleaseCause By);
