using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>
/// Means that are learned one residual at a time and shrunk to zero: value += w·r/(N + λ), where N is the decayed sum of
/// the weights w. Where a table is interpolated, a residual is shared between two neighbours.
/// </summary>
/// <param name="values">What was learned.</param>
/// <param name="counts">N of each value.</param>
/// <param name="shrinkage">λ: so much evidence counts as much as knowing nothing.</param>
internal readonly ref struct Cells(Span<double> values, Span<double> counts, double shrinkage)
{
    // A count that has no end would in the end stop all learning, and lose its precision where it is stored.
    public const double LargestCount = 2000;

    private readonly Span<double> values = values;
    private readonly Span<double> counts = counts;

    public double this[int cell] => values[cell];

    public double At(in Place place) => place.LowerShare * values[place.Lower] + place.UpperShare * values[place.Upper];

    public double CountAt(in Place place) => place.LowerShare * counts[place.Lower] + place.UpperShare * counts[place.Upper];

    public Cells Slice(int start, int length) => new(values.Slice(start, length), counts.Slice(start, length), shrinkage);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(int cell, double residual, double weight)
    {
        counts[cell] = Math.Min(LargestCount, counts[cell] + weight);
        values[cell] += weight * residual / (counts[cell] + shrinkage);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(in Place place, double residual, double weight)
    {
        Learn(place.Lower, residual, weight * place.LowerShare);
        Learn(place.Upper, residual, weight * place.UpperShare);
    }

    /// <summary>Lets what was learned count less; once a day is enough for half-lives of weeks.</summary>
    public void Age(double days, double halfLifeDays)
    {
        var kept = Fading.Left(days, halfLifeDays);
        foreach (ref var count in counts)
            count *= kept;
    }
}

/// <summary>A mean of recent residuals that fades with time alone, shrunk to zero.</summary>
/// <param name="sums">Sum of weights, weighted sum.</param>
/// <param name="time">The time both are of.</param>
/// <param name="halfLife">In minutes.</param>
/// <param name="shrinkage">So much evidence counts as much as knowing nothing.</param>
internal readonly ref struct FadingMean(Span<double> sums, Span<double> time, double halfLife, double shrinkage)
{
    private readonly ref double weights = ref sums[0];
    private readonly ref double weighted = ref sums[1];
    private readonly ref double time = ref time[0];
    private readonly double halfLife = halfLife;
    private readonly double shrinkage = shrinkage;

    /// <summary>What is left of it at a time.</summary>
    public Faded At(double now) => new(ref weights, ref weighted, ref time, now, Fading.Left(now - time, halfLife), shrinkage);

    /// <summary>Its levels at several times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes LevelAt(Lanes now)
    {
        var kept = Fading.Left(now - Vector512.Create(time), halfLife);
        return kept * weighted / (kept * weights + Vector512.Create(shrinkage));
    }

    /// <summary>A fading mean at one time, to be read and learned to.</summary>
    internal ref struct Faded(
        ref double weights, ref double weighted, ref double time, double now, double kept, double shrinkage)
    {
        private readonly ref double weights = ref weights;
        private readonly ref double weighted = ref weighted;
        private readonly ref double time = ref time;

        public readonly double Level => kept * weighted / (kept * weights + shrinkage);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Learn(double residual, double weight)
        {
            weights = kept * weights + weight;
            weighted = kept * weighted + weight * residual;
            time = Math.Max(now, time);
            kept = 1;
        }
    }
}
