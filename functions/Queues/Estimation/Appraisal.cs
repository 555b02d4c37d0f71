namespace QNom.Queues.Estimation;

/// <summary>Says how far a piece of evidence is from what the tables make one expect, within limits.</summary>
internal static class Appraisal
{
    /// <summary>Fills in the minutes and the residuals.</summary>
    public static void Of(EstimatorState state, ref Remembered evidence)
    {
        Measure(ref evidence);
        var (at, posted) = (Moment.Of(evidence.At), new PostedLookup(state).At(evidence.At));
        var visits = new VisitModel(state);
        Of(state, ref evidence, visits.Slow(at) + visits.Week(evidence.Known),
            posted == 0 ? 0 : new SignModel(state).Expects(at, posted, evidence.Known));
    }

    /// <summary>Fills in the minutes of a timed visit: what is measured is what it is, whatever is expected.</summary>
    public static void Measure(ref Remembered evidence)
    {
        if (evidence.Timed)
            evidence.Minutes = WaitScale.ToMinutes(evidence.X);
    }

    /// <summary>Fills in the residuals, and the minutes of a guess.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="evidence">What is appraised.</param>
    /// <param name="expected">x that visits make one expect.</param>
    /// <param name="expectedUnderSign">x that the sign makes one expect; 0 if it said nothing.</param>
    public static void Of(EstimatorState state, ref Remembered evidence, double expected, double expectedUnderSign)
    {
        var x = evidence.X - new SourceBias(state).Of(evidence);
        var limit = evidence.Timed || evidence.Vouched
            ? EstimatorModel.VisitLimit
            : EstimatorModel.GuessLimit(new VisitModel(state).History);
        evidence.VisitResidual = Math.Clamp(x - expected, -limit, limit);

        // A guess is believed within limits.
        if (!evidence.Timed)
            evidence.Minutes = WaitScale.ToMinutes(expected + evidence.VisitResidual);

        limit = Math.Min(limit, EstimatorModel.SignLimit);
        evidence.SignResidual = expectedUnderSign == 0 ? 0 : Math.Clamp(x - expectedUnderSign, -limit, limit);
    }
}
