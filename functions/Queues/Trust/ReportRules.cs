using QNom.Queues.Estimation;

namespace QNom.Queues.Trust;

/// <summary>Says what a report counts, or why it is held back, from what else was said at the venue.</summary>
internal sealed class ReportRules(WaitEstimator estimator, TrustState trust, EstimatorState state, DateTimeOffset now)
{
    private readonly double median = MedianError(trust);
    private readonly double known = Known(trust);

    /// <summary>Judges a report by what all others say; it may itself be among those that are remembered.</summary>
    public Verdict Judge(in PendingReport report)
    {
        var standing = trust.Find(report.Origin.Reporter);
        var isKnown = standing?.IsKnown ?? false;
        var weight = WeightOf(report);
        if (SharesDevice(report))
            return new Verdict(0, HeldReason.SameDevice);
        if (isKnown && weight <= 0)
            return new Verdict(0, HeldReason.OftenWrong);
        if (!isKnown && !IsConfirmed(report))
        {
            if (Together(report, ref weight) is { } tooMany)
                return new Verdict(0, tooMany);
        }

        var share = ShareAgainstTheRest(report, weight);
        return share < 1 && weight * share < TrustModel.LeastWeight
            ? new Verdict(0, HeldReason.AloneAgainstTheRest)
            : new Verdict(weight * share, null);
    }

    // Whether newcomers are too many together, and what one of them counts.
    private HeldReason? Together(in PendingReport report, ref double weight)
    {
        if (NetworkMates(report) is > 0 and var mates)
        {
            // An office, a mobile network: behind one address there may be many honest people. All of them together count
            // as less than two would (the sum of 1/n² is π²/6), however many accounts somebody has there.
            weight /= (mates + 1) * (mates + 1);
            if (weight < TrustModel.LeastWeight || Newcomers(report) + weight > NewcomersTogether() + 0.001)
                return HeldReason.SameNetwork;
        }

        return Newcomers(report) + weight > NewcomersTogether() + 0.001 ? HeldReason.ManyNewcomers : null;
    }

    /// <summary>How wrong a report was, 0 to 1, from what is believed by now.</summary>
    public double ErrorOf(in PendingReport report)
    {
        var off = Off(report) / report.Scale;
        return Math.Min(1, off * off);
    }

    // Where nobody is known newcomers are all there is; the more are known, the less a newcomer is needed.
    private double NewcomerWeight() =>
        Math.Max(TrustModel.NewcomerWeight, TrustModel.HalfOnKnown / (TrustModel.HalfOnKnown + known));

    private double NewcomersTogether() => NewcomerWeight() * Math.Max(
        TrustModel.NewcomersTogether, TrustModel.NewcomersAtFirst * (1 - known / TrustModel.SomeKnown));

    private double WeightOf(in PendingReport report)
    {
        var weight = trust.Find(report.Origin.Reporter) is { IsKnown: true } standing
            ? Weights.Of(standing.Error, median)
            : NewcomerWeight();
        return report.Origin.SignedUp ? weight : Math.Min(0.5, weight / 2);
    }

    private double Latitude(in PendingReport report) => trust.Find(report.Origin.Reporter) is { IsKnown: true }
        ? TrustModel.ContradictsFrom
        : TrustModel.NewcomerContradictsFrom
            + (TrustModel.ContradictsFrom - TrustModel.NewcomerContradictsFrom) * TrustModel.HalfOnKnown / (TrustModel.HalfOnKnown + known);

    private bool SharesDevice(in PendingReport report)
    {
        foreach (var other in trust.Reports)
        {
            if (report.Origin.Device != 0 && other.Origin.Device == report.Origin.Device && CountsBefore(other, report))
                return true;
        }

        return false;
    }

    // How many spoke before from the same network and count.
    private int NetworkMates(in PendingReport report)
    {
        var mates = 0;
        foreach (var other in trust.Reports)
        {
            if (report.Origin.Network != 0 && other.Origin.Network == report.Origin.Network && CountsBefore(other, report))
                mates++;
        }

        return mates;
    }

    private static bool CountsBefore(in PendingReport other, in PendingReport report) =>
        other.Held is null
        && other.Origin.Reporter != report.Origin.Reporter
        && other.ReceivedAt <= report.ReceivedAt
        && report.ReceivedAt - other.ReceivedAt <= TrustModel.SameOriginMinutes * 60;

    // What other newcomers counted who came around the same time, whenever they were let go.
    private double Newcomers(in PendingReport report)
    {
        var sum = 0.0;
        foreach (var other in trust.Reports)
        {
            if (other.Held is null && other.ReportId != report.ReportId
                && Math.Abs(report.ReceivedAt - other.ReceivedAt) <= TrustModel.NewcomersMinutes * 60
                && trust.Find(other.Origin.Reporter) is not { IsKnown: true })
            {
                sum += other.Weight / 100.0;
            }
        }

        return sum;
    }

    // What is left of the weight of a report that is far from what is believed and is outvoted: the farther, the less, so that
    // it moves no more than a report would that is just within what is believed.
    private double ShareAgainstTheRest(in PendingReport report, double weight)
    {
        var beyond = Off(report) / (Latitude(report) * HalfWidth(report));
        return beyond <= 1 ? 1 : 1 - Outvoted(report, weight) * (1 - 1 / (beyond * beyond));
    }

    // A vote by weight among those who speak of the same time; what is believed has the venue's history on its side. The
    // stall's own word, or its device's, is for whom it agrees with. Gives 0 to 1, and 0.5 where both sides weigh the same: a
    // vote that turned on a hair would let an attacker turn it.
    private double Outvoted(in PendingReport report, double weight)
    {
        var x = Reading(report);
        var history = WaitEstimator.History(state);
        var against = TrustModel.HistoryVote * history / (history + TrustModel.HalfHistory);
        if (OwnWord(report) is { } own)
        {
            var agrees = Agreement(own.X - x);
            weight += agrees * own.Trust;
            against += (1 - agrees) * own.Trust;
        }

        foreach (var other in trust.Reports)
        {
            if (!other.IsIndependentOf(report))
                continue;
            var agrees = Agreement(Reading(other) - x);
            if (trust.Find(other.Origin.Reporter) is { IsKnown: true })
                weight += agrees * Voice(other, WeightOf(other));
            if (other.Held is null)
                against += (1 - agrees) * Voice(other, other.Weight / 100.0);
        }

        return Math.Clamp(0.5 + (against - weight) / (against + weight) / (2 * TrustModel.ClearMajority), 0, 1);
    }

    // The stall's own word says the same: then it makes no difference how many say so.
    private bool IsConfirmed(in PendingReport report) =>
        OwnWord(report) is { } own && own.Trust * Agreement(own.X - Reading(report)) >= 0.5;

    private (double X, double Trust)? OwnWord(in PendingReport report) =>
        estimator.OwnWord(state, DateTimeOffset.FromUnixTimeSeconds(report.At), TrustModel.SameTimeMinutes);

    // 1 at half of what still is agreement, 0 at half as much again.
    private static double Agreement(double apart) => Math.Clamp(1.5 - Math.Abs(apart) / TrustModel.AgreesWithin, 0, 1);

    private static double Voice(in PendingReport report, double weight) =>
        weight < TrustModel.VoiceFrom ? 0 : report.Timed ? weight : weight / 2;

    private double Off(in PendingReport report) => Math.Abs(Reading(report) - WaitScale.FromMinutes(Believed(report).Likely));

    private double HalfWidth(in PendingReport report)
    {
        var believed = Believed(report);
        var likely = WaitScale.FromMinutes(believed.Likely);
        // A wait of zero has no room below: the other side then tells how wide the interval is.
        return Math.Max(WaitScale.FromMinutes(believed.High) - likely, likely - WaitScale.FromMinutes(believed.Low));
    }

    private double Reading(in PendingReport report) => estimator.Reading(state, report.ToEvidence());

    private Estimate Believed(in PendingReport report) =>
        estimator.Forecast(state, now, DateTimeOffset.FromUnixTimeSeconds(report.At));

    private static double MedianError(TrustState trust)
    {
        var errors = trust.Standings.Where(standing => standing.IsKnown).Select(standing => standing.Error).Order().ToList();
        return errors.Count == 0 ? TrustModel.PriorError : errors[errors.Count / 2];
    }

    private static double Known(TrustState trust) => trust.Standings.Count(standing => standing.IsKnown);
}
