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
    private const double LargestCount = 2000;

    private readonly Span<double> values = values;
    private readonly Span<double> counts = counts;

    public double this[int cell] => values[cell];

    public double At(in Place place) => place.LowerShare * values[place.Lower] + place.UpperShare * values[place.Upper];

    public double CountAt(in Place place) => place.LowerShare * counts[place.Lower] + place.UpperShare * counts[place.Upper];

    public Cells Slice(int start, int length) => new(values.Slice(start, length), counts.Slice(start, length), shrinkage);

    public void Learn(int cell, double residual, double weight)
    {
        counts[cell] = Math.Min(LargestCount, counts[cell] + weight);
        values[cell] += weight * residual / (counts[cell] + shrinkage);
    }

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
    private readonly Span<double> sums = sums;
    private readonly Span<double> time = time;

    /// <summary>What is left of it at a time.</summary>
    public Faded At(double now) => new(sums, time, now, Fading.Left(now - time[0], halfLife), shrinkage);

    /// <summary>A fading mean at one time, to be read and learned to.</summary>
    internal readonly ref struct Faded(Span<double> sums, Span<double> time, double now, double kept, double shrinkage)
    {
        private readonly Span<double> sums = sums;
        private readonly Span<double> time = time;

        public double Level => kept * sums[1] / (kept * sums[0] + shrinkage);

        public void Learn(double residual, double weight)
        {
            sums[0] = kept * sums[0] + weight;
            sums[1] = kept * sums[1] + weight * residual;
            time[0] = Math.Max(now, time[0]);
        }
    }
}
