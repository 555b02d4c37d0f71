using QNom.Orders.LifeCycle;
using QNom.Orders.Projections;
using QNom.Payments;

namespace QNom.Orders;

/// <summary>Takes in what is told of payments and of orders themselves.</summary>
public sealed class OrderConsumer(OrderStore store, OrderWriter writer, IEnumerable<IOrderFollower> followers, TimeProvider time)
{
    /// <summary>Takes in what became of a payment; nothing for what is known already.</summary>
    /// <exception cref="InvalidDataException">There is no such order: money of nobody, which must not be forgotten.</exception>
    public async Task FollowPaymentAsync(PaymentEvent told, CancellationToken cancellationToken)
    {
        _ = await writer.ChangeAsync(told.OrderId, order => OrderMachine.Follow(order, told, time.GetUtcNow()), cancellationToken)
            ?? throw new InvalidDataException($"There is no order {told.OrderId} that the payment {told.PaymentId} could be for.");
    }

    /// <summary>Tells everyone who follows orders.</summary>
    public async Task FollowOrderAsync(OrderChanged change, CancellationToken cancellationToken)
    {
        // Gone: a draft that was cleared away, of which nobody wants to hear.
        if (await store.FindAsync(change.OrderId, cancellationToken) is not { } order)
            return;
        foreach (var follower in followers)
            await follower.FollowAsync(change, order.Document, cancellationToken);
    }
}
