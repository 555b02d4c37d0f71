using System.Diagnostics;
using Microsoft.Extensions.Logging;
using QNom.Venues.Import;

namespace QNom.Venues.Seed;

/// <summary>Fills a fresh system with Singapore's hawker centres and a few demonstration stalls in each.</summary>
public sealed partial class VenueSeed(SiteStore sites, VenueStore venues, ILogger<VenueSeed> logger)
{
    private const int Parallelism = 16;

    /// <summary>
    /// Adds what is missing and never changes what is there, be it imported or edited. Once it has run to its end, running
    /// it again costs one point read; after an interruption it goes on where it stopped.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await sites.FindSeedVersionAsync(cancellationToken) == SeedTable.Version)
            return;

        var started = Stopwatch.GetTimestamp();
        var stalls = 0;
        var centres = SiteRecognition.Recognise(SeedTable.Centres, await sites.ListAllAsync(cancellationToken));
        await Parallel.ForEachAsync(
            centres,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (centre, cancelled) => Interlocked.Add(ref stalls, await SeedAsync(centre, cancelled)));

        // Last, so that it is only there when all the rest is.
        await sites.SaveSeedVersionAsync(SeedTable.Version, cancellationToken);
        Log.Seeded(logger, centres.Count, stalls, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private async Task<int> SeedAsync(RecognisedSite centre, CancellationToken cancellationToken)
    {
        var facts = centre.Known?.Facts ?? centre.Facts;
        var stalls = facts.Status == SiteStatus.Open ? DemonstrationStalls.Of(centre.SiteId, facts) : [];

        // A venue comes before its card, so that whatever a board shows can be opened.
        foreach (var stall in stalls)
            await venues.CreateAsync(stall, cancellationToken);
        await sites.AddAsync(centre.SiteId, facts, [.. stalls.Select(StallCard.Of)], cancellationToken);
        return stalls.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information,
            "Seeded {Centres} hawker centres and {Stalls} demonstration stalls in {Seconds:0.0} s.")]
        public static partial void Seeded(ILogger logger, int centres, int stalls, double seconds);
    }
}
