namespace QNom.Queues.Estimation;

/// <summary>
/// The wait without a sign: slow terms (overall, hour, hour by kind of day), a week's, a day's and an hour's level, a blend
/// with the newest waits, and a linear correction. Works on x = ln(wait + 14).
/// </summary>
internal readonly ref struct VisitModel(EstimatorState state)
{
    public const int Features = 13;

    private const double WeekHalfLife = 2.3 * LocalTime.Day;
    private const double CorrectionShare = 0.6;

    private readonly Layout layout = StateLayout.Current.Visits;
    private readonly Cells overall = StateLayout.Current.Visits.Overall.Of(state.Cells, shrinkage: 1);
    private readonly Cells hours = StateLayout.Current.Visits.Hours.Of(state.Cells, shrinkage: 1);
    private readonly Cells kinds = StateLayout.Current.Visits.Kinds.Of(state.Cells, shrinkage: 36);
    private readonly Cells weekdays = StateLayout.Current.Visits.Weekdays.Of(state.Cells, shrinkage: 4);

    /// <summary>How much evidence there is in all.</summary>
    public double History => layout.Overall.Counts.Of(state.Cells)[0];

    public static void Initialize(Layout layout, double[] cells)
    {
        layout.Overall.Values.Of(cells)[0] = EstimatorModel.PriorMean;
        LinearCorrection.Initialize(layout.Correction.Of(cells), Features);
    }

    /// <summary>The usual x at a time of the week.</summary>
    public double Slow(double time)
    {
        var hour = LocalTime.InDay(time, 24);
        return overall[0] + state.Share(Terms.Hours) * hours.At(hour) + state.Share(Terms.KindOfDay) * Kinds(time).At(hour);
    }

    /// <summary>How much evidence there is around a time of the week.</summary>
    public double Support(double time) => Kinds(time).CountAt(LocalTime.InDay(time, 24));

    /// <summary>How the last days differ from the usual.</summary>
    public double Week(double time) => state.Share(Terms.Week) * WeekMean().At(time);

    /// <summary>The x of someone who joins at a time, and the features its correction was computed from.</summary>
    public double At(double joining, double asOf, in RecentSums recent, double fastShare, Span<double> features)
    {
        var x = Slow(joining) + Week(asOf)
            + state.Share(Terms.Day) * recent.DayResidual / (recent.DayWeight + 4)
            + state.Share(Terms.Fast) * fastShare * recent.HourResidual / (recent.HourWeight + 1);
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
    public void Explain(double time, in RecentSums recent, TermSum sum)
    {
        var hour = LocalTime.InDay(time, 24);
        sum.Add(ExplainedBy.Usual, overall[0]);
        sum.Add(ExplainedBy.Hour, state.Share(Terms.Hours) * hours.At(hour));
        sum.Add(ExplainedBy.KindOfDay, state.Share(Terms.KindOfDay) * Kinds(time).At(hour));
        sum.Add(ExplainedBy.LastDays, Week(time));
        sum.Add(ExplainedBy.LastHours, state.Share(Terms.Day) * recent.DayResidual / (recent.DayWeight + 4));
        sum.Add(ExplainedBy.LastMinutes, state.Share(Terms.Fast) * recent.HourResidual / (recent.HourWeight + 1));
        Span<double> features = stackalloc double[Features];
        var x = At(time, time, recent, 1, features);
        var correction = CorrectionAt(features);
        sum.MoveTo(ExplainedBy.NewestWaits, x - correction);
        sum.MoveTo(ExplainedBy.OwnWays, x);
    }

    public void Learn(in Remembered evidence)
    {
        var hour = LocalTime.InDay(evidence.At, 24);
        var week = WeekMean();
        var level = week.At(evidence.Known);
        var residual = evidence.VisitResidual;
        overall.Learn(0, residual, evidence.Weight);
        hours.Learn(hour, residual, evidence.Weight);
        Kinds(evidence.At).Learn(hour, residual, evidence.Weight);
        var weekday = LocalTime.Weekday(evidence.At);
        weekdays.Learn(weekday, residual - weekdays[weekday], evidence.Weight);
        week.Learn(
            evidence.Known,
            Math.Clamp(residual + level, -EstimatorModel.VisitLimit, EstimatorModel.VisitLimit), evidence.Weight);
    }

    /// <summary>Teaches the correction what a timed visit was, against the belief at its beginning.</summary>
    public void LearnCorrection(ReadOnlySpan<double> features, double believed, double x)
    {
        var uncorrected = believed - CorrectionAt(features);
        Correction().Learn(features, Math.Clamp(x - uncorrected, -0.6, 0.6), 0.6);
    }

    public void Age(double days)
    {
        overall.Age(days, 365);
        hours.Age(days, 18);
        kinds.Age(days, 18);
        weekdays.Age(days, 28);
    }

    private double CorrectionAt(ReadOnlySpan<double> features) =>
        state.Share(Terms.VisitCorrection) * CorrectionShare * Math.Clamp(Correction().At(features), -0.6, 0.6);

    private Cells Kinds(double time) => kinds.Slice(LocalTime.IsWeekend(time) ? 24 : 0, 24);

    private FadingMean WeekMean() => layout.Week.Of(state.Cells, WeekHalfLife, shrinkage: 1.3);

    private LinearCorrection Correction() => new(layout.Correction.Of(state.Cells), Features);

    private void Describe(Span<double> features, double joining, double x, in RecentSums recent)
    {
        var (sin, cos) = Math.SinCos(LocalTime.MinuteOfDay(joining) / LocalTime.Day * 2 * Math.PI);
        var (sin2, cos2) = (2 * sin * cos, 2 * cos * cos - 1);
        features[0] = 1;
        features[1] = sin;
        features[2] = cos;
        features[3] = sin2;
        features[4] = cos2;
        features[5] = sin2 * cos + cos2 * sin;
        features[6] = cos2 * cos - sin2 * sin;
        features[7] = weekdays[LocalTime.Weekday(joining)];
        features[8] = (recent.QuarterX - recent.QuarterWeight * x) / (recent.QuarterWeight + 0.5);
        features[9] = recent.DayWeight / (recent.DayWeight + 2);
        features[10] = Math.Exp(-recent.SinceNewest / 60);
        features[11] = x - 3.8;
        features[12] = recent.NewestResidual * Math.Exp(-recent.SinceNewest / 240);
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
