using QNom.Queues.Estimation;

namespace QNom.Accuracy;

/// <summary>How good a set of estimates was.</summary>
/// <param name="N">How many.</param>
/// <param name="Mae">Mean absolute error of likely, in minutes.</param>
/// <param name="Within5">Share with an error of at most 5 minutes.</param>
/// <param name="Within10">Share with an error of at most 10 minutes.</param>
/// <param name="Bias">Mean of likely less actual, in minutes.</param>
/// <param name="Coverage80">Share of actual waits from low to high.</param>
/// <param name="MeanWidth">Mean of high less low, in minutes.</param>
/// <param name="CalibrationError">Expected calibration error of confidence, over ten equal bins.</param>
internal sealed record Score(
    int N, double Mae, double Within5, double Within10, double Bias, double Coverage80, double MeanWidth, double CalibrationError)
{
    public const int Bins = 10;

    public static Score Of(IEnumerable<(Estimate Estimate, double Actual)> pairs)
    {
        var all = pairs.ToList();
        var errors = all.ConvertAll(pair => pair.Estimate.Likely - pair.Actual);
        return new Score(
            all.Count,
            Mean(errors.Select(Math.Abs)),
            Mean(errors.Select(error => Math.Abs(error) <= 5 ? 1.0 : 0)),
            Mean(errors.Select(error => Math.Abs(error) <= 10 ? 1.0 : 0)),
            Mean(errors),
            Mean(all.Select(pair => pair.Actual >= pair.Estimate.Low && pair.Actual <= pair.Estimate.High ? 1.0 : 0)),
            Mean(all.Select(pair => pair.Estimate.High - pair.Estimate.Low)),
            Calibration(all).Sum(bin => bin.N * Math.Abs(bin.Said - bin.True)) / Math.Max(1, all.Count));
    }

    /// <summary>What confidence said, and how often it was true, by tenth of confidence.</summary>
    public static IEnumerable<(int N, double Said, double True)> Calibration(IEnumerable<(Estimate Estimate, double Actual)> pairs) =>
        pairs.GroupBy(pair => Math.Min(Bins - 1, (int)(pair.Estimate.Confidence * Bins)))
            .OrderBy(bin => bin.Key)
            .Select(bin => (bin.Count(), bin.Average(pair => pair.Estimate.Confidence), bin.Average(pair => Hit(pair) ? 1.0 : 0)));

    private static bool Hit((Estimate Estimate, double Actual) pair) =>
        Math.Abs(pair.Estimate.Likely - pair.Actual) <= Math.Max(5, 0.25 * pair.Estimate.Likely);

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}

/// <summary>How good a baseline was.</summary>
internal sealed record BaselineScore(int N, double Mae)
{
    public static BaselineScore Of(IEnumerable<Judgement> judgements, Func<BaselineGuesses, double?> guess)
    {
        var errors = judgements.Where(j => guess(j.Guesses) is not null)
            .Select(j => Math.Abs(guess(j.Guesses)!.Value - j.Actual)).ToList();
        return new BaselineScore(errors.Count, errors.DefaultIfEmpty(double.NaN).Average());
    }
}
