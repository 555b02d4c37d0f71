using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>
/// The 80% intervals and the confidence of all kinds of belief, from how the errors of each turned out: a running mean of the
/// error by level gives the scale, adaptive conformal tracking (Gibbs and Candès 2021) the quantiles in units of it, and a
/// calibration curve corrects the probability that the resulting distribution gives.
/// </summary>
internal readonly ref struct IntervalTrackers(EstimatorState state)
{
    private const double Target = 0.1;
    private const double Step = 0.02;
    private const double Memory = 300;
    private const double ScaleShrinkage = 10;
    private const double CalibrationShrinkage = 20;

    // The 90% point of the standard normal distribution.
    private const double Normal90 = 1.2815515655446004;

    // Mean absolute error of x before any truth has come: now, 15, 30 and 60 minutes ahead with a sign, now without one.
    private static readonly double[] PriorScale = [0.24, 0.29, 0.32, 0.35, 0.32];
    private static readonly Knots Levels = new([.. new double[] { 5, 12, 25, 45, 80 }.Select(WaitScale.FromMinutes)]);
    private static readonly Knots Probabilities = new(0.2, 0.4, 0.6, 0.8, 1);

    private readonly Span<LaneCell> scale = StateLayout.Current.Intervals.Scale.Of(state.Cells);
    private readonly Span<Lanes> quantiles = StateLayout.Current.Intervals.Quantiles(state.Cells);
    private readonly Span<LaneCell> calibration = StateLayout.Current.Intervals.Calibration.Of(state.Cells);

    public static void Initialize(double[] cells)
    {
        var layout = StateLayout.Current.Intervals;
        for (var kind = 0; kind < Beliefs.Kinds; kind++)
        {
            var values = layout.Scale.OfLane(kind).Values;
            for (var i = 0; i < values.Length; i++)
                values.At(cells, i) = PriorScale[kind];
        }

        // 1.6 mean absolute errors are the 90% point of a normal distribution.
        (layout.Quantiles(cells)[0], layout.Quantiles(cells)[1]) = (Vector512.Create(-1.6), Vector512.Create(1.6));
    }

    /// <summary>What one of the beliefs says.</summary>
    public Estimate At(in Beliefs beliefs, int kind)
    {
        var spread = Spread(beliefs, scale.At(Levels, Level(beliefs)));
        var (x, width) = (beliefs.X[kind], spread[kind]);
        return new Estimate(
            beliefs.Minutes[kind],
            WaitScale.ToMinutes(x + width * Math.Min(0, quantiles[0][kind])),
            WaitScale.ToMinutes(x + width * Math.Max(0, quantiles[1][kind])),
            Calibrated(Raw(beliefs, spread))[kind]);
    }

    /// <summary>Compares beliefs with what came true.</summary>
    /// <param name="beliefs">The beliefs.</param>
    /// <param name="which">All bits of those that are compared.</param>
    /// <param name="x">What came true, on the scale of x.</param>
    /// <param name="minutes">The same in minutes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(in Beliefs beliefs, Lanes which, double x, double minutes)
    {
        var level = Level(beliefs);
        var usual = scale.At(Levels, level);
        var spread = Spread(beliefs, usual);
        var raw = Raw(beliefs, spread);
        var weight = which & Lanes.One;
        var hit = If(Vector512.LessThanOrEqual(Vector512.Abs(Vector512.Create(minutes) - beliefs.Minutes), Tolerance(beliefs.Minutes)));
        calibration.Learn(Probabilities, raw, hit - Calibrated(raw), weight, CalibrationShrinkage);

        var error = Vector512.Create(x) - beliefs.X;
        var target = Vector512.Create(Target);
        quantiles[0] += Step * (which & (target - If(Vector512.LessThan(error, spread * quantiles[0]))));
        quantiles[1] += Step * (which & (If(Vector512.GreaterThan(error, spread * quantiles[1])) - target));
        scale.Learn(Levels, level, Vector512.Abs(error) / beliefs.Certainty - usual, weight, ScaleShrinkage, Memory);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes If(Lanes condition) => condition & Lanes.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Tolerance(Lanes likely) => Vector512.MaxNative(Vector512.Create(5.0), 0.25 * likely);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Spread(in Beliefs beliefs, Lanes usual) =>
        Vector512.MaxNative(Vector512.Create(0.02), beliefs.Certainty * usual);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes Level(in Beliefs beliefs) => state.Share(Terms.ScaleByLevel) == 0 ? Levels.First : beliefs.X;

    // Two half normal distributions that agree with the quantiles.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes Raw(in Beliefs beliefs, Lanes spread)
    {
        var (likely, tolerance, half, least) =
            (beliefs.Minutes, Tolerance(beliefs.Minutes), Vector512.Create(0.5), Vector512.Create(0.1));
        // From x to the ends of the tolerance.
        var (share, off) = (tolerance / (likely + Vector512.Create(WaitScale.Offset)), WaitScale.Possible(beliefs.X) - beliefs.X);
        var above = (off + LogOfOnePlus(share)) / (spread * Vector512.MaxNative(least, quantiles[1]));
        var below = (off + LogOfOnePlus(-share)) / (spread * Vector512.MaxNative(least, -quantiles[0]));
        var lower = Vector512.ConditionalSelect(
            Vector512.GreaterThan(likely, tolerance), half - Normal.Cumulative(Normal90 * below), half);
        return lower + Normal.Cumulative(Normal90 * above) - half;
    }

    // The [3/2] Padé approximant: for a tolerance, which is at most 36% of the wait and its offset, it is right to a millionth.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes LogOfOnePlus(Lanes y) => y * (Vector512.Create(30.0) + y * (Vector512.Create(21.0) + y))
        / (Vector512.Create(30.0) + y * (Vector512.Create(36.0) + 9 * y));

    private Lanes Calibrated(Lanes raw) => Vector512.ClampNative(
        raw + calibration.At(Probabilities, raw), Vector512.Create(0.01), Vector512.Create(0.99));

    internal sealed class Layout
    {
        private readonly int quantiles;

        public Layout(StateLayout state)
        {
            Scale = new LaneCellsLayout(state, Levels.Length);
            quantiles = state.Reserve(2 * Lanes.Count);
            Calibration = new LaneCellsLayout(state, Probabilities.Length);
            for (var kind = 0; kind < Beliefs.Kinds; kind++)
            {
                state.Store(Scale.OfLane(kind));
                state.Store(new Segment(quantiles + kind, 2, Precision.Single, Lanes.Count));
                state.Store(Calibration.OfLane(kind));
            }
        }

        public LaneCellsLayout Scale { get; }

        public LaneCellsLayout Calibration { get; }

        public Span<Lanes> Quantiles(double[] cells) => MemoryMarshal.Cast<double, Lanes>(cells.AsSpan(quantiles, 2 * Lanes.Count));
    }
}
