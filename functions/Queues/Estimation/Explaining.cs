namespace QNom.Queues.Estimation;

/// <summary>Takes a belief of now apart: the same as <see cref="Belief.Of(EstimatorState, double, double)"/> with one and the same time, term by term.</summary>
internal static class Explaining
{
    public static IReadOnlyList<ExplainedTerm> Terms(EstimatorState state, double time)
    {
        Span<double> features = stackalloc double[LinearCorrection.MostFeatures];
        var (recent, sum, moment) = (RecentSums.Of(state, time, time), new TermSum(), Moment.Of(time));
        if (!PostedStream.TryAt(state, time, out var posted))
        {
            new VisitModel(state).Explain(moment, recent, sum);
            return sum.Terms;
        }

        var joining = Joining.Of(state, moment);
        var visits = Belief.FromVisits(state, joining, time, recent, features);
        var belief = Belief.FromSign(state, joining, time, posted, recent, visits, features, out var uncorrected);
        new SignModel(state, 0).Explain(moment, posted, recent, sum);
        sum.MoveTo(ExplainedBy.WithoutSign, WaitScale.FromMinutes(Belief.WithVisits(state, 0, WaitScale.ToMinutes(uncorrected), visits.Minutes)));
        sum.MoveTo(ExplainedBy.OwnWays, belief.X);
        return sum.Terms;
    }

    public static IEnumerable<ExplainedSource> Sources(EstimatorState state, double time, TimeSpan utcOffset)
    {
        for (var i = state.RecentCount - 1; i >= 0; i--)
        {
            var said = state.Recent[i];
            if (time - said.Known > EstimatorModel.ExplainsMinutes)
                continue;
            yield return new ExplainedSource(
                said.Kind, said.Timed, LocalTime.ToInstant(said.At, utcOffset), LocalTime.ToInstant(said.Known, utcOffset),
                said.Counted ? null : WaitScale.ToMinutes(said.X), said.QueueLength < 0 ? null : said.QueueLength,
                WaitScale.ToMinutes(said.X - new SourceBias(state).Of(said)), said.Trust / 100.0,
                said.Weight * Fading.Left(time - said.At, EstimatorModel.ExplainsHalfLife));
        }

        if (Sign(state, time, utcOffset) is { } sign)
            yield return sign;
    }

    private static ExplainedSource? Sign(EstimatorState state, double time, TimeSpan utcOffset)
    {
        if (!PostedStream.TryAt(state, time, out var posted))
            return null;
        var at = state.Posted.Take(state.PostedCount).Last(sign => sign.At <= time).At;
        var model = new SignModel(state, 0);
        var instant = LocalTime.ToInstant(at, utcOffset);
        return new ExplainedSource(
            SourceKind.Partner, Timed: false, instant, instant, WaitScale.ToMinutes(posted), People: null,
            WaitScale.ToMinutes(posted + model.Slow(Moment.Of(time), posted) + model.Week(time)), Trust: 1,
            EstimatorModel.Weight(SourceKind.Partner, counted: false, timed: false) * Fading.Left(time - at, EstimatorModel.ExplainsHalfLife));
    }
}
