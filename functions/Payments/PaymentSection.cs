using System.Text.Json.Nodes;
using QNom.Payments.Refunds;
using QNom.Payments.Webhooks;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;
using QNom.Platform.OpenApi;

namespace QNom.Payments;

/// <summary>What the API document says of payments.</summary>
internal static class PaymentSection
{
    private const string Order = "0af7651916cd43dd8448eb211c80319c";
    private const string Venue = "maxwell-food-centre-chicken-rice";

    private static readonly Parameter VenueId = Parameter.Id("venueId", "The stall.", Venue);
    private static readonly Parameter OrderId = Parameter.Id("orderId", "The order.", Order);

    private static readonly PaymentView View = new(
        $"{Order}-1", Order, PaymentState.PartiallyRefunded, PaymentMethod.Card, "stripe", 1100, "SGD", 1100, 550, 550,
        [new RefundView("5f2b8c0e6b8f4b0b9a7d1e2f3a4b5c6d", 550, "missingItem", RefundState.Succeeded, new(2026, 11, 25, 4, 40, 0, TimeSpan.Zero))]);

    public static ApiSection Section { get; } = new("Payments", "What was paid for orders, giving it back, and what payment providers tell.",
    [
        new Endpoint(nameof(RefundFunctions.ListOrderPayments), "What was paid for an order")
        {
            Parameters = [VenueId, OrderId],
            Answer = Answer.Uncached(200, "Its payments.", Content.Written(new PaymentList([View]))),
        },
        new Endpoint(nameof(RefundFunctions.RefundOrder), "Give money of an order back")
        {
            Parameters = [VenueId, OrderId, Parameter.RequiredIdempotencyKey],
            Body = Content.Read(new RefundBody(RefundReason.MissingItem, 550)),
            Answer = Answer.Uncached(
                201, "The payment with the refund, which may still be on its way.", Content.Written(View),
                new Header("Location", "Where the payments can be read.", $"/api/v1/venues/{Venue}/orders/{Order}/payments", Always: true)),
            Problems =
            [
                Problems.Invalid("/cents", "must be an amount in cents, from 1"), RefundDesk.NotSoMuch(300),
                Problems.Invalid("Idempotency-Key", "is missing"), FirstAnswers.KeyReused(), FirstAnswers.StillRunning(),
            ],
        },
        new Endpoint(nameof(WebhookFunctions.TakeWebhook), "Tell of a payment, as its provider")
        {
            Parameters =
            [
                new Parameter("path", "provider", "Who tells: `stripe`, `hitpay`, `standard` (Standard Webhooks 1.0) or `adyen`. Each signs in its own way.",
                    new JsonObject { ["type"] = "string" }, "stripe"),
            ],
            Body = Content.AnyObject(new JsonObject { ["id"] = "evt_1", ["object"] = "event", ["type"] = "payment_intent.succeeded" }),
            Answer = new Answer(202, "It is stored, and will be worked on.", null),
            Problems = [WebhookIntake.NotVerified(), WebhookIntake.NoSender()],
        },
    ]);
}
