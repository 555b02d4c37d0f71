using QNom.Queues.Estimation;

namespace QNom.Queues.Trust;

/// <summary>
/// Stands between what diners say and the estimate. A report is weighed by how right its reporter was at this venue; one
/// that looks like part of an attack is held back, counts for nothing, and is judged again with each later piece of
/// evidence. Twenty minutes after it came, a report, held back or not, is compared with what is believed by then, and its
/// reporter's standing follows: so a held newcomer who was right becomes known.
/// </summary>
public sealed class ReportJudge(WaitEstimator estimator)
{
    /// <summary>For venues in Singapore.</summary>
    public static ReportJudge Singapore { get; } = new(WaitEstimator.Singapore);

    /// <summary>Judges a report, and takes it up into the estimate if it counts.</summary>
    public Judged Take(TrustState trust, EstimatorState state, in Testimony testimony)
    {
        var now = Newest(state, testimony.ReceivedAt);
        Settle(trust, state, now);
        var report = PendingReport.Of(testimony);
        var verdict = new ReportRules(estimator, trust, state, now).Judge(report);
        (report.Weight, report.Held) = (Hundredths(verdict), verdict.Held);
        Remember(trust, state, report, now);
        if (verdict.Held is not null)
            return new Judged(verdict, []);
        estimator.Apply(state, report.ToEvidence());
        return new Judged(verdict, Release(trust, state, now));
    }

    /// <summary>Takes up what a partner or a sensor says, which are known by their keys, and what it proves right.</summary>
    public IReadOnlyList<(Guid ReportId, double Weight)> Take(TrustState trust, EstimatorState state, in Evidence evidence)
    {
        var now = Newest(state, evidence.At);
        Settle(trust, state, now);
        estimator.Apply(state, evidence);
        return Release(trust, state, now);
    }

    /// <summary>Counts a report that an operator has released and so vouches for, whatever the rules say.</summary>
    /// <returns>False if it counts already.</returns>
    public bool Release(TrustState trust, EstimatorState state, in Testimony testimony)
    {
        var id = testimony.ReportId;
        var index = trust.Reports.FindIndex(report => report.ReportId == id);
        if (index >= 0 && trust.Reports[index].Held is null)
            return false;
        var report = index >= 0 ? trust.Reports[index] : PendingReport.Of(testimony);
        (report.Weight, report.Held) = (100, null);
        if (index >= 0)
            trust.Reports[index] = report;
        estimator.Apply(state, report.ToEvidence() with { Vouched = true });
        return true;
    }

    private List<(Guid ReportId, double Weight)> Release(TrustState trust, EstimatorState state, DateTimeOffset now)
    {
        var released = new List<(Guid ReportId, double Weight)>();
        for (var i = 0; i < trust.Reports.Count; i++)
        {
            var report = trust.Reports[i];
            if (!report.Waits)
                continue;
            var verdict = new ReportRules(estimator, trust, state, now).Judge(report);
            if (verdict.Held is not null)
                continue;
            (report.Weight, report.Held) = (Hundredths(verdict), null);
            trust.Reports[i] = report;
            estimator.Apply(state, report.ToEvidence());
            released.Add((report.ReportId, report.Weight / 100.0));
        }

        return released;
    }

    private void Remember(TrustState trust, EstimatorState state, in PendingReport report, DateTimeOffset now)
    {
        trust.Reports.Add(report);
        if (trust.Reports.Count(other => other.Held is not null) > TrustModel.RemembersHeld)
            ForgetHeld(trust, state, now);
        else if (trust.Reports.Count > TrustModel.RemembersReports)
            SettleAt(trust, state, 0, now);
    }

    // The oldest of somebody who was never heard before, and without a word on how right it was: a burst of new accounts must
    // not have others compared before their time, nor fill the memory with standings.
    private void ForgetHeld(TrustState trust, EstimatorState state, DateTimeOffset now)
    {
        var unheard = trust.Reports.FindIndex(other => other.Held is not null && trust.Find(other.Origin.Reporter) is null);
        if (unheard >= 0)
            trust.Reports.RemoveAt(unheard);
        else
            SettleAt(trust, state, trust.Reports.FindIndex(other => other.Held is not null), now);
    }

    private void Settle(TrustState trust, EstimatorState state, DateTimeOffset now)
    {
        var since = now.ToUnixTimeSeconds() - TrustModel.SettledAfter * 60;
        for (var i = trust.Reports.Count - 1; i >= 0; i--)
        {
            if (trust.Reports[i].ReceivedAt <= since)
                SettleAt(trust, state, i, now);
        }
    }

    private void SettleAt(TrustState trust, EstimatorState state, int index, DateTimeOffset now)
    {
        var report = trust.Reports[index];
        trust.Reports.RemoveAt(index);
        // What came hours late is not compared: what was believed then is no longer known well enough.
        if (report.ReceivedAt - report.At > 2 * 3600)
            return;
        var error = new ReportRules(estimator, trust, state, now).ErrorOf(report);
        trust.Learn(report.Origin.Reporter, error, (int)(now.ToUnixTimeSeconds() / 86_400));
    }

    private static byte Hundredths(Verdict verdict) => (byte)Math.Round(verdict.Weight * 100);

    private static DateTimeOffset Newest(EstimatorState state, DateTimeOffset at) => state.At > at ? state.At.Value : at;
}
