using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Venues.Hours;

namespace QNom.Queues;

/// <summary>
/// Accepts what a client noted while it was offline: each report by the rules of a single one, at the time at which it was
/// said. One that is bad does not keep the others out.
/// </summary>
public sealed class OfflineIntake(
    ReportIntake intake, OpeningTimes openings, TurnKeeper turns, Pseudonyms pseudonyms, TimeProvider time)
{
    // Of the venues of one request; each costs two point reads, a write and its messages.
    private const int VenuesAtOnce = 8;

    /// <summary>Accepts reports; when this returns, those that are accepted are on the queue.</summary>
    /// <exception cref="ProblemException">400: the whole cannot be read. What is wrong with one report is its result.</exception>
    public async Task<ReportResults> AcceptAsync(ReportSender sender, OfflineReports reports, CancellationToken cancellationToken)
    {
        reports.Validate();
        var now = time.GetUtcNow();
        var results = new ReportResult[reports.Reports.Count];
        var valid = new List<(int Index, OfflineReport Report)>();
        for (var i = 0; i < results.Length; i++)
        {
            try
            {
                reports.Reports[i].Validate($"/reports/{i}", now);
                valid.Add((i, reports.Reports[i]));
            }
            catch (ProblemException problem)
            {
                results[i] = Rejected(reports.Reports[i], problem);
            }
        }

        await Parallel.ForEachAsync(
            valid.GroupBy(item => item.Report.VenueId),
            new ParallelOptions { MaxDegreeOfParallelism = VenuesAtOnce, CancellationToken = cancellationToken },
            async (venue, cancelled) => await AcceptAsync(venue.Key, sender, [.. venue], now, results, cancelled));
        return new ReportResults(results);
    }

    private async Task AcceptAsync(
        string venueId, ReportSender sender, List<(int Index, OfflineReport Report)> items, DateTimeOffset now,
        ReportResult[] results, CancellationToken cancellationToken)
    {
        if (await openings.FindAsync(venueId, cancellationToken) is not { } opening)
        {
            foreach (var (index, report) in items)
                results[index] = Rejected(report, Problems.NotFound("venue"));
            return;
        }

        foreach (var (index, report) in items)
        {
            try
            {
                ReportIntake.RequireOpen(opening, report.JoinedAt ?? report.ObservedAt);
            }
            catch (ProblemException problem)
            {
                results[index] = Rejected(report, problem);
            }
        }

        items = [.. items.Where(item => results[item.Index] is null)];
        var reporter = pseudonyms.Of(sender.Caller);
        var wanted = items.Select(item => new Turn(
            ReportIdentity.IdFor(venueId, reporter, item.Report.Body, item.Report.Id),
            Observation.Clamp(item.Report.ObservedAt, now), ReportIdentity.KeyHash(item.Report.Id))).ToList();
        var outcomes = await turns.TakeAsync(venueId, reporter, wanted, cancellationToken);
        foreach (var ((index, report), outcome) in items.Zip(outcomes))
        {
            if (outcome.Turn is { } turn)
            {
                // If this fails, the client sends all of it again: what has its turn is then sent on as the same report.
                await intake.EnqueueAsync(venueId, turn, reporter, sender, report.Body, now, cancellationToken);
                results[index] = new ReportResult(
                    report.Id, outcome.Again ? ReportOutcome.Duplicate : ReportOutcome.Accepted, turn.ReportId, null);
            }
            else
            {
                results[index] = Rejected(
                    report, outcome.KeyReused ? ReportIntake.KeyReused() : ReportIntake.ReportedRecently(TimeSpan.Zero));
            }
        }
    }

    private static ReportResult Rejected(OfflineReport report, ProblemException problem) =>
        new(report.Id, ReportOutcome.Rejected, null, ItemProblem.Of(problem));
}
