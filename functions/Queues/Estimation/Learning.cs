namespace QNom.Queues.Estimation;

/// <summary>Takes remembered evidence up into the tables, each piece once, in order of when it became known.</summary>
internal static class Learning
{
    private static readonly double[] HorizonMinutes = [0, 15, 30, 60];

    /// <summary>Learns from what is old enough to be in its final order: signs and the rest in one order of time.</summary>
    public static void Until(EstimatorState state, double time)
    {
        var (posted, recent) = (0, 0);
        while (true)
        {
            while (posted < state.PostedCount && state.Posted[posted].Learned)
                posted++;
            while (recent < state.RecentCount && state.Recent[recent].Learned)
                recent++;
            var postedAt = posted < state.PostedCount ? state.Posted[posted].At : double.MaxValue;
            var recentAt = recent < state.RecentCount ? state.Recent[recent].Known : double.MaxValue;
            if (Math.Min(postedAt, recentAt) > time)
                return;
            if (postedAt <= recentAt)
                posted = PostedStream.Learn(state, posted);
            else
                recent = FromRecent(state, recent);
        }
    }

    /// <summary>Learns from one piece of evidence; gives its place, which changes where the oldest one is forgotten.</summary>
    public static int FromRecent(EstimatorState state, int index)
    {
        From(state, ref state.Recent[index]);
        var learned = 0;
        for (var i = 0; i < state.RecentCount; i++)
            learned += state.Recent[i].Learned ? 1 : 0;
        if (learned <= EstimatorModel.RemembersLearnedReports)
            return index;
        var least = LeastLearned(state, state.Recent[index].Known);
        state.RecentCount--;
        Array.Copy(state.Recent, least + 1, state.Recent, least, state.RecentCount - least);
        return least <= index ? Math.Max(0, index - 1) : index;
    }

    // What contributes least to the terms of the last hours, half hour and minutes: the oldest, if all weigh the same. So many
    // who count for little cannot drive out few who count for much, nor a sensor what a diner just said.
    private static int LeastLearned(EstimatorState state, double now)
    {
        var recent = state.Recent.AsSpan(0, state.RecentCount);
        Span<double> kept = stackalloc double[EstimatorModel.RemembersReports];
        for (var i = 0; i < recent.Length; i++)
            kept[i] = Math.Max(0, now - recent[i].Known);
        Fading.Left(kept, 150);
        var (least, lowest) = (-1, double.MaxValue);
        for (var i = 0; i < recent.Length; i++)
        {
            if (!recent[i].Learned)
                continue;
            var kept30 = kept[i] * kept[i] * kept[i] * kept[i] * kept[i];
            var kept10 = kept30 * kept30 * kept30;
            var worth = recent[i].Weight * (kept[i] + kept30 + 2 * kept10 * kept10);
            if (worth < lowest)
                (least, lowest) = (i, worth);
        }

        return least;
    }

    private static void From(EstimatorState state, ref Remembered evidence)
    {
        Age(state, LocalTime.DayOf(evidence.Known));
        var joining = Joining.Of(state, Moment.Of(evidence.At));
        Span<double?> signs = stackalloc double?[StateLayout.Horizons];
        for (var horizon = 0; horizon < StateLayout.Horizons; horizon++)
            signs[horizon] = Belief.Sign(state, joining, evidence.At - HorizonMinutes[horizon]);
        if (evidence.Timed && evidence.Trust >= EstimatorModel.TeachesFromTrust)
        {
            CompareBeliefs(state, evidence, joining, signs);
            new SourceBias(state).Learn(evidence);
        }

        Appraisal.Of(state, ref evidence, joining.Moment);
        var limited = evidence.Timed ? evidence.X : WaitScale.FromMinutes(evidence.Minutes);
        for (var horizon = 0; horizon < StateLayout.Horizons; horizon++)
        {
            if (signs[horizon] is { } sign)
                new SignModel(state, horizon).Learn(evidence, joining.Moment, sign, limited);
        }

        new VisitModel(state).Learn(evidence, joining.Moment);

        // What the tables now explain is not explained a second time by the recent residuals.
        Appraisal.Of(state, ref evidence, joining.Moment);
        evidence.Learned = true;
    }

    // A timed visit is the truth about the moment it began: what was believed then is computed again and compared with it.
    private static void CompareBeliefs(EstimatorState state, in Remembered truth, in Joining joining, ReadOnlySpan<double?> signs)
    {
        // A second before: a visit without a wait was known the moment it began.
        Span<double> moments = stackalloc double[StateLayout.Horizons];
        for (var horizon = 1; horizon < StateLayout.Horizons; horizon++)
            moments[^(horizon + 1)] = truth.At - HorizonMinutes[horizon];
        moments[^1] = truth.At - 1.0 / 60;
        Span<RecentSums> sums = stackalloc RecentSums[StateLayout.Horizons];
        RecentSums.Of(state, moments, truth.At, sums);

        var minutes = WaitScale.ToMinutes(truth.X);
        for (var moment = 0; moment < StateLayout.Horizons - 1; moment++)
        {
            var belief = Belief.Of(state, joining, moments[moment], signs[^(moment + 1)], sums[moment]);
            new IntervalTracker(belief.Tracker, state).Learn(belief, truth.X, minutes);
        }

        Span<double> features = stackalloc double[LinearCorrection.MostFeatures];
        ref readonly var recent = ref sums[^1];
        var visits = Belief.FromVisits(state, joining, moments[^1], recent, features);
        new IntervalTracker(visits.Tracker, state).Learn(visits, truth.X, minutes);
        new VisitModel(state).LearnCorrection(features[..VisitModel.Features], visits.X, truth.X);
        if (signs[0] is not { } posted)
            return;

        var now = Belief.FromSign(state, joining, moments[^1], posted, recent, visits, features, out var uncorrected);
        new IntervalTracker(now.Tracker, state).Learn(now, truth.X, minutes);
        new SignModel(state, 0).LearnCorrection(features[..SignModel.Features], uncorrected, truth.X);
    }

    private static void Age(EstimatorState state, int day)
    {
        ref var aged = ref StateLayout.Current.DecayedDay.Of(state.Cells)[0];
        if (day <= aged)
            return;
        var days = aged == 0 ? 0 : day - aged;
        aged = day;
        new VisitModel(state).Age(days);
        for (var horizon = 0; horizon < StateLayout.Horizons; horizon++)
            new SignModel(state, horizon).Age(days);
    }
}
