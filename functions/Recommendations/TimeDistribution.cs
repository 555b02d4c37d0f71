using QNom.Queues.Estimation;

namespace QNom.Recommendations;

/// <summary>
/// How long something takes, as probabilities of each half minute up to three hours; what takes longer is late for anybody.
/// Sums of independent times are convolutions, done exactly on this grid, since the sum of a few skewed times is not normal.
/// The grid moves a sum by at most half a minute, and by nothing on average.
/// </summary>
public sealed class TimeDistribution
{
    /// <summary>Minutes between two places of the grid.</summary>
    public const double Step = 0.5;

    /// <summary>The longest time on the grid, in minutes.</summary>
    public const double Longest = 180;

    private const int Places = (int)(Longest / Step) + 1;

    private readonly double[] mass;

    private TimeDistribution(double[] mass) => this.mass = mass;

    /// <summary>A time whose logarithm is normal.</summary>
    /// <param name="median">The median in minutes; 0 for a time that takes none.</param>
    /// <param name="spread">The standard deviation of the logarithm.</param>
    public static TimeDistribution LogNormal(double median, double spread) => median < 0.01
        ? Of(_ => 1)
        : Of(minutes => minutes <= 0 ? 0 : Normal.Cumulative(Math.Log(minutes / median) / spread));

    /// <summary>
    /// A wait from its 10th, 50th and 90th percentiles: a normal on the estimator's own scale, log(minutes + 14), with a
    /// deviation of its own to each side (a two-piece normal, each piece with half of the probability). What would be below
    /// zero is no wait.
    /// </summary>
    /// <param name="wait">The wait.</param>
    /// <param name="longer">How much further than to the 90th percentile its upper half is drawn out.</param>
    public static TimeDistribution OfWait(Estimate wait, double longer = 1)
    {
        const double Tenth = 1.2815515655446004;
        const double Least = 0.01;
        var middle = WaitScale.FromMinutes(wait.Likely);
        var below = Math.Max(Least, (middle - WaitScale.FromMinutes(wait.Low)) / Tenth);
        var above = Math.Max(Least, longer * (WaitScale.FromMinutes(wait.High) - middle) / Tenth);
        return Of(minutes =>
        {
            var off = WaitScale.FromMinutes(minutes) - middle;
            return Normal.Cumulative(off / (off < 0 ? below : above));
        });
    }

    /// <summary>This time and then another one.</summary>
    public TimeDistribution Then(TimeDistribution other)
    {
        var sum = new double[Places];
        for (var i = 0; i < Places; i++)
        {
            // What is this rare changes no chance that anybody is told.
            if (mass[i] < 1e-9)
                continue;
            for (var j = 0; i + j < Places; j++)
                sum[i + j] += mass[i] * other.mass[j];
        }

        return new TimeDistribution(sum);
    }

    /// <summary>The same, with what takes longer than this left out: its probability is lost.</summary>
    public TimeDistribution UpTo(double minutes)
    {
        var cut = new double[Places];
        var end = (int)Math.Clamp(Math.Floor(minutes / Step) + 1, 0, Places);
        mass.AsSpan(0, end).CopyTo(cut);
        return new TimeDistribution(cut);
    }

    /// <summary>The same, with every probability so much smaller.</summary>
    public TimeDistribution Times(double share) => new([.. mass.Select(one => one * share)]);

    /// <summary>The probability that it takes no longer than this.</summary>
    public double Within(double minutes)
    {
        // A place stands for the half minute around it; the one at the end counts as far as it reaches.
        var (sum, end) = (0.0, minutes / Step);
        for (var i = 0; i < Places && i <= end + 0.5; i++)
            sum += mass[i] * Math.Clamp(end - i + 0.5, 0, 1);
        return sum;
    }

    /// <summary>The time that it takes no longer than with this probability; null if it never is so probable.</summary>
    public double? Quantile(double probability)
    {
        var sum = 0.0;
        for (var i = 0; i < Places; i++)
        {
            sum += mass[i];
            if (sum >= probability)
                return i * Step;
        }

        return null;
    }

    private static TimeDistribution Of(Func<double, double> cumulative)
    {
        var mass = new double[Places];
        var before = 0.0;
        for (var i = 0; i < Places; i++)
        {
            var here = cumulative((i + 0.5) * Step);
            mass[i] = here - before;
            before = here;
        }

        return new TimeDistribution(mass);
    }
}
