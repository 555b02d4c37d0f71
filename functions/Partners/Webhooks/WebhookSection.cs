using QNom.Orders;
using QNom.Orders.LifeCycle;
using QNom.Platform;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;
using QNom.Platform.OpenApi;

namespace QNom.Partners.Webhooks;

/// <summary>What the API document says of webhooks to partners' systems.</summary>
internal static class WebhookSection
{
    private const string Partner = "4bf92f3577b34da6";
    private const string Id = "c1f06a1be2d94a37";

    private static readonly DateTimeOffset Lunch = new(2026, 11, 25, 4, 10, 0, TimeSpan.Zero);

    private static readonly Parameter PartnerId = Parameter.Id("partnerId", "The partner.", Partner);
    private static readonly Parameter WebhookId = Parameter.Id("webhookId", "The endpoint.", Id);
    private static readonly Parameter DeliveryId = Parameter.Id("deliveryId", "The delivery.", Delivery.DeliveryId);

    private static readonly Header Location = new("Location", "Where it can be read.", $"/api/v1/partners/{Partner}/webhooks/{Id}", Always: true);

    private static readonly ProblemException[] OfKeys =
        [Problems.Invalid("Idempotency-Key", "is missing"), FirstAnswers.KeyReused(), FirstAnswers.StillRunning()];

    private static readonly ProblemException[] Missing = [Onboarding.NotFound(), WebhookDesk.NotFound()];

    private static WebhookView View => new(
        Id, "https://pos.example.com/qnom", ["order.paid", "order.canceled"], "Till", WebhookState.Active, Lunch.AddDays(-7),
        Lunch.AddDays(-7), null, null, null, [new SecretView(Lunch.AddDays(-7), null)]);

    // No secret: it ends in the base64 of zeros.
    private static IssuedWebhook Issued => new(
        StandardWebhook.Secret(new byte[32]), View with { State = WebhookState.Unverified, VerifiedAt = null });

    private static DeliveryView Delivery => new(
        "2516421403139999999-order-0af7651916cd43dd8448eb211c80319c-3", "order-0af7651916cd43dd8448eb211c80319c-3", "order.paid", Lunch,
        DeliveryState.Pending, 1, Lunch.AddSeconds(6), [new TryView(Lunch.AddSeconds(1), 503, WebhookFault.Status, 41)]);

    public static ApiSection Section { get; } = new(
        "Webhooks",
        "What happens to a partner's orders, told to its systems as Standard Webhooks 1.0: signed, ten attempts in three days. Receivers: see docs/webhooks.md.",
    [
        new Endpoint(nameof(WebhookFunctions.CreateWebhook), "Create an endpoint")
        {
            Parameters = [PartnerId, Parameter.RequiredIdempotencyKey],
            Body = Content.Read(new WebhookBody("https://pos.example.com/qnom", ["order.paid", "order.canceled"], "Till")),
            Answer = Answer.Uncached(201, "The endpoint, and its secret, which is shown this once.", Content.Written(Issued), Location),
            Problems =
            [
                .. OfKeys, Onboarding.NotFound(), Onboarding.TooMany("webhooks", WebhookList.Most),
                Problems.Invalid("/url", "must lead to a host that is public on the internet"),
            ],
        },
        new Endpoint(nameof(WebhookFunctions.ListWebhooks), "The endpoints of a partner")
        {
            Parameters = [PartnerId],
            Answer = Answer.Uncached(200, "The endpoints.", Content.Written(new WebhookListView([View]))),
        },
        new Endpoint(nameof(WebhookFunctions.GetWebhook), "An endpoint")
        {
            Parameters = [PartnerId, WebhookId],
            Answer = Answer.Read("The endpoint.", Content.Written(View), WebhookFunctions.MaxAge),
            Problems = Missing,
        },
        new Endpoint(nameof(WebhookFunctions.PutWebhook), "Change an endpoint")
        {
            Parameters = [PartnerId, WebhookId, Parameter.IfMatch],
            Body = Content.Read(new WebhookBody("https://pos.example.com/qnom", Paused: true)),
            Answer = Answer.Read("The endpoint after it.", Content.Written(View with { State = WebhookState.Paused }), WebhookFunctions.MaxAge) with { Conditional = false },
            Problems =
            [
                .. Missing, Problems.Invalid("/events", "must be some of those that there are, each once; or null for all"),
                Problems.IfMatchNeeded(), Problems.Stale(),
            ],
        },
        new Endpoint(nameof(WebhookFunctions.DeleteWebhook), "Delete an endpoint")
        {
            Parameters = [PartnerId, WebhookId],
            Answer = new Answer(204, "It is told nothing any more.", null),
            Problems = Missing,
        },
        new Endpoint(nameof(WebhookFunctions.RotateWebhookSecret), "Make a new secret")
        {
            Parameters = [PartnerId, WebhookId, Parameter.RequiredIdempotencyKey],
            Body = Content.Read(new RotationBody(48)),
            Answer = Answer.Uncached(201, "The new secret, which is shown this once.", Content.Written(Issued), Location),
            Problems = [.. OfKeys, .. Missing, Problems.Invalid("/overlapHours", $"must be 0 to {RotationBody.MostOverlap}")],
        },
        new Endpoint(nameof(WebhookFunctions.VerifyWebhook), "Verify an endpoint")
        {
            Parameters = [PartnerId, WebhookId],
            Answer = Answer.Uncached(200, "How it went.", Content.Written(new TrialView(true, 200, null, 38, View))),
            Problems = Missing,
        },
        new Endpoint(nameof(WebhookFunctions.TestWebhook), "Test an endpoint")
        {
            Parameters = [PartnerId, WebhookId],
            Answer = Answer.Uncached(200, "How it went.", Content.Written(new TrialView(false, null, WebhookFault.Timeout, 15_000, View))),
            Problems = [.. Missing, WebhookTrials.NotVerified()],
        },
        new Endpoint(nameof(DeliveryFunctions.ListDeliveries), "What an endpoint was to be told, by page")
        {
            Parameters =
            [
                PartnerId, WebhookId, Parameter.OneOfInQuery("state", "Only those that came so far.", DeliveryState.Failed),
                Parameter.PageLimit(DeliveryFunctions.UsualLimit, DeliveryFunctions.MostAtOnce), Parameter.PageCursor,
            ],
            Answer = Answer.Uncached(200, "A page.", Content.Written(new DeliveryPage([Delivery])),
                Header.NextPage($"/api/v1/partners/{Partner}/webhooks/{Id}/deliveries?limit=1&cursor={DeliveryFunctions.CursorAfter(Delivery.DeliveryId)}")),
            Problems = [.. Missing, Problems.Invalid("state", "must be pending, delivered, failed or dropped")],
        },
        new Endpoint(nameof(DeliveryFunctions.GetDelivery), "A delivery with what was sent")
        {
            Parameters = [PartnerId, WebhookId, DeliveryId],
            Answer = Answer.Uncached(200, "The delivery.", Content.Written(new DeliveryDetails(Delivery, Example.Payload()))),
            Problems = [.. Missing, DeliveryLog.NotFound()],
        },
        new Endpoint(nameof(DeliveryFunctions.ReplayDelivery), "Send something anew")
        {
            Parameters = [PartnerId, WebhookId, DeliveryId],
            Answer = Answer.Uncached(200, "The delivery, which is under way.", Content.Written(Delivery)),
            Problems = [.. Missing, DeliveryLog.NotFound(), DeliveryLog.NotActive(WebhookState.Paused)],
        },
    ]);

    private static WebhookNews Example => new("order-0af7651916cd43dd8448eb211c80319c-3", "order.paid", Lunch, new OrderNews(
        "0af7651916cd43dd8448eb211c80319c", 3, "maxwell-food-centre-chicken-rice", 12, OrderState.Paid, OrderActor.Payment,
        Lunch.AddMinutes(15), null, [], new OrderAmount(1100, "SGD")));
}
