using System.ComponentModel.DataAnnotations;
using QNom.Queues.Trust;

namespace QNom.Queues.Held;

/// <summary>A report that was held back. Who said it is not told.</summary>
/// <param name="ReportId">Which.</param>
/// <param name="ReceivedAt">When it was accepted, UTC.</param>
/// <param name="ObservedAt">When the reporter said so, UTC.</param>
/// <param name="FromDevice">Whether the reporter never signed up.</param>
/// <param name="WaitMinutes">The guessed wait in minutes.</param>
/// <param name="QueueLength">The reported number of people ahead.</param>
/// <param name="JoinedAt">When a timed visit began, UTC.</param>
/// <param name="ServedAt">When it ended, UTC.</param>
/// <param name="Reason">Why it was held back.</param>
/// <param name="Weight">What it counts by now, where the report of an average reporter counts 1.</param>
/// <param name="Released">Since when it counts, and because of what; null if it does not.</param>
public sealed record HeldReport(
    string ReportId, DateTimeOffset ReceivedAt, DateTimeOffset ObservedAt, bool FromDevice, int? WaitMinutes, int? QueueLength,
    DateTimeOffset? JoinedAt, DateTimeOffset? ServedAt, HeldReason Reason, [Range(0.0, 1.25)] double Weight, Release? Released)
{
    /// <summary>What is told of a report that was held back.</summary>
    public static HeldReport Of(ReportDocument report) => new(
        report.Id, report.ReceivedAt, report.ObservedAt, report.FromDevice, report.WaitMinutes, report.QueueLength,
        report.JoinedAt, report.ServedAt, report.Held!.Value, report.Weight, report.Released);
}

/// <summary>A page of reports that were held back.</summary>
/// <param name="Reports">The latest first.</param>
public sealed record HeldPage(IReadOnlyList<HeldReport> Reports);
