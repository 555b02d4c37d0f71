using Microsoft.Extensions.DependencyInjection;
using QNom.Orders.Projections;
using QNom.Platform.Messaging;
using QNom.Queues;

namespace QNom.Partners.Webhooks;

/// <summary>Registers webhooks to partners' systems.</summary>
internal static class WebhookServices
{
    public static IServiceCollection AddPartnerWebhooks(this IServiceCollection services) => services
        .AddSingleton(WebhookStore.Declaration)
        .AddSingleton(new QueueDeclaration(WebhookQueues.Deliveries))
        .AddSingleton(WebhookSection.Section)
        .AddSingleton<WebhookStore>()
        .AddSingleton<EndpointSecrets>()
        .AddSingleton<WebhookSender>()
        .AddSingleton<WebhookAnnouncer>()
        .AddSingleton<WebhookCourier>()
        .AddSingleton<WebhookDesk>()
        .AddSingleton<WebhookTrials>()
        .AddSingleton<DeliveryLog>()
        .AddSingleton<IOrderFollower, OrderTeller>()
        .AddSingleton<IQueueReadModel, QueueTeller>();
}
