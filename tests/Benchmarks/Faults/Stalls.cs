using Microsoft.Extensions.DependencyInjection;
using QNom.Local;
using QNom.Venues;

namespace QNom.Benchmarks.Faults;

/// <summary>A centre of its own with a few stalls.</summary>
internal static class Stalls
{
    /// <summary>Builds it; gives the stalls' ids.</summary>
    public static async Task<IReadOnlyList<string>> BuildAsync(LocalCloud cloud, int count, CancellationToken cancellationToken)
    {
        var services = cloud.Functions.Services;
        var facts = new SiteFacts("Stormy Centre", "069111", "1 Any Street", new GeoPoint(103.84, 1.28), count, "Existing");
        var stalls = Enumerable.Range(1, count)
            .Select(number => Venue.Create($"stormy-centre-{number}", "stormy-centre", $"Stall {number}", Cuisine.Malay, facts.Location, demo: true)).ToList();
        foreach (var stall in stalls)
            await services.GetRequiredService<VenueStore>().CreateAsync(stall, cancellationToken);
        await services.GetRequiredService<SiteStore>().AddAsync("stormy-centre", facts, [.. stalls.Select(StallCard.Of)], cancellationToken);
        return [.. stalls.Select(stall => stall.VenueId)];
    }
}
