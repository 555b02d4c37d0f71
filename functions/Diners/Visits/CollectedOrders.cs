using QNom.Orders;
using QNom.Orders.LifeCycle;
using QNom.Orders.Projections;

namespace QNom.Diners.Visits;

/// <summary>Writes down that a diner was where an order was collected.</summary>
public sealed class CollectedOrders(VisitRecorder visits) : IOrderFollower
{
    /// <inheritdoc/>
    public Task FollowAsync(OrderChanged change, Order order, CancellationToken cancellationToken) =>
        change.Event is { Kind: OrderEventKind.Moved, State: OrderState.Collected } collected
            ? visits.RecordAsync(order.Diner, new Visit(order.VenueId, collected.At, VisitKind.Order), cancellationToken)
            : Task.CompletedTask;
}
