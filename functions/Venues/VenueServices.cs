using Microsoft.Extensions.DependencyInjection;
using QNom.Venues.Import;
using QNom.Venues.Seed;

namespace QNom.Venues;

/// <summary>Registers sites and venues.</summary>
internal static class VenueServices
{
    public static IServiceCollection AddVenues(this IServiceCollection services) => services
        .AddSingleton(SiteStore.Declaration)
        .AddSingleton(VenueStore.Declaration)
        .AddSingleton(VenueSection.Section)
        .AddSingleton(ImportResults.Dropped)
        .AddSingleton(ImportResults.Declaration)
        .AddSingleton<SiteStore>()
        .AddSingleton<VenueStore>()
        .AddSingleton<StallBoards>()
        .AddSingleton<SiteReader>()
        .AddSingleton<HawkerCentreImport>()
        .AddSingleton<ImportResults>()
        .AddSingleton<VenueSeed>()
        .AddHostedService<SeedAtStart>();
}
