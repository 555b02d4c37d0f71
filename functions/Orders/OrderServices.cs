using Microsoft.Extensions.DependencyInjection;
using QNom.Orders.Kitchen;
using QNom.Orders.Projections;
using QNom.Orders.Tracking;
using QNom.Payments;
using QNom.Platform.Messaging;

namespace QNom.Orders;

/// <summary>Registers orders.</summary>
internal static class OrderServices
{
    public static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddSingleton(OrderStore.Declaration)
        .AddSingleton(new QueueDeclaration(OrderQueues.Events))
        .AddSingleton(new QueueDeclaration(PaymentQueues.Events))
        .AddSingleton(OrderSection.Section)
        .AddSingleton(StallSection.Section)
        .AddSingleton<OrderStore>()
        .AddSingleton<OrderWriter>()
        .AddSingleton<PickUpTimes>()
        .AddSingleton<KitchenEditor>()
        .AddSingleton<DinerDesk>()
        .AddSingleton<StallDesk>()
        .AddSingleton<OrderTracking>()
        .AddSingleton<OrderConsumer>()
        .AddSingleton<OrderTimer>()
        .AddSingleton<IOrderStandings, OrderStandings>()
        .AddSingleton<IOrderFollower, OrderLists>()
        .AddSingleton<IOrderFollower, PlaceRelease>()
        .AddOutbox<OrderOutboxMessage>(OrderStore.Declaration);
}
