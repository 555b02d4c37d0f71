namespace QNom.Queues.Estimation;

/// <summary>
/// The wait without a sign: slow terms (overall, hour, hour by kind of day), a week's, a day's and an hour's level, a blend
/// with the newest waits, and a linear correction. Works on x = ln(wait + 14).
/// </summary>
internal readonly ref struct VisitModel(EstimatorState state)
{
    public const int Features = 13;

    private const double WeekHalfLife = 2.3 * LocalTime.Day;
    private const double HourShrinkage = 3;
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
        LinearCorrection.Initialize(layout.Correction.Of(cells), Features);
    }

    /// <summary>The usual x at a time of the week.</summary>
    public double Slow(in Moment time) =>
        Overall[0] + state.Share(Terms.Hours) * Hours.At(time.Hour) + state.Share(Terms.KindOfDay) * KindOfDay(time).At(time.Hour);

    /// <summary>How much evidence there is around a time of the week.</summary>
    public double Support(in Moment time) => KindOfDay(time).CountAt(time.Hour);

    /// <summary>What a weekday is off by.</summary>
    public double Weekday(in Moment time) => Weekdays[time.Weekday];

    /// <summary>How the last days differ from the usual.</summary>
    public double Week(double time) => state.Share(Terms.Week) * WeekMean().At(time).Level;

    /// <summary>The x of someone who joins at a time, and the features its correction was computed from.</summary>
    public double At(in Joining joining, double asOf, in RecentSums recent, double fastShare, Span<double> features)
    {
        var x = joining.Usual + Week(asOf)
            + state.Share(Terms.Day) * recent.DayResidual / (recent.DayWeight + 4)
            + state.Share(Terms.Fast) * fastShare * recent.HourResidual / (recent.HourWeight + HourShrinkage);
        if (recent.NowWeight > 0)
        {
            var share = state.Share(Terms.Blend) * fastShare * recent.NowWeight / (recent.NowWeight + 0.4);
            x = WaitScale.FromMinutes(
                (1 - share) * WaitScale.ToMinutes(x) + share * recent.NowMinutes / recent.NowWeight);
        }

        Describe(features, joining, x, recent);
        return x + CorrectionAt(features);
    }

    /// <summary>The same as <see cref="At"/> for someone who joins now, term by term; a test holds the two together.</summary>
    public void Explain(in Moment time, in RecentSums recent, TermSum sum)
    {
        sum.Add(ExplainedBy.Usual, Overall[0]);
        sum.Add(ExplainedBy.Hour, state.Share(Terms.Hours) * Hours.At(time.Hour));
        sum.Add(ExplainedBy.KindOfDay, state.Share(Terms.KindOfDay) * KindOfDay(time).At(time.Hour));
        sum.Add(ExplainedBy.LastDays, Week(time.At));
        sum.Add(ExplainedBy.LastHours, state.Share(Terms.Day) * recent.DayResidual / (recent.DayWeight + 4));
        sum.Add(ExplainedBy.LastMinutes, state.Share(Terms.Fast) * recent.HourResidual / (recent.HourWeight + HourShrinkage));
        Span<double> features = stackalloc double[Features];
        var x = At(Joining.Of(state, time), time.At, recent, 1, features);
        var correction = CorrectionAt(features);
        sum.MoveTo(ExplainedBy.NewestWaits, x - correction);
        sum.MoveTo(ExplainedBy.OwnWays, x);
    }

    /// <param name="evidence">What is learned from.</param>
    /// <param name="at">When it was true.</param>
    public void Learn(in Remembered evidence, in Moment at)
    {
        var week = WeekMean().At(evidence.Known);
        var level = week.Level;
        var residual = evidence.VisitResidual;
        var usual = Slow(at);
        // What one term now explains the next does not explain a second time: at a new venue they would together go too far.
        Overall.Learn(0, residual, evidence.Weight);
        Hours.Learn(at.Hour, residual - (Slow(at) - usual), evidence.Weight);
        KindOfDay(at).Learn(at.Hour, residual - (Slow(at) - usual), evidence.Weight);
        level -= Slow(at) - usual;
        Weekdays.Learn(at.Weekday, residual - Weekdays[at.Weekday], evidence.Weight);
        week.Learn(Math.Clamp(residual + level, -EstimatorModel.VisitLimit, EstimatorModel.VisitLimit), evidence.Weight);
    }

    /// <summary>Teaches the correction what a timed visit was, against the belief at its beginning.</summary>
    public void LearnCorrection(ReadOnlySpan<double> features, double believed, double x)
    {
        var uncorrected = believed - CorrectionAt(features);
        Correction().Learn(features, Math.Clamp(x - uncorrected, -0.6, 0.6), 0.6);
    }

    public void Age(double days)
    {
        Overall.Age(days, 365);
        Hours.Age(days, 18);
        Kinds.Age(days, 18);
        Weekdays.Age(days, 28);
    }

    private double CorrectionAt(ReadOnlySpan<double> features) =>
        state.Share(Terms.VisitCorrection) * CorrectionShare * Math.Clamp(Correction().At(features), -0.6, 0.6);

    private Cells KindOfDay(in Moment time) => Kinds.Slice(time.IsWeekend ? 24 : 0, 24);

    private FadingMean WeekMean() => layout.Week.Of(state.Cells, WeekHalfLife, shrinkage: 1.3);

    private LinearCorrection Correction() => new(layout.Correction.Of(state.Cells), Features);

    private static void Describe(Span<double> features, in Joining joining, double x, in RecentSums recent)
    {
        var (sin, cos) = (joining.Sin, joining.Cos);
        var (sin2, cos2) = (2 * sin * cos, 2 * cos * cos - 1);
        features[0] = 1;
        features[1] = sin;
        features[2] = cos;
        features[3] = sin2;
        features[4] = cos2;
        features[5] = sin2 * cos + cos2 * sin;
        features[6] = cos2 * cos - sin2 * sin;
        features[7] = joining.Weekday;
        features[8] = (recent.QuarterX - recent.QuarterWeight * x) / (recent.QuarterWeight + 0.3);
        features[9] = recent.DayWeight / (recent.DayWeight + 2);
        var left = Math.Exp(-recent.SinceNewest / 240);
        features[10] = left * left * left * left;
        features[11] = x - 3.8;
        features[12] = recent.NewestResidual * left;
    }

    internal sealed class Layout(StateLayout state)
    {
        public CellsLayout Overall { get; } = state.AddCells(1);

        public CellsLayout Hours { get; } = state.AddCells(24);

        /// <summary>By hour, of a weekday, then of a weekend.</summary>
        public CellsLayout Kinds { get; } = state.AddCells(48);

        public CellsLayout Weekdays { get; } = state.AddCells(7);

        public Segment Correction { get; } = state.Add(LinearCorrection.Size(Features), Precision.Single);

        public FadingLayout Week { get; } = state.AddFading();
    }
}
