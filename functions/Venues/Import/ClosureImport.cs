using Microsoft.Extensions.Logging;
using QNom.Platform.Messaging;
using QNom.Venues.Hours;

namespace QNom.Venues.Import;

/// <summary>What became of a row of closures.</summary>
public enum ClosureOutcome
{
    /// <summary>The site's closures are now what the row says.</summary>
    Updated,

    /// <summary>The site's closures were so already; nothing was written.</summary>
    Unchanged,

    /// <summary>No site of ours has the row's name or postal code, or an earlier row was that site.</summary>
    UnknownSite,

    /// <summary>Something is wrong with the row; nothing of it was taken.</summary>
    Rejected,
}

/// <summary>A row and what became of it.</summary>
/// <param name="Index">Its place after the header, from 0.</param>
/// <param name="Name">The centre's name as the row has it.</param>
/// <param name="SiteId">The site it is; null if it is none of ours.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Flaws">What is wrong with it; empty unless it was rejected.</param>
public sealed record ClosureRowOutcome(int Index, string? Name, string? SiteId, ClosureOutcome Outcome, IReadOnlyList<Flaw> Flaws);

/// <summary>What became of a dropped file of closures; stored for whoever dropped it.</summary>
/// <param name="File">The file's name.</param>
/// <param name="ImportedAt">When.</param>
/// <param name="Error">Why nothing could be read at all; null if rows could be read.</param>
/// <param name="Rows">Every row, in the file's order.</param>
public sealed record ClosureReport(string File, DateTimeOffset ImportedAt, string? Error, IReadOnlyList<ClosureRowOutcome> Rows);

/// <summary>
/// Brings sites' closures up to the agency's list. A row is all that is known of its site's closures and takes the place of
/// what was known; a site that is missing from the list keeps what it has. Dropped again, a file changes nothing.
/// </summary>
public sealed partial class ClosureImport(
    SiteStore sites, HoursStore store, Outbox<ClosuresOutboxMessage> outbox, TimeProvider time, ILogger<ClosureImport> logger)
{
    private const int Parallelism = 8;
    private const int Attempts = 10;

    /// <summary>Imports a file; what is wrong with it or with its rows is in the report.</summary>
    /// <exception cref="Exception">The database failed: the import is to be run again.</exception>
    public async Task<ClosureReport> RunAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        IReadOnlyList<ClosureRow> rows;
        try
        {
            rows = await ClosureFile.ReadAsync(content, cancellationToken);
        }
        catch (NotClosuresException exception)
        {
            // Trying again would not make it a list: the one who dropped it is told.
            Log.Unreadable(logger, name, exception.Message);
            return new ClosureReport(name, time.GetUtcNow(), exception.Message, []);
        }

        var sound = rows.Where(row => row.Flaws.Count == 0).ToList();
        var known = Recognise(sound, await sites.ListAllAsync(cancellationToken));
        var outcomes = rows.Select(row => new ClosureRowOutcome(
            row.Index, row.Name, known.GetValueOrDefault(row.Index),
            row.Flaws.Count > 0 ? ClosureOutcome.Rejected : ClosureOutcome.UnknownSite, row.Flaws)).ToArray();
        await Parallel.ForEachAsync(
            sound.Where(row => known.ContainsKey(row.Index)),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (row, cancelled) => outcomes[row.Index] = outcomes[row.Index] with
            {
                Outcome = await SaveAsync(known[row.Index], row.Closures, cancelled)
                    ? ClosureOutcome.Updated
                    : ClosureOutcome.Unchanged,
            });
        Log.Imported(
            logger, name, outcomes.Count(row => row.Outcome == ClosureOutcome.Updated),
            outcomes.Count(row => row.Outcome == ClosureOutcome.Unchanged),
            outcomes.Count(row => row.Outcome is ClosureOutcome.Rejected or ClosureOutcome.UnknownSite));
        return new ClosureReport(name, time.GetUtcNow(), null, outcomes);
    }

    // The two lists of the agency write some names differently: the postal code then says which site it is.
    private static Dictionary<int, string> Recognise(IReadOnlyList<ClosureRow> rows, IReadOnlyList<SiteCard> sites) =>
        rows.Zip(SiteRecognition.Recognise(
                [.. rows.Select(row => new SiteFacts(row.Name!, row.PostalCode ?? "", "", default, 0, "Existing"))], sites))
            .Where(pair => pair.Second.Known is not null)
            .ToDictionary(pair => pair.First.Index, pair => pair.Second.SiteId);

    private async Task<bool> SaveAsync(string siteId, IReadOnlyList<SiteClosure> closures, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await store.FindClosuresAsync(siteId, cancellationToken);
            if ((stored?.Document.Closures ?? []).SequenceEqual(closures))
                return false;
            var next = ClosuresDocument.Of(siteId, (stored?.Document.Revision ?? 0) + 1, closures);
            var change = ClosuresOutboxMessage.Of(next, time.GetUtcNow());
            if (await store.TryCommitAsync(next, stored?.ETag, change, cancellationToken))
            {
                await outbox.DispatchAsync(change, cancellationToken);
                return true;
            }
        }

        throw new TimeoutException($"The closures of {siteId} changed under each of {Attempts} attempts.");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Imported {File}: {Updated} sites updated, {Unchanged} unchanged, {Refused} rows refused.")]
        public static partial void Imported(ILogger logger, string file, int updated, int unchanged, int refused);

        [LoggerMessage(2, LogLevel.Warning, "{File} was not imported: {Reason}")]
        public static partial void Unreadable(ILogger logger, string file, string reason);
    }
}
