namespace QNom.Queues.Estimation;

/// <summary>Says how far a piece of evidence is from what the tables make one expect, within limits.</summary>
internal static class Appraisal
{
    /// <summary>Fills in the residuals and the minutes.</summary>
    public static void Of(EstimatorState state, ref Remembered evidence) => Of(state, ref evidence, Moment.Of(evidence.At));

    /// <inheritdoc cref="Of(EstimatorState, ref Remembered)"/>
    public static void Of(EstimatorState state, ref Remembered evidence, in Moment at)
    {
        var visits = new VisitModel(state);
        var x = evidence.X - new SourceBias(state).Of(evidence);
        var expected = visits.Slow(at) + visits.Week(evidence.Known);
        var limit = evidence.Timed || evidence.Vouched ? EstimatorModel.VisitLimit : EstimatorModel.GuessLimit(visits.History);
        evidence.VisitResidual = Math.Clamp(x - expected, -limit, limit);

        // A measured wait is what it is; a guess is believed within limits.
        evidence.Minutes = WaitScale.ToMinutes(evidence.Timed ? x : expected + evidence.VisitResidual);

        evidence.SignResidual = 0;
        if (PostedStream.TryAt(state, evidence.At, out var posted))
        {
            var sign = new SignModel(state, 0);
            limit = Math.Min(limit, EstimatorModel.SignLimit);
            evidence.SignResidual = Math.Clamp(
                x - posted - sign.Slow(at, posted) - sign.Week(evidence.Known), -limit, limit);
        }
    }
}
