using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;

namespace QNom.Orders.Projections;

/// <summary>Keeps the lists of stalls and diners. A draft is in its diner's alone: the stall has nothing to do with it.</summary>
public sealed class OrderLists(OrderStore store) : IOrderFollower
{
    /// <inheritdoc/>
    public async Task FollowAsync(OrderChanged change, Order order, CancellationToken cancellationToken)
    {
        await store.ShowAsync(OrderCard.Of(order, OrderCard.PartitionOfDiner(order.Diner)), isNew: order.State == OrderState.Draft, cancellationToken);
        if (order.PlacedAt is not null)
            await store.ShowAsync(OrderCard.Of(order, KitchenDocument.PartitionOf(order.VenueId)), isNew: order.State == OrderState.Placed, cancellationToken);
    }
}
