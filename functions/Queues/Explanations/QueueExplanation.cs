using System.ComponentModel.DataAnnotations;
using QNom.Queues.Estimation;
using QNom.Queues.Trust;

namespace QNom.Queues.Explanations;

/// <summary>Where the wait that is shown comes from.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="At">For which time.</param>
/// <param name="State">Closed, paused and unknown have no wait, and so no terms.</param>
/// <param name="Likely">The likely wait before it is rounded to whole minutes; null if none is shown.</param>
/// <param name="Confidence">0 to 1, as it is shown.</param>
/// <param name="Terms">What it is made up of, in the order in which it is computed: the minutes add up to it.</param>
/// <param name="Sources">What was said in the last two hours, the latest first, then the sign.</param>
/// <param name="Held">What was held back in the last minutes and does not count so far; who said it is not told.</param>
public sealed record QueueExplanation(
    string VenueId, DateTimeOffset At, VenueState State, double? Likely, [Range(0.0, 1.0)] double Confidence,
    IReadOnlyList<TermView> Terms, IReadOnlyList<SourceView> Sources, IReadOnlyList<HeldView> Held)
{
    /// <summary>Takes apart what a head amounts to at a time.</summary>
    public static QueueExplanation Of(QueueHead head, DateTimeOffset now)
    {
        var status = StatusView.Of(head, now);
        var (state, at) = (head.Estimator, StatusView.AsOf(head.Estimator, now));
        var likely = status.Wait is null ? (double?)null : WaitEstimator.Singapore.At(state, at).Likely;
        return new QueueExplanation(
            head.VenueId, at, status.State, likely is { } minutes ? Round(minutes) : null, status.Confidence,
            likely is null ? [] : TermView.Of(WaitEstimator.Singapore.ExplainTerms(state, at)),
            [.. WaitEstimator.Singapore.ExplainSources(state, at).Select(source => SourceView.Of(source, at))],
            [.. head.Trust.Reports.Where(report => report.Held is not null).Select(HeldView.Of).Reverse()]);
    }

    internal static double Round(double minutes) => Math.Round(minutes, 1, MidpointRounding.AwayFromZero);
}

/// <summary>By how many minutes something moves the wait.</summary>
/// <param name="By">What.</param>
/// <param name="Minutes">To a tenth; negative if it makes the wait shorter.</param>
public sealed record TermView(ExplainedBy By, double Minutes)
{
    /// <summary>Terms in tenths of minutes that still add up.</summary>
    internal static IReadOnlyList<TermView> Of(IReadOnlyList<ExplainedTerm> terms)
    {
        var (views, sum, told) = (new List<TermView>(terms.Count), 0.0, 0.0);
        foreach (var term in terms)
        {
            sum += term.Minutes;
            var minutes = QueueExplanation.Round(QueueExplanation.Round(sum) - told);
            told = QueueExplanation.Round(sum);
            views.Add(new TermView(term.By, minutes));
        }

        return views;
    }
}

/// <summary>Something that was said, and what is made of it.</summary>
/// <param name="Kind">Who said it.</param>
/// <param name="Timed">Whether it is a wait that was measured from joining to being served.</param>
/// <param name="At">When it was true; for a measured wait when it began.</param>
/// <param name="AgeMinutes">Since it became known.</param>
/// <param name="WaitMinutes">What was said; null if only people were counted.</param>
/// <param name="QueueLength">People ahead; null if they were not counted.</param>
/// <param name="CalibratedMinutes">What that means at this stall, from how such sources turned out here.</param>
/// <param name="Trust">What its source has earned: 1 is the usual, less counts less.</param>
/// <param name="Weight">What it counts now, where a measured wait counts 1 when it is new.</param>
public sealed record SourceView(
    SourceKind Kind, bool Timed, DateTimeOffset At, double AgeMinutes, double? WaitMinutes, int? QueueLength,
    double CalibratedMinutes, double Trust, double Weight)
{
    internal static SourceView Of(ExplainedSource source, DateTimeOffset at) => new(
        source.Kind, source.Timed, source.At, QueueExplanation.Round((at - source.Known).TotalMinutes),
        source.Minutes is { } minutes ? QueueExplanation.Round(minutes) : null, source.People,
        QueueExplanation.Round(source.Calibrated), source.Trust, Math.Round(source.Weight, 3));
}

/// <summary>A report that does not count so far.</summary>
/// <param name="ReportId">Which.</param>
/// <param name="Reason">Why it is held back.</param>
/// <param name="At">The time that it speaks of, UTC; for a measured wait when it began.</param>
/// <param name="Timed">Whether it is a measured wait.</param>
/// <param name="WaitMinutes">What it says; null if only people were counted.</param>
/// <param name="QueueLength">People ahead; null if they were not counted.</param>
public sealed record HeldView(
    string ReportId, HeldReason Reason, DateTimeOffset At, bool Timed, double? WaitMinutes, int? QueueLength)
{
    internal static HeldView Of(PendingReport report) => new(
        report.ReportId.ToString(), report.Held!.Value, DateTimeOffset.FromUnixTimeSeconds(report.At), report.Timed,
        report.WaitHundredths < 0 ? null : QueueExplanation.Round(report.WaitHundredths / 100.0),
        report.QueueLength < 0 ? null : report.QueueLength);
}
