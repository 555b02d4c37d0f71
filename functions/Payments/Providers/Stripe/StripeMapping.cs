using System.Net;
using Stripe;

namespace QNom.Payments.Providers.Stripe;

/// <summary>Between Stripe's words and ours; pure. Sources: docs.stripe.com/api, its objects PaymentIntent, Charge, Refund and Dispute.</summary>
public static class StripeMapping
{
    /// <summary>Where Stripe keeps our names.</summary>
    public const string PaymentId = "payment_id", RefundId = "refund_id";

    private const string OrderId = "order_id";

    /// <summary>The intent that a payment asks for. A card is confirmed by the diner's client, the others at once: their code or link is the answer.</summary>
    public static PaymentIntentCreateOptions Wanted(Payment payment, string returnUrl)
    {
        var type = TypeOf(payment.Method);
        var atOnce = payment.Method != PaymentMethod.Card;
        return new PaymentIntentCreateOptions
        {
            Amount = payment.Cents,
            Currency = payment.Currency.ToLowerInvariant(),
            AllowedPaymentMethodTypes = [type],
            Metadata = new Dictionary<string, string> { [PaymentId] = payment.PaymentId, [OrderId] = payment.OrderId },
            Confirm = atOnce ? true : null,
            PaymentMethodData = atOnce ? new PaymentIntentPaymentMethodDataOptions { Type = type } : null,
            ReturnUrl = payment.Method == PaymentMethod.GrabPay ? returnUrl : null,
        };
    }

    /// <summary>The refund that is asked for.</summary>
    public static RefundCreateOptions Wanted(Payment payment, QNom.Payments.Refund refund) => new()
    {
        PaymentIntent = payment.ProviderId,
        Amount = refund.Cents,
        Metadata = new Dictionary<string, string> { [PaymentId] = payment.PaymentId, [RefundId] = refund.RefundId },
    };

    /// <summary>A payment as Stripe shows it in an event or a list; of refunds and disputes it tells the sums at most.</summary>
    public static ProviderPayment Of(PaymentIntent intent) => Without(intent) with
    {
        RefundedCents = intent.LatestCharge?.AmountRefunded ?? 0,
        DisputedCents = intent.LatestCharge is { Disputed: false } ? 0 : null,
    };

    /// <summary>A payment as it was fetched, with all refunds and disputes.</summary>
    public static ProviderPayment Of(PaymentIntent intent, IReadOnlyList<global::Stripe.Refund> refunds, IReadOnlyList<Dispute> disputes)
    {
        var lost = disputes.Where(dispute => dispute.Status == "lost").Sum(dispute => dispute.Amount);
        // A warning is a question: the money is still here. What was won or prevented is back.
        var open = disputes.Where(dispute => dispute.Status is "needs_response" or "under_review" or "appeal_needs_response" or "appeal_under_review")
            .Sum(dispute => dispute.Amount);
        var back = refunds.Where(refund => refund.Status == "succeeded").Sum(refund => refund.Amount);
        return Without(intent) with
        {
            RefundedCents = Math.Min(back + lost, intent.AmountReceived),
            DisputedCents = open,
            Refunds =
            [
                .. from refund in refunds
                   where refund.Metadata?.ContainsKey(RefundId) == true
                   select new ProviderRefund(refund.Metadata[RefundId], refund.Id, refund.Amount, StateOf(refund)),
            ],
        };
    }

    /// <summary>Whether an error is a no for good. What is only not possible now, or is a mistake of our keys, is asked again.</summary>
    public static bool IsRefusal(HttpStatusCode status, string? type) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound && type != "idempotency_error";

    /// <summary>Stripe's word for an error; no text, since texts may quote the diner.</summary>
    public static string CodeOf(StripeError? error) => error?.DeclineCode ?? error?.Code ?? error?.Type ?? "unknown";

    private static ProviderPayment Without(PaymentIntent intent) => new()
    {
        ProviderId = intent.Id,
        PaymentId = intent.Metadata?.GetValueOrDefault(PaymentId),
        State = StateOf(intent),
        Cents = intent.Amount,
        Currency = intent.Currency.ToUpperInvariant(),
        CapturedCents = intent.AmountReceived,
        FailureCode = intent.LastPaymentError is { } error ? CodeOf(error) : null,
        ClientSecret = intent.ClientSecret,
        RedirectUrl = intent.NextAction?.RedirectToUrl?.Url,
        PayNow = intent.NextAction?.PaynowDisplayQrCode?.Data,
        CreatedAt = new DateTimeOffset(DateTime.SpecifyKind(intent.Created, DateTimeKind.Utc)),
    };

    private static ProviderState StateOf(PaymentIntent intent) => intent.Status switch
    {
        // Also after a card was declined: the diner may try another.
        "requires_payment_method" or "requires_confirmation" or "requires_action" => ProviderState.RequiresAction,
        "processing" => ProviderState.Processing,
        "requires_capture" => ProviderState.RequiresCapture,
        "succeeded" => ProviderState.Succeeded,
        "canceled" => intent.CancellationReason is "automatic" or "expired" ? ProviderState.Failed : ProviderState.Canceled,
        _ => throw new InvalidDataException("A PaymentIntent is in a state that is not known."),
    };

    private static RefundState StateOf(global::Stripe.Refund refund) => refund.Status switch
    {
        "succeeded" => RefundState.Succeeded,
        "pending" or "requires_action" => RefundState.Pending,
        "failed" or "canceled" => RefundState.Failed,
        _ => throw new InvalidDataException("A refund is in a state that is not known."),
    };

    private static string TypeOf(PaymentMethod method) => method switch
    {
        PaymentMethod.Card => "card",
        PaymentMethod.GrabPay => "grabpay",
        PaymentMethod.PayNow => "paynow",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };
}
