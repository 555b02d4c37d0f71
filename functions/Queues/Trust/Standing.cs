using QNom.Queues.Estimation;

namespace QNom.Queues.Trust;

/// <summary>How right one reporter was at one venue.</summary>
internal struct Standing
{
    /// <summary>See <see cref="Origin.Reporter"/>.</summary>
    public ulong Reporter;

    /// <summary>The fading mean of errors, 0 to 1.</summary>
    public double Error;

    /// <summary>From how many reports; fades.</summary>
    public double Count;

    /// <summary>The day of the last settled report, in days since 1970.</summary>
    public int Day;

    /// <summary>Whether enough is known of the reporter.</summary>
    public readonly bool IsKnown => Count >= TrustModel.KnownFrom;

    /// <summary>Takes up how wrong a report was.</summary>
    public void Learn(double error, int day)
    {
        Count = Math.Min(TrustModel.Memory - 1, Count * Fading.Left(day - Day, TrustModel.HalfLifeDays)) + 1;
        var step = (error > Error ? TrustModel.WrongCounts : 1) / (Count + 1);
        Error += Math.Min(1, step) * (error - Error);
        Day = Math.Max(day, Day);
    }
}

/// <summary>
/// Reporters' weights by truth discovery: w = −ln of the reporter's share of the total error (Li et al., A Survey on Truth
/// Discovery, arXiv:1505.02463), where the total is that of the reporter and of the median one. So an average reporter
/// weighs 1, one who errs three times as much 0.2, one who errs four times as much nothing, and what liars add to the total helps no other liar.
/// </summary>
internal static class Weights
{
    private const double LeastError = 0.04;

    /// <summary>The weight of an error, where the median reporter's is 1.</summary>
    public static double Of(double error, double median)
    {
        var (own, other) = (Math.Max(LeastError, error), Math.Max(LeastError, median));
        var weight = Math.Min(TrustModel.LargestWeight, -Math.Log2(own / (own + other)));
        const double Doubtful = TrustModel.DoubtfulBelow - TrustModel.OftenWrongBelow;
        return weight >= TrustModel.DoubtfulBelow
            ? weight
            : Math.Max(0, (weight - TrustModel.OftenWrongBelow) / Doubtful * TrustModel.DoubtfulBelow);
    }
}
