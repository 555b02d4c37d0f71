namespace QNom.Queues.Estimation;

/// <summary>
/// All that the estimator remembers of a venue: constant in size, whatever the number of reports. The wait is kept as
/// x = ln(minutes + <see cref="WaitScale.Offset"/>), as its deviation from the profile of the time of week.
/// </summary>
public sealed record EstimatorState
{
    /// <summary>A venue of which nothing is known.</summary>
    public static EstimatorState Empty { get; } = new();

    /// <summary>The time of the newest evidence; null if there was none.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The deviation of x from the profile at <see cref="At"/>.</summary>
    public double Deviation { get; init; }

    /// <summary>The variance of <see cref="Deviation"/>.</summary>
    public double Variance { get; init; } = EstimatorModel.StationaryVariance;

    /// <summary>x a while ago: an average over some 15 minutes, to tell the trend.</summary>
    public double? Trailing { get; init; }

    /// <summary>What the venue is like by time of the week.</summary>
    public TimeOfWeekProfile Profile { get; init; } = TimeOfWeekProfile.Empty;

    /// <summary>The newest evidence of each kind, at most <see cref="EstimatorModel.RemembersReports"/>, oldest first.</summary>
    public IReadOnlyList<Remembered> Recent { get; init; } = [];
}

/// <summary>A piece of evidence as the estimator remembers it.</summary>
/// <param name="At">When it was true.</param>
/// <param name="Kind">Who said it.</param>
/// <param name="Precision">1/variance with which it entered.</param>
/// <param name="QueueLength">People ahead, if it said so.</param>
public sealed record Remembered(DateTimeOffset At, SourceKind Kind, double Precision, int? QueueLength);

/// <summary>The scale on which waits are averaged: logarithmic, since an error of 5 minutes matters more at 5 than at 60.</summary>
public static class WaitScale
{
    /// <summary>
    /// Minutes added before the logarithm, so that short waits do not weigh without bound. 14 was the best value for
    /// queues without a posted sign (shared design note WAITS, found on recorded waits before 2019).
    /// </summary>
    public const double Offset = 14;

    /// <summary>From minutes to x.</summary>
    public static double FromMinutes(double minutes) => Math.Log(minutes + Offset);

    /// <summary>From x to minutes, never below zero.</summary>
    public static double ToMinutes(double x) => Math.Max(0, Math.Exp(x) - Offset);
}
