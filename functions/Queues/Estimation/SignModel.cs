using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>
/// The wait from a posted sign: x of the sign, plus what this venue's sign is off by overall, at this hour and at this
/// level, lately, and right now; blended with the newest waits. A lane for now, and one each for a sign that is carried 15, 30
/// and 60 minutes ahead.
/// </summary>
internal readonly ref struct SignModel(EstimatorState state)
{
    public const int FeatureCount = 12;

    private const double WeekHalfLife = 4 * LocalTime.Day;
    private const double OverallShrinkage = 0.5;
    private const double HoursShrinkage = 5;
    private const double LevelShrinkage = 0.5;
    private const double WeekShrinkage = 12;
    private const double CorrectionShare = 0.6;

    private static readonly Knots Levels =
        new([.. new double[] { 5, 10, 20, 35, 55, 80, 120, 180 }.Select(WaitScale.FromMinutes)]);

    private readonly Layout layout = StateLayout.Current.Signs;

    private ref LaneCell Overall => ref layout.Overall.Of(state.Cells)[0];

    private ref LaneFadingMean LastDays => ref layout.Week(state.Cells);

    private Span<LaneCell> Hours => layout.Hours.Of(state.Cells);

    private Span<LaneCell> Level => layout.Level.Of(state.Cells);

    /// <summary>What a sign for now makes one expect, but for the last minutes.</summary>
    /// <param name="said">When the sign said it.</param>
    /// <param name="posted">x of the sign.</param>
    /// <param name="asOf">From what was known then.</param>
    public double Expects(in Moment said, double posted, double asOf) =>
        (Expects(said, Vector512.Create(posted)) + Week(WeekKept(Vector512.Create(asOf))))[0];

    /// <summary>What signs make one expect, but for the last days and minutes.</summary>
    /// <param name="time">When.</param>
    /// <param name="posted">x of the signs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Expects(in Moment time, Lanes posted) => posted + Overall.Values
        + state.Share(Terms.Hours) * Hours.At(time.Hour) + state.Share(Terms.Levels) * Level.At(Levels, posted);

    /// <summary>What is left at a time of what was learned of the last days.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes WeekKept(Lanes time) => LastDays.Kept(time, WeekHalfLife);

    /// <summary>How the last days differ from that.</summary>
    /// <param name="kept">See <see cref="WeekKept"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Week(Lanes kept) => state.Share(Terms.Week) * LastDays.Level(kept, WeekShrinkage);

    /// <summary>The waits of someone who joins at a time, before the correction, in minutes.</summary>
    /// <param name="expected">See <see cref="Expects(in Moment, Lanes)"/>.</param>
    /// <param name="asOf">From what was known then.</param>
    /// <param name="recent">Of what is remembered.</param>
    /// <param name="fastShare">What the last minutes count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes MinutesAt(Lanes expected, Lanes asOf, in RecentSums recent, Lanes fastShare)
    {
        var minutes = WaitScale.ToMinutes(expected + Week(WeekKept(asOf)) + fastShare * LastMinutes(recent));
        var share = state.Share(Terms.Blend) * 0.6 * fastShare * recent.SignNowWeight
            / (recent.SignNowWeight + Vector512.Create(0.5));
        return Vector512.ConditionalSelect(
            Vector512.GreaterThan(recent.SignNowWeight, Lanes.Zero),
            (Lanes.One - share) * minutes + share * recent.SignNowMinutes / recent.SignNowWeight,
            minutes);
    }

    /// <summary>The same as <see cref="MinutesAt"/> for someone who joins now, term by term; a test holds the two together.</summary>
    public void Explain(in Moment time, double posted, in RecentSums recent, TermSum sum)
    {
        var (now, sign) = (Vector512.Create(time.At), Vector512.Create(posted));
        sum.Add(ExplainedBy.Sign, posted);
        sum.Add(ExplainedBy.Usual, Overall.Values[0]);
        sum.Add(ExplainedBy.Hour, state.Share(Terms.Hours) * Hours.At(time.Hour)[0]);
        sum.Add(ExplainedBy.SignLevel, state.Share(Terms.Levels) * Level.At(Levels, sign)[0]);
        sum.Add(ExplainedBy.LastDays, Week(WeekKept(now))[0]);
        sum.Add(ExplainedBy.LastMinutes, LastMinutes(recent)[0]);
        sum.MoveTo(ExplainedBy.NewestWaits, WaitScale.FromMinutes(MinutesAt(Expects(time, sign), now, recent, Lanes.One)[0]));
    }

    /// <summary>What is added to x for now, from features that <see cref="Describe"/> gives.</summary>
    public double CorrectionAt(in Features features) =>
        state.Share(Terms.SignCorrection) * CorrectionShare * Math.Clamp(Correction().At(features), -0.6, 0.6);

    /// <param name="evidence">What is learned from.</param>
    /// <param name="at">When it was true.</param>
    /// <param name="signs">What the sign said of that time; where it said nothing, nothing is learned.</param>
    /// <param name="weekKept">What is left then of what was learned of the last days.</param>
    /// <param name="x">The evidence, its source's bias taken off.</param>
    /// <returns>By how much that changed what it makes one expect then.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Learn(in Remembered evidence, in Moment at, in Signs signs, ref Lanes weekKept, double x)
    {
        var weight = signs.Known & Vector512.Create(evidence.Weight);
        var limit = Vector512.Create(EstimatorModel.SignLimit);
        var error = Vector512.Create(x) - signs.Expected;
        var residual = Vector512.ClampNative(error - LastDays.Level(weekKept, WeekShrinkage), -limit, limit);
        LastDays.Learn(Vector512.Create(evidence.Known), ref weekKept, Vector512.ClampNative(error, -limit, limit), weight);
        return Overall.Learn(weight * residual, weight, OverallShrinkage)
            + state.Share(Terms.Hours) * Hours.Learn(at.Hour, residual, weight, HoursShrinkage)
            + state.Share(Terms.Levels) * Level.Learn(Levels, signs.X, residual, weight, LevelShrinkage);
    }

    public void LearnCorrection(in Features features, double uncorrected, double x) =>
        Correction().Learn(features, Math.Clamp(x - uncorrected, -0.6, 0.6), EstimatorModel.SignLimit);

    public void Age(double days)
    {
        layout.Overall.Of(state.Cells).Age(days, 365);
        Hours.Age(days, 21);
        Level.Age(days, 70);
    }

    /// <summary>What the correction for now looks at.</summary>
    /// <param name="joining">When.</param>
    /// <param name="signs">What the sign said.</param>
    /// <param name="x">What the sign makes one expect.</param>
    /// <param name="visits">What visits alone make one expect.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Features Describe(in Joining joining, in Signs signs, double x, double visits)
    {
        var (posted, usual) = (signs.Now, joining.UsualPosted);
        return new Features(
            Vector512.Create(
                1,
                signs.TenMinutesBefore == 0 ? 0 : posted - signs.TenMinutesBefore,
                signs.HourBefore == 0 ? 0 : posted - signs.HourBefore,
                usual == 0 ? 0 : posted - usual,
                usual == 0 || signs.UsualHalfHourBefore == 0 ? 0 : usual - signs.UsualHalfHourBefore,
                Math.Exp(-PostedStream.SinceOpening(state, joining.At) / 15),
                visits - x,
                (x - 3.8) * (x - 3.8)),
            Vector512.Create(x - posted, joining.Sin, joining.Cos, 2 * joining.Sin * joining.Cos, 0, 0, 0, 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes LastMinutes(in RecentSums recent) =>
        state.Share(Terms.Fast) * recent.SignResidual / (recent.SignWeight + Vector512.Create(1.5));

    private LinearCorrection Correction() => StateLayout.Current.SignCorrection.Of(state.Cells);

    internal sealed class Layout
    {
        private readonly int week;

        public Layout(StateLayout state)
        {
            (Overall, Hours, Level) = (new(state, 1), new(state, 24), new(state, Levels.Length));
            week = state.Reserve(3 * Lanes.Count);
            for (var horizon = 0; horizon < StateLayout.Horizons; horizon++)
            {
                state.Store(Overall.OfLane(horizon));
                state.Store(Hours.OfLane(horizon));
                state.Store(Level.OfLane(horizon));
                state.Store(new Segment(week + horizon, 2, Precision.Single, Lanes.Count));
                state.Store(new Segment(week + 2 * Lanes.Count + horizon, 1, Precision.Double));
            }
        }

        public LaneCellsLayout Overall { get; }

        public LaneCellsLayout Hours { get; }

        public LaneCellsLayout Level { get; }

        public ref LaneFadingMean Week(double[] cells) =>
            ref MemoryMarshal.Cast<double, LaneFadingMean>(cells.AsSpan(week, 3 * Lanes.Count))[0];

        /// <summary>What the signs of venues that are alike have in common.</summary>
        public IEnumerable<CellsLayout> SharedOf(int horizon) => [Overall.OfLane(horizon), Level.OfLane(horizon)];
    }
}
