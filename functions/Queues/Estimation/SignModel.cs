namespace QNom.Queues.Estimation;

/// <summary>
/// The wait from a posted sign: x of the sign, plus what this venue's sign is off by overall, at this hour and at this
/// level, lately, and right now; blended with the newest waits. One for now, and one each for a sign that is carried 15, 30
/// and 60 minutes ahead.
/// </summary>
internal readonly ref struct SignModel(EstimatorState state, int horizon)
{
    public const int Features = 12;

    private const double WeekHalfLife = 4 * LocalTime.Day;
    private const double CorrectionShare = 0.6;

    private static readonly double[] Levels =
        [.. new double[] { 5, 10, 20, 35, 55, 80, 120, 180 }.Select(WaitScale.FromMinutes)];

    private readonly Layout layout = StateLayout.Current.Signs[horizon];

    private Cells Overall => layout.Overall.Of(state.Cells, shrinkage: 0.5);

    private Cells Hours => layout.Hours.Of(state.Cells, shrinkage: 5);

    private Cells Level => layout.Level.Of(state.Cells, shrinkage: 0.5);

    public double Slow(in Moment time, double posted) => Slow(time, Place.Among(Levels, posted));

    public double Week(double time) => state.Share(Terms.Week) * WeekMean().At(time).Level;

    /// <summary>The wait of someone who joins at a time, before the correction, in minutes.</summary>
    public double MinutesAt(in Moment joining, double asOf, double posted, in RecentSums recent, double fastShare)
    {
        var x = posted + Slow(joining, posted) + Week(asOf)
            + state.Share(Terms.Fast) * fastShare * recent.SignResidual / (recent.SignWeight + 1.5);
        var minutes = WaitScale.ToMinutes(x);
        if (recent.SignNowWeight == 0)
            return minutes;
        var share = state.Share(Terms.Blend) * fastShare * 0.6 * recent.SignNowWeight / (recent.SignNowWeight + 0.5);
        return (1 - share) * minutes + share * recent.SignNowMinutes / recent.SignNowWeight;
    }

    /// <summary>The same as <see cref="MinutesAt"/> for someone who joins now, term by term; a test holds the two together.</summary>
    public void Explain(in Moment time, double posted, in RecentSums recent, TermSum sum)
    {
        sum.Add(ExplainedBy.Sign, posted);
        sum.Add(ExplainedBy.Usual, Overall[0]);
        sum.Add(ExplainedBy.Hour, state.Share(Terms.Hours) * Hours.At(time.Hour));
        sum.Add(ExplainedBy.SignLevel, state.Share(Terms.Levels) * Level.At(Place.Among(Levels, posted)));
        sum.Add(ExplainedBy.LastDays, Week(time.At));
        sum.Add(ExplainedBy.LastMinutes, state.Share(Terms.Fast) * recent.SignResidual / (recent.SignWeight + 1.5));
        sum.MoveTo(ExplainedBy.NewestWaits, WaitScale.FromMinutes(MinutesAt(time, time.At, posted, recent, 1)));
    }

    /// <summary>What is added to x for now, from features that <see cref="Describe"/> gives.</summary>
    public double CorrectionAt(ReadOnlySpan<double> features) =>
        state.Share(Terms.SignCorrection) * CorrectionShare * Math.Clamp(Correction().At(features), -0.6, 0.6);

    /// <param name="evidence">What is learned from.</param>
    /// <param name="at">When it was true.</param>
    /// <param name="posted">What the sign said when it began, or would have been carried ahead to.</param>
    /// <param name="x">The evidence, its source's bias taken off.</param>
    public void Learn(in Remembered evidence, in Moment at, double posted, double x)
    {
        var week = WeekMean().At(evidence.Known);
        var level = Place.Among(Levels, posted);
        var error = x - posted - Slow(at, level);
        var residual = Math.Clamp(error - week.Level, -EstimatorModel.SignLimit, EstimatorModel.SignLimit);
        Overall.Learn(0, residual, evidence.Weight);
        Hours.Learn(at.Hour, residual, evidence.Weight);
        Level.Learn(level, residual, evidence.Weight);
        week.Learn(Math.Clamp(error, -EstimatorModel.SignLimit, EstimatorModel.SignLimit), evidence.Weight);
    }

    public void LearnCorrection(ReadOnlySpan<double> features, double uncorrected, double x) =>
        Correction().Learn(features, Math.Clamp(x - uncorrected, -0.6, 0.6), EstimatorModel.SignLimit);

    public void Age(double days)
    {
        Overall.Age(days, 365);
        Hours.Age(days, 21);
        Level.Age(days, 70);
    }

    /// <summary>What the correction for now looks at.</summary>
    /// <param name="features">Filled in.</param>
    /// <param name="joining">When.</param>
    /// <param name="posted">x of the sign.</param>
    /// <param name="x">What the sign makes one expect.</param>
    /// <param name="visits">What visits alone make one expect.</param>
    public void Describe(Span<double> features, in Joining joining, double posted, double x, double visits)
    {
        var profile = new PostedProfile(StateLayout.Current.Profile, state.Cells);
        var hasUsual = joining.TryUsualPosted(out var usual);
        var hasEarlier = profile.TryAt(joining.At - 30, out var earlier);
        features[0] = 1;
        features[1] = PostedStream.TryAt(state, joining.At - 10, out var before) ? posted - before : 0;
        features[2] = PostedStream.TryAt(state, joining.At - 60, out before) ? posted - before : 0;
        features[3] = hasUsual ? posted - usual : 0;
        features[4] = hasUsual && hasEarlier ? usual - earlier : 0;
        features[5] = Math.Exp(-PostedStream.SinceOpening(state, joining.At) / 15);
        features[6] = visits - x;
        features[7] = (x - 3.8) * (x - 3.8);
        features[8] = x - posted;
        features[9] = joining.Sin;
        features[10] = joining.Cos;
        features[11] = 2 * joining.Sin * joining.Cos;
    }

    private double Slow(in Moment time, in Place level) =>
        Overall[0] + state.Share(Terms.Hours) * Hours.At(time.Hour) + state.Share(Terms.Levels) * Level.At(level);

    private FadingMean WeekMean() => layout.Week.Of(state.Cells, WeekHalfLife, shrinkage: 12);

    private LinearCorrection Correction() => new(StateLayout.Current.SignCorrection.Of(state.Cells), Features);

    internal sealed class Layout(StateLayout state)
    {
        public CellsLayout Overall { get; } = state.AddCells(1);

        public CellsLayout Hours { get; } = state.AddCells(24);

        public CellsLayout Level { get; } = state.AddCells(Levels.Length);

        public FadingLayout Week { get; } = state.AddFading();
    }
}
