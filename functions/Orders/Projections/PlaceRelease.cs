using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;

namespace QNom.Orders.Projections;

/// <summary>Gives the places back of orders that will not be made, so that others can have them.</summary>
public sealed class PlaceRelease(PickUpTimes times) : IOrderFollower
{
    /// <inheritdoc/>
    public Task FollowAsync(OrderChanged change, Order order, CancellationToken cancellationToken) =>
        OrderMoves.GivesMoneyBack(order.State) && order.PlacedAt is { } placed
            ? times.ReleaseAsync(order.VenueId, order.OrderId, placed, cancellationToken)
            : Task.CompletedTask;
}
