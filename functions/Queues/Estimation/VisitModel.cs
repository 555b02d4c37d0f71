using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>
/// The wait without a sign: slow terms (overall, hour, hour by kind of day), a week's, a day's and an hour's level, a blend
/// with the newest waits, and a linear correction. Works on x = ln(wait + 14).
/// </summary>
internal readonly ref struct VisitModel(EstimatorState state)
{
    private const int FeatureCount = 13;

    private const double WeekHalfLife = 2.3 * LocalTime.Day;
    private const double HourShrinkage = 3;
    private const double Ordinary = 3.8;
    private const double CorrectionShare = 0.6;

    private readonly Layout layout = StateLayout.Current.Visits;

    /// <summary>How much evidence there is in all.</summary>
    public double History => layout.Overall.Counts.Of(state.Cells)[0];

    private Cells Overall => layout.Overall.Of(state.Cells, shrinkage: 1);

    private Cells Hours => layout.Hours.Of(state.Cells, shrinkage: 2);

    private Cells Kinds => layout.Kinds.Of(state.Cells, shrinkage: 36);

    private Cells Weekdays => layout.Weekdays.Of(state.Cells, shrinkage: 4);

    public static void Initialize(Layout layout, double[] cells)
    {
        layout.Overall.Values.Of(cells)[0] = EstimatorModel.PriorMean;
        layout.Correction.Initialize(cells);
    }

    /// <summary>The usual x at a time of the week.</summary>
    public double Slow(in Moment time) =>
        Overall[0] + state.Share(Terms.Hours) * Hours.At(time.Hour) + state.Share(Terms.KindOfDay) * KindOfDay(time).At(time.Hour);

    /// <summary>How much evidence there is around a time of the week.</summary>
    public double Support(in Moment time) => KindOfDay(time).CountAt(time.Hour);

    /// <summary>What a weekday is off by.</summary>
    public double Weekday(in Moment time) => Weekdays[time.Weekday];

    /// <summary>How the last days differ from the usual.</summary>
    public double Week(double time) => Week(WeekAt(time));

    /// <inheritdoc cref="Week(double)"/>
    public double Week(in FadingMean.Faded week) => state.Share(Terms.Week) * week.Level;

    /// <summary>The last days' level, to be read and learned to.</summary>
    public FadingMean.Faded WeekAt(double time) => WeekMean().At(time);

    /// <summary>The x of someone who joins at a time, from what was known at several moments.</summary>
    /// <param name="joining">When.</param>
    /// <param name="asOf">The moments.</param>
    /// <param name="recent">Of what is remembered.</param>
    /// <param name="fastShare">What the last minutes count.</param>
    /// <param name="features">What the correction looked at, but for what belongs to the joining time.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes At(in Joining joining, Lanes asOf, in RecentSums recent, Lanes fastShare, out MomentFeatures features)
    {
        var x = Vector512.Create(joining.Usual) + state.Share(Terms.Week) * WeekMean().LevelAt(asOf)
            + LastHours(recent) + fastShare * LastMinutes(recent);
        var share = state.Share(Terms.Blend) * fastShare * recent.NowWeight / (recent.NowWeight + Vector512.Create(0.4));
        var blended = WaitScale.FromMinutes(
            (Lanes.One - share) * WaitScale.ToMinutes(x) + share * recent.NowMinutes / recent.NowWeight);
        x = Vector512.ConditionalSelect(Vector512.GreaterThan(recent.NowWeight, Lanes.Zero), blended, x);
        features = Describe(x, recent);
        return x + Limited(layout.Correction.Of(state.Cells).At(
            joining.Features, features.Quarter, features.Day, features.News, features.Level, features.NewestResidual));
    }

    /// <summary>The same as <see cref="At"/> for someone who joins now, term by term; a test holds the two together.</summary>
    public void Explain(in Moment time, in RecentSums recent, TermSum sum)
    {
        sum.Add(ExplainedBy.Usual, Overall[0]);
        sum.Add(ExplainedBy.Hour, state.Share(Terms.Hours) * Hours.At(time.Hour));
        sum.Add(ExplainedBy.KindOfDay, state.Share(Terms.KindOfDay) * KindOfDay(time).At(time.Hour));
        sum.Add(ExplainedBy.LastDays, Week(time.At));
        sum.Add(ExplainedBy.LastHours, LastHours(recent)[0]);
        sum.Add(ExplainedBy.LastMinutes, LastMinutes(recent)[0]);
        var joining = Joining.Of(state, time);
        var x = At(joining, Vector512.Create(time.At), recent, Lanes.One, out var features)[0];
        sum.MoveTo(ExplainedBy.NewestWaits, x - CorrectionAt(features.Now(joining)));
        sum.MoveTo(ExplainedBy.OwnWays, x);
    }

    /// <param name="evidence">What is learned from.</param>
    /// <param name="at">When it was true.</param>
    /// <param name="week">How the last days differ.</param>
    /// <returns>By how much that changed the usual x of its time.</returns>
    public double Learn(in Remembered evidence, in Moment at, ref FadingMean.Faded week)
    {
        var (residual, level, weight) = (evidence.VisitResidual, week.Level, evidence.Weight);
        var overall = Overall;
        var hours = Hours;
        var kinds = KindOfDay(at);
        // What one term now explains the next does not explain a second time: at a new venue they would together go too far.
        var explained = -overall[0];
        overall.Learn(0, residual, weight);
        explained += overall[0];
        var before = hours.At(at.Hour);
        hours.Learn(at.Hour, residual - explained, weight);
        explained += state.Share(Terms.Hours) * (hours.At(at.Hour) - before);
        before = kinds.At(at.Hour);
        kinds.Learn(at.Hour, residual - explained, weight);
        explained += state.Share(Terms.KindOfDay) * (kinds.At(at.Hour) - before);
        Weekdays.Learn(at.Weekday, residual - Weekdays[at.Weekday], weight);
        week.Learn(Math.Clamp(residual + level - explained, -EstimatorModel.VisitLimit, EstimatorModel.VisitLimit), weight);
        return explained;
    }

    /// <summary>Teaches the correction what a timed visit was, against the belief of the first moment.</summary>
    public void LearnCorrection(in Joining joining, in MomentFeatures features, double x)
    {
        var uncorrected = features.Level[0] + Ordinary;
        layout.Correction.Of(state.Cells).Learn(features.Now(joining), Math.Clamp(x - uncorrected, -0.6, 0.6), 0.6);
    }

    public void Age(double days)
    {
        Overall.Age(days, 365);
        Hours.Age(days, 18);
        Kinds.Age(days, 18);
        Weekdays.Age(days, 28);
    }

    /// <summary>What the correction looks at of the joining time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Describe(in Joining joining)
    {
        var (sin, cos) = (joining.Sin, joining.Cos);
        var (sin2, cos2) = (2 * sin * cos, 2 * cos * cos - 1);
        return Vector512.Create(
            1, sin, cos, sin2, cos2, sin2 * cos + cos2 * sin, cos2 * cos - sin2 * sin, joining.Weekday);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static MomentFeatures Describe(Lanes x, in RecentSums recent)
    {
        var left = Vector512.Exp(recent.SinceNewest / -240);
        return new MomentFeatures(
            (recent.QuarterX - recent.QuarterWeight * x) / (recent.QuarterWeight + Vector512.Create(0.3)),
            recent.DayWeight / (recent.DayWeight + Vector512.Create(2.0)),
            left * left * left * left,
            x - Vector512.Create(Ordinary),
            recent.NewestResidual * left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes LastHours(in RecentSums recent) =>
        state.Share(Terms.Day) * recent.DayResidual / (recent.DayWeight + Vector512.Create(4.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes LastMinutes(in RecentSums recent) =>
        state.Share(Terms.Fast) * recent.HourResidual / (recent.HourWeight + Vector512.Create(HourShrinkage));

    private double CorrectionAt(in Features features) =>
        Limited(Vector512.Create(layout.Correction.Of(state.Cells).At(features)))[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes Limited(Lanes correction) => state.Share(Terms.VisitCorrection) * CorrectionShare
        * Vector512.ClampNative(correction, Vector512.Create(-0.6), Vector512.Create(0.6));

    private Cells KindOfDay(in Moment time) => Kinds.Slice(time.IsWeekend ? 24 : 0, 24);

    private FadingMean WeekMean() => layout.Week.Of(state.Cells, WeekHalfLife, shrinkage: 1.3);

    internal sealed class Layout(StateLayout state)
    {
        public CellsLayout Overall { get; } = state.AddCells(1);

        public CellsLayout Hours { get; } = state.AddCells(24);

        /// <summary>By hour, of a weekday, then of a weekend.</summary>
        public CellsLayout Kinds { get; } = state.AddCells(48);

        public CellsLayout Weekdays { get; } = state.AddCells(7);

        public LinearCorrection.Layout Correction { get; } = new(state, FeatureCount);

        public FadingLayout Week { get; } = state.AddFading();
    }
}

/// <summary>What the correction without a sign looks at that differs with what was known: a lane for each moment.</summary>
/// <param name="Quarter">How the last quarter of an hour differs from what is believed.</param>
/// <param name="Day">How much was said today.</param>
/// <param name="News">Whether something was said just now.</param>
/// <param name="Level">What is believed.</param>
/// <param name="NewestResidual">What was said last.</param>
internal readonly record struct MomentFeatures(Lanes Quarter, Lanes Day, Lanes News, Lanes Level, Lanes NewestResidual)
{
    /// <summary>All features of the first moment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Features Now(in Joining joining) =>
        new(joining.Features, Vector512.Create(Quarter[0], Day[0], News[0], Level[0], NewestResidual[0], 0, 0, 0));
}
