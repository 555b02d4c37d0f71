namespace QNom.Payments.Refunds;

/// <summary>A payment as its stall and operators see it; nothing of the payer.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">Its order.</param>
/// <param name="State">Where it is.</param>
/// <param name="Method">How it is paid.</param>
/// <param name="Provider">Who charges.</param>
/// <param name="Cents">How much is asked for.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="CapturedCents">What was taken.</param>
/// <param name="RefundedCents">What of it went back.</param>
/// <param name="RefundableCents">What can still go back.</param>
/// <param name="Refunds">What was ever asked to go back, in that order.</param>
public sealed record PaymentView(
    string PaymentId, string OrderId, PaymentState State, PaymentMethod Method, string Provider, long Cents, string Currency,
    long CapturedCents, long RefundedCents, long RefundableCents, IReadOnlyList<RefundView> Refunds)
{
    /// <summary>A payment as it is shown.</summary>
    public static PaymentView Of(Payment payment) => new(
        payment.PaymentId, payment.OrderId, payment.State, payment.Method, payment.Provider, payment.Cents, payment.Currency,
        payment.CapturedCents, payment.RefundedCents, payment.RefundableCents, [.. payment.Refunds.Select(RefundView.Of)]);
}

/// <summary>A refund as it is shown.</summary>
/// <param name="RefundId">The refund.</param>
/// <param name="Cents">How much.</param>
/// <param name="Reason">Why, in a word.</param>
/// <param name="State">How far it is.</param>
/// <param name="At">When it was decided, UTC.</param>
public sealed record RefundView(string RefundId, long Cents, string Reason, RefundState State, DateTimeOffset At)
{
    /// <summary>A refund as it is shown.</summary>
    public static RefundView Of(Refund refund) => new(refund.RefundId, refund.Cents, refund.Reason, refund.State, refund.At);
}

/// <summary>The payments of an order, by attempt.</summary>
/// <param name="Payments">The payments.</param>
public sealed record PaymentList(IReadOnlyList<PaymentView> Payments);
