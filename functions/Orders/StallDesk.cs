using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Orders.Projections;
using QNom.Platform.Http;

namespace QNom.Orders;

/// <summary>What stalls do with the orders that they get.</summary>
public sealed class StallDesk(OrderStore store, OrderWriter writer, TimeProvider time)
{
    /// <summary>Moves an order. What the stall has said already changes nothing.</summary>
    /// <exception cref="ProblemException">404: the stall has no such order. 409: it is not where that can be done. 412.</exception>
    public async Task<OrderView> MoveAsync(
        string venueId, string orderId, OrderDeed deed, IfMatch? seen, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var order = await writer.ChangeAsync(orderId, current =>
        {
            var order = Of(venueId, current);
            if (OrderMoves.All.Any(move => move.Action == deed.Action && move.To == order.State))
                return OrderStep.Nothing(order);
            seen?.Require(order.Sequence);
            return DinerDesk.Done(order, OrderMachine.Do(order, deed, now));
        }, cancellationToken);
        return OrderView.Of(order ?? throw OrderProblems.NotFound(), now);
    }

    /// <summary>An order of a stall.</summary>
    /// <exception cref="ProblemException">404: the stall has no such order.</exception>
    public async Task<Order> FindAsync(string venueId, string orderId, CancellationToken cancellationToken) =>
        Of(venueId, (await store.FindAsync(orderId, cancellationToken))?.Document);

    /// <summary>The orders of a stall, the latest first: one query in its partition.</summary>
    internal Task<IReadOnlyList<OrderCard>> ListAsync(
        string venueId, bool open, string? after, int limit, CancellationToken cancellationToken) =>
        store.ListAsync(KitchenDocument.PartitionOf(venueId), open, after, limit, cancellationToken);

    // A draft is nobody's business but the diner's.
    private static Order Of(string venueId, Order? order) =>
        order is { PlacedAt: not null } && order.VenueId == venueId ? order : throw OrderProblems.NotFound();
}
