using QNom.Platform.Messaging;

namespace QNom.Payments;

/// <summary>
/// Does what orders want: records it, then asks the provider. When the provider does not answer, the message fails and comes
/// again; the command is known by then and only what is still intended is done.
/// </summary>
public sealed class PaymentCommandConsumer(PaymentKeeper keeper, PaymentDriver driver)
{
    /// <summary>Takes a message of the queue.</summary>
    /// <exception cref="InvalidDataException">It is of a payment that does not exist, or of another order.</exception>
    public async Task RunAsync(string message, CancellationToken cancellationToken)
    {
        var command = QueueMessages.Read<PaymentCommand>(message);
        var payment = await keeper.ChangeAsync(
            command.PaymentId, (now, at) => PaymentRules.Take(Checked(now, command), command, at), cancellationToken);
        if (payment is null)
            throw new InvalidDataException("A command is for a payment that does not exist.");
        // Nobody but a crash has come between the intention and this; a look costs less than a thought about which it was.
        await driver.RunAsync(command.PaymentId, isFirst: false, cancellationToken);
    }

    private static Payment Checked(Payment payment, PaymentCommand command) => payment.OrderId == command.OrderId
        ? payment
        : throw new InvalidDataException("A command is for a payment of another order.");
}
