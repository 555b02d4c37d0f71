using System.Globalization;
using System.IO.Hashing;
using System.Text;
using QNom.Queues.Estimation;

namespace QNom.Queues.Trust;

/// <summary>Takes evidence up into a venue's head, judged by whom it comes from. The head before stays as it is.</summary>
internal static class HeadTrust
{
    /// <summary>The head after a diner's report, which counts or is held back, and what it released.</summary>
    public static (HeadStep Step, Verdict Verdict) Take(QueueHead head, ReportDocument report, Origin origin, DateTimeOffset now)
    {
        var (trust, estimator) = (head.Trust.Copy(), head.Estimator.Copy());
        var judged = ReportJudge.Singapore.Take(trust, estimator, TestimonyOf(report, origin));
        var step = new HeadStep(head with { Trust = trust, Estimator = estimator })
        {
            Report = report with
            {
                Weight = judged.Verdict.Weight,
                Held = judged.Verdict.Held,
                HeldKey = judged.Verdict.Held is null ? null : ReportDocument.HeldKeyOf(report.ReceivedAt, report.Id),
            },
            Released = [.. judged.Released.Select(released => Released(released, now))],
        };
        return (step, judged.Verdict);
    }

    /// <summary>The head after what a partner or a sensor says, which are known by their keys, and what that released.</summary>
    public static HeadStep Take(QueueHead head, IEnumerable<Evidence> evidence, DateTimeOffset now)
    {
        var (trust, estimator) = (head.Trust.Copy(), head.Estimator.Copy());
        List<ReleasedReport> released = [.. evidence
            .SelectMany(one => ReportJudge.Singapore.Take(trust, estimator, one))
            .Select(one => Released(one, now))];
        return new HeadStep(head with { Trust = trust, Estimator = estimator }) { Released = released };
    }

    /// <summary>The head after an operator's release of a report; the same head if the report counts already.</summary>
    public static HeadStep Release(QueueHead head, ReportDocument report, string etag, DateTimeOffset now)
    {
        var (trust, estimator) = (head.Trust.Copy(), head.Estimator.Copy());
        if (!ReportJudge.Singapore.Release(trust, estimator, TestimonyOf(report, OriginOf(report.Reporter))))
            return new HeadStep(head);
        return new HeadStep(head with { Trust = trust, Estimator = estimator })
        {
            Report = report with { Weight = 1, Released = new Release(now, ReleaseCause.Operator) },
            ReportETag = etag,
        };
    }

    /// <summary>A reporter and where the report comes from, as the rules know them.</summary>
    /// <param name="reporter">The pseudonym.</param>
    /// <param name="network">See <see cref="Origin.Network"/>.</param>
    /// <param name="device">See <see cref="Origin.Device"/>.</param>
    /// <param name="signedUp">See <see cref="Origin.SignedUp"/>.</param>
    public static Origin OriginOf(string reporter, uint network = 0, uint device = 0, bool signedUp = true) =>
        new(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(reporter)), network, device, signedUp);

    private static Testimony TestimonyOf(ReportDocument report, Origin origin) =>
        new(Guid.Parse(report.Id, CultureInfo.InvariantCulture), origin, report.ReceivedAt, report.ToEvidence());

    private static ReleasedReport Released((Guid ReportId, double Weight) released, DateTimeOffset now) =>
        new(released.ReportId.ToString(), released.Weight, new Release(now, ReleaseCause.Evidence));
}
