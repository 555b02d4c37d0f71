using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Messaging;

namespace QNom.Payments;

/// <summary>The triggers of payments.</summary>
public sealed class PaymentFunctions(PaymentCommandConsumer commands, Outbox<PaymentOutboxMessage> outbox)
{
    /// <summary>Does with a payment what its order wants.</summary>
    [Function(nameof(DoPaymentCommand))]
    public Task DoPaymentCommand([QueueTrigger(PaymentQueues.Commands)] string message, CancellationToken cancellationToken) =>
        commands.RunAsync(message, cancellationToken);

    /// <summary>Delivers what orders were not told right after the commit.</summary>
    [Function(nameof(SweepPaymentOutbox))]
    public Task SweepPaymentOutbox([TimerTrigger("*/5 * * * * *")] TimerInfo info, CancellationToken cancellationToken) =>
        outbox.SweepAsync(cancellationToken);
}
