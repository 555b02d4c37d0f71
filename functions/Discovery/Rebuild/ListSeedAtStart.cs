using Microsoft.Extensions.Hosting;
using QNom.Platform;
using QNom.Venues;
using QNom.Venues.Seed;

namespace QNom.Discovery.Rebuild;

/// <summary>Lists what was seeded, once for each version of the seed; the seed itself tells nobody.</summary>
internal sealed class ListSeedAtStart(
    Settings settings, VenueStore venues, DiscoveryStore cards, DiscoveryProjection projection, TimeProvider time) : IHostedService
{
    private const int PageSize = 200;
    private const int Parallelism = 16;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!settings.Seed)
            return;
        var id = $"seed-{SeedTable.Version}";
        if (await cards.FindRebuildAsync(id, cancellationToken) is not null)
            return;
        for (var (after, more) = ((string?)null, true); more; more = after is not null)
        {
            (var page, after) = await venues.ListAsync(after, PageSize, cancellationToken);
            // What is known of their queues stays: a seed brings no news of that.
            await Parallel.ForEachAsync(
                page,
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
                async (venue, cancelled) => await projection.ShowAsync(
                    venue, await projection.OpeningOfAsync(venue, cancelled), null, 0, cancelled));
        }

        // Last, so that it is only there when all the rest is.
        await cards.SaveRebuildAsync(
            RebuildDocument.Create(id, time.GetUtcNow()) with { Phase = RebuildPhase.Finished }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
