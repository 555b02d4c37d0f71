using System.ComponentModel.DataAnnotations;

namespace QNom.Queues.Truths;

/// <summary>How right the waits were that were shown.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="All">Of all waits that were measured at the venue and had been shown; null if there was none.</param>
/// <param name="Recent">Of the newest 50 of them; null if there was none.</param>
public sealed record QueueAccuracy(string VenueId, AccuracyFigures? All, AccuracyFigures? Recent)
{
    /// <summary>What is told of a head's accuracy.</summary>
    public static QueueAccuracy Of(QueueHead head) => new(
        head.VenueId, AccuracyFigures.Of(head.Accuracy.All),
        AccuracyFigures.Of(head.Accuracy.Newest.Aggregate(default(AccuracyTally), (tally, truth) => tally.With(truth))));
}

/// <summary>Figures over waits that came true, each against what was shown when it began.</summary>
/// <param name="N">How many.</param>
/// <param name="Mae">Mean absolute error, in minutes.</param>
/// <param name="Within5">Share with an error of at most 5 minutes.</param>
/// <param name="Coverage80">Share within the interval that was shown; 0.8 is meant.</param>
/// <param name="Bias">Mean of shown less true, in minutes: negative where waits were longer than shown.</param>
/// <param name="Confidence">Mean confidence that was shown.</param>
/// <param name="Confirmed">Share with an error of at most 5 minutes or 25%: what the confidence should have been.</param>
public sealed record AccuracyFigures(
    [Range(1, int.MaxValue)] int N, double Mae, [Range(0.0, 1.0)] double Within5, [Range(0.0, 1.0)] double Coverage80, double Bias,
    [Range(0.0, 1.0)] double Confidence, [Range(0.0, 1.0)] double Confirmed)
{
    internal static AccuracyFigures? Of(AccuracyTally tally)
    {
        return tally.N == 0 ? null : new AccuracyFigures(
            tally.N, Mean(tally.Absolute), Mean(tally.Within5), Mean(tally.Covered), Mean(tally.Signed), Mean(tally.Confidence), Mean(tally.Near));

        double Mean(double sum) => Math.Round(sum / tally.N, 2, MidpointRounding.AwayFromZero);
    }
}
