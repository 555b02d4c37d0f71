using QNom.Platform.Messaging;

namespace QNom.Payments;

/// <summary>
/// What a payment is like after a change. It may come twice, late and out of order: a consumer keeps the highest
/// <see cref="Sequence"/> it has seen of a payment, and leaves every other alone.
/// </summary>
/// <param name="Schema">The shape's version.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">Its order.</param>
/// <param name="Sequence">Counts the payment's changes.</param>
/// <param name="State">Where it is now.</param>
/// <param name="CapturedCents">What has been taken in all.</param>
/// <param name="RefundedCents">What of it went back in all, including what a bank took back for good.</param>
/// <param name="At">When it changed, UTC.</param>
public sealed record PaymentEvent(
    string Schema, string PaymentId, string OrderId, long Sequence, PaymentState State, long CapturedCents, long RefundedCents,
    DateTimeOffset At) : IQueueMessage
{
    /// <inheritdoc/>
    public static string CurrentSchema => "payment-event/1";
}
