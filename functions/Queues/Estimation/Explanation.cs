namespace QNom.Queues.Estimation;

/// <summary>What moves an estimate.</summary>
public enum ExplainedBy
{
    /// <summary>What the sign says.</summary>
    Sign,

    /// <summary>What the venue is like on the whole; with a sign, what the sign is off by on the whole.</summary>
    Usual,

    /// <summary>This hour of the day.</summary>
    Hour,

    /// <summary>This hour on a weekday, or on a weekend.</summary>
    KindOfDay,

    /// <summary>What the sign is off by when it says so much.</summary>
    SignLevel,

    /// <summary>How the last days differed.</summary>
    LastDays,

    /// <summary>How the last hours differed.</summary>
    LastHours,

    /// <summary>How the last half hour differed.</summary>
    LastMinutes,

    /// <summary>The newest waits themselves.</summary>
    NewestWaits,

    /// <summary>What is believed without the sign.</summary>
    WithoutSign,

    /// <summary>The venue's own ways, learned from its timed visits.</summary>
    OwnWays,
}

/// <summary>By how many minutes something moves an estimate; all of them add up to it.</summary>
public readonly record struct ExplainedTerm(ExplainedBy By, double Minutes);

/// <summary>Something that was said and is remembered, with what the estimator makes of it.</summary>
/// <param name="Kind">Who said it.</param>
/// <param name="Timed">Whether it was a measured wait.</param>
/// <param name="At">When it was true.</param>
/// <param name="Known">When it became known.</param>
/// <param name="Minutes">What was said; null if only people were counted.</param>
/// <param name="People">People ahead; null if they were not counted.</param>
/// <param name="Calibrated">What that means at this venue, in minutes.</param>
/// <param name="Trust">What its source has earned, 1 being the usual.</param>
/// <param name="Weight">What it counts now, where a timed visit counts 1 when it begins.</param>
public readonly record struct ExplainedSource(
    SourceKind Kind, bool Timed, DateTimeOffset At, DateTimeOffset Known, double? Minutes, int? People, double Calibrated, double Trust, double Weight);

/// <summary>Adds terms up on the scale of x, and tells what each is worth in minutes.</summary>
internal sealed class TermSum
{
    private readonly List<ExplainedTerm> terms = [];

    public IReadOnlyList<ExplainedTerm> Terms => terms;

    public double X { get; private set; }

    public void Add(ExplainedBy by, double x) => MoveTo(by, X + x);

    public void MoveTo(ExplainedBy by, double x)
    {
        var before = terms.Count == 0 ? 0 : WaitScale.ToMinutes(X);
        X = x;
        terms.Add(new ExplainedTerm(by, WaitScale.ToMinutes(x) - before));
    }
}
