using Microsoft.Extensions.Logging;
using QNom.Payments.Webhooks;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;

namespace QNom.Payments;

/// <summary>Changes payments: reads, lets a rule decide, commits under the ETag, and tells orders. Again if someone was faster.</summary>
public sealed partial class PaymentKeeper(
    PaymentStore store, Outbox<PaymentOutboxMessage> outbox, TimeProvider time, ILogger<PaymentKeeper> logger)
{
    // A payment is changed by a handful of messages; so many at the same moment do not happen.
    private const int Attempts = 24;

    /// <summary>Changes a payment.</summary>
    /// <param name="paymentId">Which.</param>
    /// <param name="rule">Gets the payment and the time, and gives the change; null to leave it.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <param name="seen">The event that causes it: done once, and that it was seen is stored with what it did.</param>
    /// <param name="known">The payment as it was just read; null to read it.</param>
    /// <returns>The payment as it is now; null if there is none.</returns>
    /// <exception cref="TimeoutException">Someone else was faster each time.</exception>
    public async Task<Payment?> ChangeAsync(
        string paymentId, Func<Payment, DateTimeOffset, PaymentChange?> rule, CancellationToken cancellationToken, SeenEvent? seen = null,
        Stored<Payment>? known = null)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if ((known ?? await store.FindAsync(paymentId, cancellationToken)) is not { } stored)
                return null;
            known = null;
            var now = time.GetUtcNow();
            var change = rule(stored.Document, now);
            if (change is null && seen is null)
                return stored.Document;
            if (await CommitAsync(stored, change, seen, now, cancellationToken) is { } payment)
                return payment;
        }

        throw new TimeoutException($"A payment changed under each of {Attempts} attempts.");
    }

    /// <summary>Records a payment that is new, and tells orders if it is something to them; false, and nothing is touched, if it is there.</summary>
    public async Task<bool> TryAddAsync(PaymentChange opened, CancellationToken cancellationToken)
    {
        var message = opened.Event is { } told ? PaymentOutboxMessage.Of(told, time.GetUtcNow()) : null;
        if (!await store.TryAddAsync(opened.Payment, message, cancellationToken))
            return false;
        if (message is not null)
            await outbox.DispatchAsync(message, cancellationToken);
        return true;
    }

    // Null: read again.
    private async Task<Payment?> CommitAsync(
        Stored<Payment> stored, PaymentChange? change, SeenEvent? seen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var message = change?.Event is { } told ? PaymentOutboxMessage.Of(told, now) : null;
        switch (await store.CommitAsync(stored.Document.PaymentId, change, stored.ETag, message, seen, cancellationToken))
        {
            case PaymentCommit.Superseded:
                return null;
            case PaymentCommit.Seen:
                return stored.Document;
            default:
                // A redelivered event finds itself seen: what orders are told is in the outbox by then.
                if (message is not null)
                    await outbox.DispatchAsync(message, cancellationToken);
                if (change is not null && Returned(change.Payment) > Returned(stored.Document))
                    Log.RefundReturned(logger, stored.Document.PaymentId, change.Payment.RefundableCents);
                return change?.Payment ?? stored.Document;
        }
    }

    private static int Returned(Payment payment) => payment.Refunds.Count(refund => refund.State == RefundState.Returned);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The diner's bank did not take a refund of {Payment}: {Cents} cents of it can be given back again.")]
        public static partial void RefundReturned(ILogger logger, string payment, long cents);
    }
}
