using QNom.Diners.Consents;
using QNom.Queues;

namespace QNom.Diners.Visits;

/// <summary>Keeps where diners were, for those who agreed to it.</summary>
public sealed class VisitRecorder(DinerStore store, TimeProvider time)
{
    /// <summary>
    /// Writes a visit down; again changes nothing. It commits with the diner's document unchanged under its ETag, so that none
    /// is kept after the consent was withdrawn.
    /// </summary>
    /// <param name="dinerId">The pseudonym of the diner.</param>
    /// <param name="visit">The visit.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task RecordAsync(string dinerId, Visit visit, CancellationToken cancellationToken)
    {
        if (VisitDocument.Of(dinerId, visit, time.GetUtcNow()) is { } document)
        {
            await store.ChangeAsync<DinerDocument>(
                dinerId,
                diner => diner?.Allows(ConsentPurpose.History) == true ? new DinerChange<DinerDocument>(diner) { Adds = [document] } : null,
                cancellationToken);
        }
    }

    /// <summary>Writes down where a report was made. Devices of people who never signed up have no history.</summary>
    public Task RecordAsync(ReportMessage report, CancellationToken cancellationToken) =>
        report.FromDevice ? Task.CompletedTask : RecordAsync(report.Reporter, VisitOf(report), cancellationToken);

    private static Visit VisitOf(ReportMessage report) => report.JoinedAt is { } joined
        ? new Visit(report.VenueId, joined, VisitKind.TimedWait)
        : new Visit(report.VenueId, report.ObservedAt, VisitKind.Report);
}
