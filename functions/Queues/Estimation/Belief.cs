namespace QNom.Queues.Estimation;

/// <summary>What is believed of one joining time from what was known at one moment.</summary>
/// <param name="X">The median, on the scale of <see cref="WaitScale"/>.</param>
/// <param name="Minutes">The same in minutes.</param>
/// <param name="Certainty">By what fresh evidence narrows the errors: 1 without any.</param>
/// <param name="Tracker">Whose errors its errors are like: an index of <see cref="StateLayout.Intervals"/>.</param>
internal readonly record struct Belief(double X, double Minutes, double Certainty, int Tracker)
{
    public const int WithoutSign = StateLayout.Horizons;

    // From here on a forecast is of the next kind: 15, 30 and 60 minutes ahead.
    private static readonly double[] HorizonsFrom = [7.5, 22.5, 45];

    // How much of the sign's deviation from its usual value is left, by kind of forecast.
    private static readonly double[] Retained = [1, 0.7, 0.6, 0.5];

    // The further ahead, the less the sign of now says.
    private static readonly double[] VisitsShare = [0.08, 0.25, 0.3, 0.35];

    public static Belief Of(EstimatorState state, double joiningAt, double asOf)
    {
        var joining = Joining.Of(state, Moment.Of(joiningAt));
        return Of(state, joining, asOf, Sign(state, joining, asOf), RecentSums.Of(state, asOf, joiningAt));
    }

    /// <param name="state">What is known.</param>
    /// <param name="joining">When.</param>
    /// <param name="asOf">From what was known at this time.</param>
    /// <param name="sign">See <see cref="Sign"/>.</param>
    /// <param name="recent">Of what is remembered.</param>
    public static Belief Of(EstimatorState state, in Joining joining, double asOf, double? sign, in RecentSums recent)
    {
        Span<double> features = stackalloc double[LinearCorrection.MostFeatures];
        var visits = FromVisits(state, joining, asOf, recent, features);
        var horizon = HorizonOf(joining.At - asOf);
        if (sign is not { } posted)
            return visits with { Tracker = horizon == 0 ? WithoutSign : horizon };

        return horizon == 0
            ? FromSign(state, joining, asOf, posted, recent, visits, features, out _)
            : FromCarriedSign(state, joining, asOf, posted, recent, visits);
    }

    /// <summary>What the sign says, or what it will say if it is some time until then; null if it says nothing.</summary>
    public static double? Sign(EstimatorState state, in Joining joining, double asOf)
    {
        if (!PostedStream.TryAt(state, Math.Min(asOf, joining.At), out var posted))
            return null;
        return HorizonOf(joining.At - asOf) == 0 ? posted : Carry(state, joining, asOf, posted);
    }

    public static Belief FromVisits(
        EstimatorState state, in Joining joining, double asOf, in RecentSums recent, Span<double> features)
    {
        var x = new VisitModel(state).At(
            joining, asOf, recent, EstimatorModel.FastShare(joining.At - asOf), features[..VisitModel.Features]);
        return new Belief(x, WaitScale.ToMinutes(x), 1 - 0.5 * Freshness(state, recent), WithoutSign);
    }

    public static Belief FromSign(
        EstimatorState state, in Joining joining, double asOf, double posted,
        in RecentSums recent, in Belief visits, Span<double> features, out double uncorrected)
    {
        var sign = new SignModel(state, 0);
        features = features[..SignModel.Features];
        var minutes = sign.MinutesAt(joining.Moment, asOf, posted, recent, EstimatorModel.FastShare(joining.At - asOf));
        uncorrected = WaitScale.FromMinutes(minutes);
        sign.Describe(features, joining, posted, uncorrected, visits.X);
        var x = WaitScale.FromMinutes(WithVisits(state, 0, minutes, visits.Minutes)) + sign.CorrectionAt(features);
        return new Belief(x, WaitScale.ToMinutes(x), 1 - 0.3 * Freshness(state, recent), 0);
    }

    /// <summary>What the sign makes one expect, with its share of what visits alone do; all in minutes.</summary>
    public static double WithVisits(EstimatorState state, int horizon, double sign, double visits)
    {
        var share = state.Share(Terms.VisitsUnderSign) * VisitsShare[horizon];
        return (1 - share) * sign + share * visits;
    }

    public static int HorizonOf(double minutes)
    {
        var horizon = 0;
        while (horizon < HorizonsFrom.Length && minutes >= HorizonsFrom[horizon])
            horizon++;
        return horizon;
    }

    // If its deviation from the usual shrinks as it usually does.
    private static double Carry(EstimatorState state, in Joining joining, double asOf, double posted)
    {
        var profile = new PostedProfile(StateLayout.Current.Profile, state.Cells);
        if (state.Share(Terms.Profile) == 0 || !joining.TryUsualPosted(out var then) || !profile.TryAt(asOf, out var now))
            return posted;
        var beyond = Math.Max(0, joining.At - asOf - 60);
        return then + Retained[HorizonOf(joining.At - asOf)] * Fading.Left(beyond, 60) * (posted - now);
    }

    private static Belief FromCarriedSign(
        EstimatorState state, in Joining joining, double asOf, double carried, in RecentSums recent, in Belief visits)
    {
        var horizon = HorizonOf(joining.At - asOf);
        var minutes = new SignModel(state, horizon).MinutesAt(
            joining.Moment, asOf, carried, recent, EstimatorModel.FastShare(joining.At - asOf));
        minutes = WithVisits(state, horizon, minutes, visits.Minutes);
        return new Belief(WaitScale.FromMinutes(minutes), minutes, 1 - 0.3 * Freshness(state, recent), horizon);
    }

    private static double Freshness(EstimatorState state, in RecentSums recent) =>
        state.Share(Terms.Freshness) * recent.HourWeight / (recent.HourWeight + 1);
}
