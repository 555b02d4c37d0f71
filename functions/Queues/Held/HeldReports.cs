using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Queues.Trust;

namespace QNom.Queues.Held;

/// <summary>What was held back at a venue, and its release by an operator.</summary>
public sealed class HeldReports(QueueReader queues, QueueStore store, QueueHeads heads, TimeProvider time)
{
    // Whoever changes a report that was held back releases it, so the second look at it finds it released.
    private const int Attempts = 3;

    /// <summary>A page, the latest first, and where the next one starts; null on the last page.</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public async Task<(HeldPage Page, string? Next)> ListAsync(
        string venueId, string? after, int limit, CancellationToken cancellationToken)
    {
        // One more than the page tells whether there is a next one.
        var found = await store.ListHeldAsync(venueId, after, limit + 1, cancellationToken);
        if (found.Count == 0 && await queues.FindHeadAsync(venueId, cancellationToken) is null)
            throw Problems.NotFound("venue");
        return (new HeldPage([.. found.Take(limit).Select(HeldReport.Of)]), found.Count > limit ? found[limit - 1].HeldKey : null);
    }

    /// <summary>Lets a report count, at the time that it speaks of; nothing changes if it counts already.</summary>
    /// <exception cref="ProblemException">404: there is no such report at the venue; 409: it was never held back.</exception>
    /// <exception cref="TimeoutException">The venue's head kept changing; nothing was stored.</exception>
    public async Task<HeldReport> ReleaseAsync(string venueId, string reportId, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // Other documents of the partition are not named by a UUID.
            var stored = Guid.TryParseExact(reportId, "D", out _) ? await store.FindReportAsync(venueId, reportId, cancellationToken) : null;
            if (stored is not { Document: var report })
                throw Problems.NotFound("report");
            if (report.Held is null)
                throw NeverHeld();
            if (report.Released is not null)
                return HeldReport.Of(report);

            HeadStep? step = null;
            var change = await heads.ChangeAsync(
                venueId, head => step = HeadTrust.Release(head, report, stored.ETag, time.GetUtcNow()), cancellationToken);
            if (change.Changed)
                return HeldReport.Of(step!.Report!);
        }

        throw new TimeoutException($"A report changed {Attempts} times while it was to be released.");
    }

    /// <summary>409: the report counts, and always did.</summary>
    internal static ProblemException NeverHeld() =>
        new(StatusCodes.Status409Conflict, "report-not-held", "This report was never held back.", "It counts already.");
}
