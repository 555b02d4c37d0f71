using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QNom.Orders.Projections;
using QNom.Partners.Webhooks.Addresses;
using QNom.Platform.Messaging;

namespace QNom.Partners.Webhooks;

/// <summary>Registers webhooks to partners' systems.</summary>
internal static class WebhookServices
{
    public static IServiceCollection AddPartnerWebhooks(this IServiceCollection services) => services
        .AddSingleton(WebhookStore.Declaration)
        .AddSingleton(new QueueDeclaration(WebhookQueues.Deliveries))
        .AddSingleton(WebhookSection.Section)
        .AddSingleton<HostResolver>(Dns.GetHostAddressesAsync)
        .AddSingleton<WebhookConnections>()
        .AddSingleton<WebhookStore>()
        .AddSingleton<EndpointSecrets>()
        .AddSingleton<WebhookSender>()
        .AddSingleton<WebhookAnnouncer>()
        .AddSingleton<WebhookCourier>()
        .AddSingleton<WebhookDesk>()
        .AddSingleton<WebhookTrials>()
        .AddSingleton<DeliveryLog>()
        .AddSingleton<IOrderFollower, OrderTeller>();
}
