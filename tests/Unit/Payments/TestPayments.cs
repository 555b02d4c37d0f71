using System.Text;
using Microsoft.Extensions.Primitives;
using QNom.Payments;
using QNom.Payments.Ledger;
using QNom.Payments.Providers;
using QNom.Payments.Webhooks;

namespace QNom.Tests.Unit.Payments;

/// <summary>Payments, what providers say of them, and webhooks, for tests.</summary>
internal static class TestPayments
{
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);

    public static Payment Opened(long cents = 1000, Plan? plan = null) => PaymentRules.Open(
        new PaymentRequest("order", 1, "stall", "partner", "diner", cents, "SGD", PaymentMethod.Card), "stripe",
        (plan ?? Plan.Hawker).For(PaymentMethod.Card), Now);

    public static ProviderPayment Said(
        ProviderState state, long captured = 0, long refunded = 0, long? disputed = null, long cents = 1000) => new()
        {
            ProviderId = "pi_1",
            PaymentId = "order-1",
            State = state,
            Cents = cents,
            Currency = "SGD",
            CapturedCents = captured,
            RefundedCents = refunded,
            DisputedCents = disputed,
        };

    public static Payment After(Payment payment, params ProviderPayment[] said) =>
        said.Aggregate(payment, (now, next) => PaymentRules.Apply(now, next, Now)?.Payment ?? now);

    public static PaymentCommand Command(PaymentCommandKind kind, string id = "c1", long cents = 0) =>
        new(PaymentCommand.CurrentSchema, id, "order-1", "order", kind, cents, "rejected", Now);

    public static IncomingWebhook Webhook(string body, string contentType = "application/json", params (string Name, string Value)[] headers) =>
        new(Encoding.UTF8.GetBytes(body),
            headers.ToDictionary(header => header.Name, header => new StringValues(header.Value), StringComparer.OrdinalIgnoreCase), contentType);
}
