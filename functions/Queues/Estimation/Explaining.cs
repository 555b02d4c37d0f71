using System.Runtime.Intrinsics;

namespace QNom.Queues.Estimation;

/// <summary>Takes a belief of now apart: the same as <see cref="Beliefs.Of"/> with one and the same time, term by term.</summary>
internal static class Explaining
{
    public static IReadOnlyList<ExplainedTerm> Terms(EstimatorState state, double time)
    {
        var (now, sum, moment) = (Vector512.Create(time), new TermSum(), Moment.Of(time));
        RecentSums.Of(state, now, time, out var recent);
        var joining = Joining.Of(state, moment);
        var signs = Signs.Of(state, joining, time, horizon: 0);
        if (!signs.SayAnything)
        {
            new VisitModel(state).Explain(moment, recent, sum);
            return sum.Terms;
        }

        var visits = Beliefs.FromVisits(state, joining, now, recent, out _);
        var belief = Beliefs.FromSigns(state, joining, now, signs, recent, visits, out _, out var uncorrected);
        new SignModel(state).Explain(moment, signs.Now, recent, sum);
        var minutes = WaitScale.ToMinutes(Vector512.Create(uncorrected));
        sum.MoveTo(ExplainedBy.WithoutSign, WaitScale.FromMinutes(Beliefs.WithVisits(state, minutes, visits.Minutes)[0]));
        sum.MoveTo(ExplainedBy.OwnWays, belief.X[0]);
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
        var posted = new PostedLookup(state).At(time);
        if (posted == 0)
            return null;
        var at = state.Posted.Take(state.PostedCount).Last(sign => sign.At <= time).At;
        var instant = LocalTime.ToInstant(at, utcOffset);
        return new ExplainedSource(
            SourceKind.Partner, Timed: false, instant, instant, WaitScale.ToMinutes(posted), People: null,
            WaitScale.ToMinutes(new SignModel(state).Expects(Moment.Of(time), posted, time)), Trust: 1,
            EstimatorModel.Weight(SourceKind.Partner, counted: false, timed: false) * Fading.Left(time - at, EstimatorModel.ExplainsHalfLife));
    }
}
