using Microsoft.Extensions.Logging;

namespace QNom.Venues.Import;

/// <summary>
/// Brings sites up to the National Environment Agency's list. What the list says already is not written again, so a file
/// may be dropped, and a run repeated, any number of times. A site that is missing from the list stays: a shorter list may
/// as well be a broken one.
/// </summary>
public sealed partial class HawkerCentreImport(SiteStore sites, TimeProvider time, ILogger<HawkerCentreImport> logger)
{
    private const int Parallelism = 8;

    /// <summary>Imports a file; what is wrong with it or with its rows is in the report.</summary>
    /// <exception cref="Exception">The database failed: the import is to be run again.</exception>
    public async Task<ImportReport> RunAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        HawkerCentreFile file;
        try
        {
            file = await HawkerCentreFile.ReadAsync(content, cancellationToken);
        }
        catch (NotGeoJsonException exception)
        {
            // Trying again would not make it a list: the one who dropped it is told.
            Log.Unreadable(logger, name, exception.Message);
            return new ImportReport(name, time.GetUtcNow(), exception.Message, 0, 0, 0, 0, []);
        }

        var (created, updated, unchanged) = await SaveAsync(file.Centres, cancellationToken);
        Log.Imported(logger, name, created, updated, unchanged, file.Rejected.Count);
        return new ImportReport(
            name, time.GetUtcNow(), null, created, updated, unchanged, file.Rejected.Count, file.Rejected);
    }

    private async Task<(int Created, int Updated, int Unchanged)> SaveAsync(
        IReadOnlyList<SiteFacts> centres, CancellationToken cancellationToken)
    {
        var recognised = SiteRecognition.Recognise(centres, await sites.ListAllAsync(cancellationToken));
        // A card is written after its site: one that says the same proves that the site does.
        var news = recognised.Where(centre => centre.Known?.Facts != centre.Facts).ToList();
        var (created, updated) = (0, 0);
        await Parallel.ForEachAsync(
            news,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (centre, cancelled) =>
            {
                if (!await sites.SaveAsync(centre.SiteId, centre.Facts, cancelled))
                    return;
                if (centre.Known is null)
                    Interlocked.Increment(ref created);
                else
                    Interlocked.Increment(ref updated);
            });
        return (created, updated, recognised.Count - created - updated);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information,
            "Imported {File}: {Created} created, {Updated} updated, {Unchanged} unchanged, {Rejected} rejected.")]
        public static partial void Imported(ILogger logger, string file, int created, int updated, int unchanged, int rejected);

        [LoggerMessage(2, LogLevel.Warning, "{File} was not imported: {Reason}")]
        public static partial void Unreadable(ILogger logger, string file, string reason);
    }
}
