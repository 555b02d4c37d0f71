namespace QNom.Queues.Estimation;

/// <summary>
/// The 80% interval and the confidence of one kind of belief, from how its errors turned out: a running mean of the error
/// by level gives the scale, adaptive conformal tracking (Gibbs and Candès 2021) the quantiles in units of it, and a
/// calibration curve corrects the probability that the resulting distribution gives.
/// </summary>
internal readonly ref struct IntervalTracker(IntervalTracker.Layout layout, EstimatorState state)
{
    private const double Target = 0.1;
    private const double Step = 0.02;
    private const double Memory = 300;

    // The 90% point of the standard normal distribution.
    private const double Normal90 = 1.2815515655446004;

    // Mean absolute error of x before any truth has come: now, 15, 30 and 60 minutes ahead with a sign, now without one.
    private static readonly double[] PriorScale = [0.24, 0.29, 0.32, 0.35, 0.32];
    private static readonly double[] Levels =
        [.. new double[] { 5, 12, 25, 45, 80 }.Select(WaitScale.FromMinutes)];

    private static readonly double[] Probabilities = [0.2, 0.4, 0.6, 0.8, 1];

    private readonly Cells scale = layout.Scale.Of(state.Cells, shrinkage: 10);
    private readonly Span<double> quantiles = layout.Quantiles.Of(state.Cells);
    private readonly Cells calibration = layout.Calibration.Of(state.Cells, shrinkage: 20);

    /// <summary>The one for a kind of belief: an index of <see cref="StateLayout.Intervals"/>.</summary>
    public IntervalTracker(int index, EstimatorState state)
        : this(StateLayout.Current.Intervals[index], state)
    {
    }

    public static void Initialize(Layout layout, double[] cells, int index)
    {
        layout.Scale.Values.Of(cells).Fill(PriorScale[index]);
        // 1.6 mean absolute errors are the 90% point of a normal distribution.
        (layout.Quantiles.Of(cells)[0], layout.Quantiles.Of(cells)[1]) = (-1.6, 1.6);
    }

    public Estimate At(in Belief belief)
    {
        var spread = Spread(belief, Level(belief.X));
        return new Estimate(
            belief.Minutes,
            WaitScale.ToMinutes(belief.X + spread * Math.Min(0, quantiles[0])),
            WaitScale.ToMinutes(belief.X + spread * Math.Max(0, quantiles[1])),
            Calibrated(Raw(belief, spread)));
    }

    /// <summary>Compares a belief with what came true.</summary>
    /// <param name="belief">The belief.</param>
    /// <param name="x">What came true, on the scale of x.</param>
    /// <param name="minutes">The same in minutes.</param>
    public void Learn(in Belief belief, double x, double minutes)
    {
        var level = Level(belief.X);
        var spread = Spread(belief, level);
        var hit = Math.Abs(minutes - belief.Minutes) <= Tolerance(belief.Minutes) ? 1 : 0;
        var raw = Raw(belief, spread);
        var place = Place.Among(Probabilities, raw);
        calibration.Learn(place, hit - Calibrated(raw, place), 1);

        var error = x - belief.X;
        quantiles[0] += Step * (Target - (error < spread * quantiles[0] ? 1 : 0));
        quantiles[1] += Step * ((error > spread * quantiles[1] ? 1 : 0) - Target);
        scale.Learn(level, Math.Abs(error) / belief.Certainty - scale.At(level), 1);
        var counts = layout.Scale.Counts.Of(state.Cells);
        counts[level.Lower] = Math.Min(Memory, counts[level.Lower]);
        counts[level.Upper] = Math.Min(Memory, counts[level.Upper]);
    }

    private static double Tolerance(double likely) => Math.Max(5, 0.25 * likely);

    private double Spread(in Belief belief, in Place level) => Math.Max(0.02, belief.Certainty * scale.At(level));

    private Place Level(double x) => Place.Among(Levels, state.Share(Terms.ScaleByLevel) == 0 ? Levels[0] : x);

    // Two half normal distributions that agree with the quantiles.
    private double Raw(in Belief belief, double spread)
    {
        var (likely, tolerance) = (belief.Minutes, Tolerance(belief.Minutes));
        var above = (WaitScale.FromMinutes(likely + tolerance) - belief.X) / (spread * Math.Max(0.1, quantiles[1]));
        var upper = Normal.Cumulative(above * Normal90) - 0.5;
        if (likely <= tolerance)
            return 0.5 + upper;
        var below = (WaitScale.FromMinutes(likely - tolerance) - belief.X) / (spread * Math.Max(0.1, -quantiles[0]));
        return 0.5 - Normal.Cumulative(below * Normal90) + upper;
    }

    private double Calibrated(double raw) => Calibrated(raw, Place.Among(Probabilities, raw));

    private double Calibrated(double raw, in Place place) => Math.Clamp(raw + calibration.At(place), 0.01, 0.99);

    internal sealed class Layout(StateLayout state)
    {
        public CellsLayout Scale { get; } = state.AddCells(5);

        public Segment Quantiles { get; } = state.Add(2, Precision.Single);

        public CellsLayout Calibration { get; } = state.AddCells(5);
    }
}
