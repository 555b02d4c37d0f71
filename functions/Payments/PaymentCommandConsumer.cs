using QNom.Platform.Messaging;

namespace QNom.Payments;

/// <summary>
/// Does what orders want: records it, then asks the provider. When the provider does not answer, the message fails and comes
/// again; the command is known by then and only what is still intended is done.
/// </summary>
public sealed class PaymentCommandConsumer(PaymentKeeper keeper, PaymentDriver driver, TimeProvider time)
{
    /// <summary>Takes a message of the queue.</summary>
    /// <exception cref="InvalidDataException">It wants money back of a payment that does not exist, or is of another order.</exception>
    public async Task RunAsync(string message, CancellationToken cancellationToken)
    {
        var command = QueueMessages.Read<PaymentCommand>(message);
        var payment = await keeper.ChangeAsync(
            command.PaymentId, (now, at) => PaymentRules.Take(Checked(now, command), command, at), cancellationToken);
        if (payment is null)
        {
            // Orders record a payment before it is begun here, and may call it off before it ever is.
            if (command.Kind != PaymentCommandKind.Cancel)
                throw new InvalidDataException("Money is wanted back of a payment that does not exist.");
            if (await keeper.TryAddAsync(PaymentRules.NeverBegun(command, time.GetUtcNow()), cancellationToken))
                return;
            // Begun at the same moment: now it can be canceled like any other.
            await RunAsync(message, cancellationToken);
            return;
        }

        // Nobody but a crash has come between the intention and this; a look costs less than a thought about which it was.
        await driver.RunAsync(command.PaymentId, isFirst: false, cancellationToken);
    }

    private static Payment Checked(Payment payment, PaymentCommand command) => payment.OrderId == command.OrderId
        ? payment
        : throw new InvalidDataException("A command is for a payment of another order.");
}
