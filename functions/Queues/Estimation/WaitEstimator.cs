namespace QNom.Queues.Estimation;

/// <summary>
/// The wait at one venue, from whatever was said about it: pure functions of a small state. A scalar Kalman filter on
/// x = ln(wait + 14) whose state reverts to the venue's time-of-week profile as evidence ages (an Ornstein–Uhlenbeck
/// process), with evidence far from the belief pulled in (Huber 1964).
/// </summary>
public static class WaitEstimator
{
    /// <summary>The state after one more piece of evidence; evidence may arrive late, and then weighs less.</summary>
    public static EstimatorState Update(EstimatorState state, Evidence evidence)
    {
        var now = state.At is { } newest && newest > evidence.At ? newest : evidence.At;
        var prior = Age(state, now);
        var x = WaitScale.FromMinutes(evidence.WaitMinutes ?? evidence.QueueLength!.Value * EstimatorModel.MinutesPerPerson);

        // What was true then says less about now: of its deviation only a part is left, and the rest has been diffused.
        var left = Retention(now - evidence.At);
        var deviation = left * (x - state.Profile.At(evidence.At));
        var variance = EstimatorModel.SourceVariance(evidence.Kind, counted: evidence.WaitMinutes is null)
            + (1 - left * left) * EstimatorModel.StationaryVariance;

        var spread = Math.Sqrt(prior.Variance + variance);
        var innovation = deviation - prior.Deviation;
        var accepted = Math.Clamp(innovation, -EstimatorModel.HuberLimit * spread, EstimatorModel.HuberLimit * spread);
        var trust = innovation == 0 ? 1 : accepted / innovation;
        var gain = prior.Variance / (prior.Variance + variance);

        // The profile learns after the belief has been formed, so that one report does not count twice in it; the deviation
        // is then stated anew, because it is relative to the profile.
        var belief = state.Profile.At(now) + prior.Deviation + gain * accepted;
        var profile = state.Profile.With(evidence.At, x, trust);

        return state with
        {
            At = now,
            Deviation = belief - profile.At(now),
            Variance = (1 - gain) * prior.Variance,
            Trailing = Trail(state, now, belief),
            Profile = profile,
            Recent = Remember(state.Recent, evidence, trust / variance),
        };
    }

    /// <summary>The wait of someone who joins at a time, not before the newest evidence.</summary>
    public static Estimate At(EstimatorState state, DateTimeOffset at)
    {
        var aged = Age(state, at);
        return Estimate.From(state.Profile.At(at) + aged.Deviation, aged.Variance);
    }

    /// <summary>Which way the wait is going; null if there is too little to say.</summary>
    public static double? TrendMinutes(EstimatorState state, DateTimeOffset at) =>
        state.Trailing is { } trailing && state.Recent.Count > 1
            ? At(state, at).Likely - WaitScale.ToMinutes(trailing)
            : null;

    /// <summary>
    /// How much of the belief at a time comes from history and not from what was said lately: 1 if all of it.
    /// </summary>
    public static double HistoryShare(EstimatorState state, DateTimeOffset at) =>
        state.At is null ? 1 : Age(state, at).Variance / EstimatorModel.StationaryVariance;

    private static (double Deviation, double Variance) Age(EstimatorState state, DateTimeOffset at)
    {
        if (state.At is not { } since || at <= since)
            return (state.Deviation, state.Variance);
        var left = Retention(at - since);
        return (
            left * state.Deviation,
            EstimatorModel.StationaryVariance + left * left * (state.Variance - EstimatorModel.StationaryVariance));
    }

    private static double Trail(EstimatorState state, DateTimeOffset now, double belief)
    {
        if (state.Trailing is not { } trailing || state.At is not { } since)
            return belief;
        var before = state.Profile.At(since) + state.Deviation;
        var kept = Math.Exp(-(now - since) / EstimatorModel.TrendWindow);
        return kept * trailing + (1 - kept) * before;
    }

    private static double Retention(TimeSpan age) =>
        age <= TimeSpan.Zero ? 1 : Math.Exp(-Math.Log(2) * (age / EstimatorModel.HalfLife));

    private static List<Remembered> Remember(IReadOnlyList<Remembered> recent, Evidence evidence, double precision) =>
        recent.Append(new Remembered(evidence.At, evidence.Kind, Math.Round(precision, 2), evidence.QueueLength))
            .OrderBy(e => e.At)
            .TakeLast(EstimatorModel.RemembersReports)
            .ToList();
}
