using Microsoft.Extensions.DependencyInjection;
using QNom.Platform.Messaging;
using QNom.Venues.Boards;
using QNom.Venues.Events;
using QNom.Venues.Hours;
using QNom.Venues.Import;
using QNom.Venues.Menus;
using QNom.Venues.Photos;
using QNom.Venues.Seed;

namespace QNom.Venues;

/// <summary>Registers sites and venues.</summary>
internal static class VenueServices
{
    public static IServiceCollection AddVenues(this IServiceCollection services) => services
        .AddSingleton(SiteStore.Declaration)
        .AddSingleton(VenueStore.Declaration)
        .AddSingleton(VenueSection.Section)
        .AddSingleton(BoardSection.Section)
        .AddSingleton(HoursSection.Section)
        .AddSingleton(ImportResults.Dropped)
        .AddSingleton(ImportResults.Declaration)
        .AddSingleton(MenuSection.Section)
        .AddSingleton(PhotoSection.Section)
        .AddSingleton(PhotoFiles.Uploads)
        .AddSingleton(PhotoFiles.Published)
        .AddSingleton(new QueueDeclaration(VenueQueues.Events))
        .AddSingleton<SiteStore>()
        .AddSingleton<VenueStore>()
        .AddSingleton<StallBoards>()
        .AddSingleton<SiteReader>()
        .AddSingleton<BoardFeed>()
        .AddSingleton<VenueEditor>()
        .AddSingleton<VenueRatings>()
        .AddSingleton<MenuEditor>()
        .AddSingleton<PhotoFiles>()
        .AddSingleton<PhotoStore>()
        .AddSingleton<PhotoAlbums>()
        .AddSingleton<PhotoIntake>()
        .AddSingleton<PhotoTidying>()
        .AddOutbox<VenueOutboxMessage>(VenueStore.Declaration)
        .AddSingleton<HoursStore>()
        .AddSingleton<OpeningTimes>()
        .AddSingleton<HoursEditor>()
        .AddSingleton<ClosureImport>()
        .AddOutbox<ClosuresOutboxMessage>(SiteStore.Declaration)
        .AddSingleton<HawkerCentreImport>()
        .AddSingleton<ImportResults>()
        .AddSingleton<VenueSeed>()
        .AddHostedService<SeedAtStart>();
}
