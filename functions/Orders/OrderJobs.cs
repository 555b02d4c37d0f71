using Microsoft.Azure.Functions.Worker;
using QNom.Orders.Kitchen;
using QNom.Payments;
using QNom.Platform.Messaging;

namespace QNom.Orders;

/// <summary>What orders do without being asked by anyone: follow payments, keep their lists, keep time.</summary>
public sealed class OrderJobs(
    OrderConsumer consumer, OrderTimer timer, PickUpTimes times, Outbox<OrderOutboxMessage> outbox)
{
    /// <summary>Takes in what became of an order's payment.</summary>
    [Function(nameof(FollowPayment))]
    public Task FollowPayment([QueueTrigger(PaymentQueues.Events)] string message, CancellationToken cancellationToken) =>
        consumer.FollowPaymentAsync(QueueMessages.Read<PaymentEvent>(message), cancellationToken);

    /// <summary>Tells everyone who follows orders of a change. If one fails, all are told again, which does no harm.</summary>
    [Function(nameof(FollowOrder))]
    public Task FollowOrder([QueueTrigger(OrderQueues.Events)] string message, CancellationToken cancellationToken) =>
        consumer.FollowOrderAsync(QueueMessages.Read<OrderChanged>(message), cancellationToken);

    /// <summary>Does what the time has come for, every half minute: expires what was not paid, answered or finished, reminds, closes no-shows, clears drafts.</summary>
    [Function(nameof(TendOrders))]
    public Task TendOrders([TimerTrigger("10,40 * * * * *")] TimerInfo info, CancellationToken cancellationToken) =>
        timer.RunAsync(cancellationToken);

    /// <summary>Gives back places that a crash left taken, every five minutes.</summary>
    [Function(nameof(SweepPlaces))]
    public Task SweepPlaces([TimerTrigger("20 */5 * * * *")] TimerInfo info, CancellationToken cancellationToken) =>
        times.SweepAsync(cancellationToken);

    /// <summary>Delivers what was committed and did not reach its queue, every five seconds.</summary>
    [Function(nameof(SweepOrderOutbox))]
    public Task SweepOrderOutbox([TimerTrigger("*/5 * * * * *")] TimerInfo info, CancellationToken cancellationToken) =>
        outbox.SweepAsync(cancellationToken);
}
