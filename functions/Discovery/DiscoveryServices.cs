using Microsoft.Extensions.DependencyInjection;
using QNom.Discovery.Rebuild;
using QNom.Discovery.Search;
using QNom.Platform.Messaging;
using QNom.Queues;
using QNom.Queues.Repair;
using QNom.Venues.Hours;

namespace QNom.Discovery;

/// <summary>Registers discovery.</summary>
internal static class DiscoveryServices
{
    public static IServiceCollection AddDiscovery(this IServiceCollection services) => services
        .AddSingleton(DiscoveryStore.Declaration)
        .AddSingleton(SearchSection.Section)
        .AddSingleton<DiscoveryStore>()
        .AddSingleton(RebuildSection.Section)
        .AddSingleton(new QueueDeclaration(DiscoveryRebuild.Queue))
        .AddSingleton<DiscoveryRebuild>()
        .AddHostedService<ListSeedAtStart>()
        .AddSingleton<Cells>()
        .AddSingleton<VenueSearch>()
        .AddSingleton<DiscoveryProjection>()
        .AddSingleton<IOpeningReadModel>(provider => provider.GetRequiredService<DiscoveryProjection>())
        .AddSingleton<IQueueReadModel>(provider => provider.GetRequiredService<DiscoveryProjection>())
        .AddSingleton(provider => new OtherReadModel("discovery", provider.GetRequiredService<DiscoveryProjection>().LookAsync));
}
