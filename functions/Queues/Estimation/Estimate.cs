namespace QNom.Queues.Estimation;

/// <summary>A wait in minutes: the likely value and the 80% interval for someone who joins at that time.</summary>
/// <param name="Likely">The median.</param>
/// <param name="Low">One in ten waits less.</param>
/// <param name="High">One in ten waits longer.</param>
/// <param name="Confidence">
/// The probability, 0 to 1, that the true wait is within 5 minutes or 25% of <paramref name="Likely"/>, whichever is larger.
/// </param>
public readonly record struct Estimate(double Likely, double Low, double High, double Confidence)
{
    // 10% and 90% points of the standard normal distribution.
    private const double Quantile = 1.2815515655446004;

    /// <summary>The estimate that a normal belief about x amounts to.</summary>
    internal static Estimate From(double mean, double variance)
    {
        var deviation = Math.Sqrt(variance + EstimatorModel.PersonalVariance);
        var likely = WaitScale.ToMinutes(mean);
        var tolerance = Math.Max(5, 0.25 * likely);
        var upper = (WaitScale.FromMinutes(likely + tolerance) - mean) / deviation;

        // A wait is never below zero: a tolerance that reaches there covers the whole lower tail.
        var lower = likely > tolerance
            ? Normal.Cumulative((WaitScale.FromMinutes(likely - tolerance) - mean) / deviation)
            : 0;

        return new Estimate(
            likely,
            WaitScale.ToMinutes(mean - Quantile * deviation),
            WaitScale.ToMinutes(mean + Quantile * deviation),
            Normal.Cumulative(upper) - lower);
    }
}
