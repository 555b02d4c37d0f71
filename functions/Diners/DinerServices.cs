using Microsoft.Extensions.DependencyInjection;
using QNom.Diners.Alerts;
using QNom.Diners.Consents;
using QNom.Diners.Reviews;
using QNom.Diners.Visits;
using QNom.Orders.Projections;
using QNom.Platform.Messaging;
using QNom.Queues;
using QNom.Recommendations;

namespace QNom.Diners;

/// <summary>Registers what diners keep with us and say of venues.</summary>
internal static class DinerServices
{
    public static IServiceCollection AddDiners(this IServiceCollection services) => services
        .AddSingleton(DinerStore.Declaration)
        .AddSingleton(DinerSection.Section)
        .AddSingleton(new QueueDeclaration(DinerQueues.Events))
        .AddOutbox<DinerOutboxMessage>(DinerStore.Declaration)
        .AddSingleton<DinerStore>()
        .AddSingleton<DinerProfiles>()
        .AddSingleton<KnownTaste>()
        .AddSingleton<TasteOf>(provider => provider.GetRequiredService<KnownTaste>().OfAsync)
        .AddSingleton<DinerExport>()
        .AddSingleton<ConsentDesk>()
        .AddSingleton<ConsentFollower>()
        .AddSingleton<Departure>()
        .AddSingleton<VisitRecorder>()
        .AddSingleton<ReportCounted>(provider => provider.GetRequiredService<VisitRecorder>().RecordAsync)
        .AddSingleton<CollectedOrders>()
        .AddSingleton<IOrderFollower>(provider => provider.GetRequiredService<CollectedOrders>())
        .AddReviews()
        .AddAlerts();
}
