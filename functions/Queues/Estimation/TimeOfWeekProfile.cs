using QNom.Platform;

namespace QNom.Queues.Estimation;

/// <summary>
/// What x usually is by hour and kind of day (weekday, weekend) in Singapore: a decayed mean per bin, shrunk to the mean of
/// all bins, which is shrunk to the prior. An hour in between two bins is interpolated.
/// </summary>
/// <param name="Weights">Decayed number of pieces of evidence, [weekday 0–23, weekend 0–23].</param>
/// <param name="Means">Mean x of each bin, same order.</param>
public sealed record TimeOfWeekProfile(IReadOnlyList<double> Weights, IReadOnlyList<double> Means)
{
    private const int Bins = 48;

    // Evidence counts half after some 100 further pieces in the same bin: a few weeks of a busy stall.
    private const double Decay = 0.993;

    // So many pieces of evidence weigh as much as the mean of all bins, or as the prior.
    private const double Shrinkage = 4;

    // Enough for a second of waiting; more would only make the document longer.
    private const int Decimals = 4;

    /// <summary>No history.</summary>
    public static TimeOfWeekProfile Empty { get; } = new(new double[Bins], new double[Bins]);

    /// <summary>How much evidence there is around a time of the week.</summary>
    public double Support(DateTimeOffset at) => Interpolate(at, bin => Weights[bin]);

    /// <summary>The usual x at a time of the week.</summary>
    public double At(DateTimeOffset at)
    {
        var total = Weights.Sum();
        var overall = (Weights.Zip(Means, (w, m) => w * m).Sum() + Shrinkage * EstimatorModel.PriorMean) / (total + Shrinkage);
        return Interpolate(at, bin => (Weights[bin] * Means[bin] + Shrinkage * overall) / (Weights[bin] + Shrinkage));
    }

    /// <summary>The profile after one more piece of evidence.</summary>
    /// <param name="at">When it was true.</param>
    /// <param name="x">What it said.</param>
    /// <param name="weight">How much it counts, 0 to 1.</param>
    public TimeOfWeekProfile With(DateTimeOffset at, double x, double weight)
    {
        var bin = Bin(SingaporeTime.Local(at));
        var (weights, means) = (Weights.ToArray(), Means.ToArray());
        var before = weights[bin] * Decay;
        weights[bin] = Math.Round(before + weight, Decimals);
        means[bin] = Math.Round((before * means[bin] + weight * x) / (before + weight), Decimals);
        return new TimeOfWeekProfile(weights, means);
    }

    private static double Interpolate(DateTimeOffset at, Func<int, double> value)
    {
        // A bin's centre is the half hour.
        var earlier = SingaporeTime.Local(at).AddMinutes(-30);
        var fraction = (earlier.Minute + earlier.Second / 60.0) / 60;
        return (1 - fraction) * value(Bin(earlier)) + fraction * value(Bin(earlier.AddHours(1)));
    }

    private static int Bin(DateTime local) =>
        local.Hour + (local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 24 : 0);
}
