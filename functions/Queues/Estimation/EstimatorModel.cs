namespace QNom.Queues.Estimation;

/// <summary>
/// The constants of the first estimator: a scalar state-space model of ln(wait + 14) that reverts to the venue's profile.
/// They are priors of plausible size, not yet tuned on recorded waits.
/// </summary>
public static class EstimatorModel
{
    /// <summary>Without evidence the deviation from the profile halves in this time.</summary>
    public static TimeSpan HalfLife { get; } = TimeSpan.FromMinutes(40);

    /// <summary>
    /// The variance of the deviation that the model tends to when nothing is said. 0.40² puts 80% of a 10-minute
    /// profile's days between 0 and 26 minutes.
    /// </summary>
    public const double StationaryVariance = 0.40 * 0.40;

    /// <summary>How much one person's wait differs from the next one's at the same time, as a variance of x.</summary>
    public const double PersonalVariance = 0.12 * 0.12;

    /// <summary>Evidence further from the belief than this many standard deviations is pulled in (Huber).</summary>
    public const double HuberLimit = 1.5;

    /// <summary>What is believed of a venue without a history: ln(8 + 14), a wait of 8 minutes.</summary>
    public static double PriorMean { get; } = WaitScale.FromMinutes(8);

    /// <summary>
    /// Minutes per person ahead where the venue has not shown its own pace: hawker stalls serve in 0.5 to 3 minutes.
    /// </summary>
    public const double MinutesPerPerson = 1.2;

    /// <summary>For so long after the newest evidence a wait is shown as live.</summary>
    public static TimeSpan LiveFor { get; } = TimeSpan.FromMinutes(30);

    /// <summary>The trend compares with an average over about this time.</summary>
    public static TimeSpan TrendWindow { get; } = TimeSpan.FromMinutes(15);

    /// <summary>So many pieces of evidence are remembered for the list of sources.</summary>
    public const int RemembersReports = 16;

    /// <summary>The variance with which evidence of a kind enters.</summary>
    /// <param name="kind">Who says it.</param>
    /// <param name="counted">True if only people were counted, which says less about minutes.</param>
    public static double SourceVariance(SourceKind kind, bool counted) => (kind, counted) switch
    {
        (SourceKind.Crowd, false) => 0.30 * 0.30,
        (SourceKind.Crowd, true) => 0.40 * 0.40,
        (SourceKind.Partner, false) => 0.25 * 0.25,
        (SourceKind.Partner, true) => 0.35 * 0.35,
        (SourceKind.Sensor, _) => 0.25 * 0.25,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "History is no evidence."),
    };
}
