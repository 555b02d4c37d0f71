using QNom.Orders.LifeCycle;
using QNom.Platform.Messaging;

namespace QNom.Orders;

/// <summary>Brings orders from one change to the next: read, change, store under the ETag that was read, tell.</summary>
public sealed class OrderWriter(OrderStore store, Outbox<OrderOutboxMessage> outbox, TimeProvider time)
{
    // An order has one diner, one stall and one payment that may come at once.
    private const int Attempts = 10;

    /// <summary>Stores a draft, unless it is there.</summary>
    public async Task<Order> CreateAsync(Order draft, CancellationToken cancellationToken)
    {
        // Its history begins when it is placed: a draft that is deleted leaves nothing behind.
        return await CommitAsync(new OrderStep(draft, null, []), etag: null, cancellationToken)
            ? draft
            : (await store.FindAsync(draft.OrderId, cancellationToken))!.Document;
    }

    /// <summary>Changes an order.</summary>
    /// <param name="orderId">Which.</param>
    /// <param name="change">Gets the order as it is; called again when someone else was faster.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>The order as it is now; null if there is none.</returns>
    /// <exception cref="TimeoutException">Someone else was faster each time.</exception>
    public Task<Order?> ChangeAsync(string orderId, Func<Order, OrderStep> change, CancellationToken cancellationToken) =>
        ChangeAsync(orderId, order => Task.FromResult(change(order)), cancellationToken);

    /// <inheritdoc cref="ChangeAsync(string, Func{Order, OrderStep}, CancellationToken)"/>
    public async Task<Order?> ChangeAsync(string orderId, Func<Order, Task<OrderStep>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await store.FindAsync(orderId, cancellationToken) is not { } stored)
                return null;
            var step = await change(stored.Document);
            if (ReferenceEquals(step.Order, stored.Document))
                return stored.Document;
            if (await CommitAsync(step, stored.ETag, cancellationToken))
                return step.Order;
        }

        throw new TimeoutException($"An order changed under each of {Attempts} attempts.");
    }

    private async Task<bool> CommitAsync(OrderStep step, string? etag, CancellationToken cancellationToken)
    {
        var messages = OrderOutboxMessage.Of(step, time.GetUtcNow());
        if (!await store.TryCommitAsync(step, etag, messages, cancellationToken))
            return false;
        if (step.Event is not null)
            OrderMetrics.Moved(step.Order.State);
        foreach (var message in messages)
            await outbox.DispatchAsync(message, cancellationToken);
        return true;
    }
}
