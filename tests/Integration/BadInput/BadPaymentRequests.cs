namespace QNom.Tests.Integration.BadInput;

/// <summary>The bad requests about payments, and webhooks that nobody sent.</summary>
internal sealed class BadPaymentRequests(string venue)
{
    private string Order => $"v1/venues/{venue}/orders/{BadOrderRequests.Order}";

    /// <summary>All of them.</summary>
    public IEnumerable<BadRequest> All => [.. Refunds(), .. Webhooks()];

    private IEnumerable<BadRequest> Refunds()
    {
        foreach (var (body, at) in new (string, string)[]
        {
            ("{}", ""),
            ("{\"reason\":\"whim\"}", "/reason"),
            ("{\"reason\":\"quality\",\"cents\":0}", "/cents"),
            ("{\"reason\":\"quality\",\"cents\":-5}", "/cents"),
            ("{\"reason\":\"quality\",\"cents\":1.5}", "/cents"),
            ("{\"reason\":\"quality\",\"cents\":99999999999}", "/cents"),
        })
        {
            yield return new("RefundOrder", $"the body {body}", "POST", $"{Order}/refunds", Sender.Server, 400) { Body = body, At = at, Key = Guid.NewGuid().ToString() };
        }

        yield return new("RefundOrder", "no Idempotency-Key", "POST", $"{Order}/refunds", Sender.Server, 400) { Body = "{\"reason\":\"quality\"}", At = "Idempotency-Key" };
        yield return new("RefundOrder", "an order that is not there", "POST", $"{Order}/refunds", Sender.Server, 404) { Body = "{\"reason\":\"quality\"}", Key = Guid.NewGuid().ToString() };
        yield return new("ListOrderPayments", "an order that is not there", "GET", $"{Order}/payments", Sender.Server, 404);
        yield return new("ListOrderPayments", "a strange id", "GET", $"v1/venues/{venue}/orders/No-Such-Order/payments", Sender.Server, 404);
    }

    private static IEnumerable<BadRequest> Webhooks()
    {
        const string body = "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"payment_intent.succeeded\"}";
        yield return new("TakeWebhook", "an unsigned webhook", "POST", "v1/webhooks/stripe", Sender.Nobody, 400) { Body = body };
        yield return new("TakeWebhook", "an unsigned webhook", "POST", "v1/webhooks/hitpay", Sender.Nobody, 400) { Body = body };
        yield return new("TakeWebhook", "an unsigned form", "POST", "v1/webhooks/hitpay", Sender.Nobody, 400)
        {
            Body = "payment_id=1&status=completed&hmac=00",
            ContentType = "application/x-www-form-urlencoded",
        };
        yield return new("TakeWebhook", "nothing", "POST", "v1/webhooks/stripe", Sender.Nobody, 400);
        yield return new("TakeWebhook", "far too much", "POST", "v1/webhooks/stripe", Sender.Nobody, 413) { Body = new string(' ', (256 * 1024) + 1) };
        foreach (var sender in (string[])["adyen", "standard", "no-one", "STRIPE", "%7estripe"])
            yield return new("TakeWebhook", "a sender that is not on", "POST", $"v1/webhooks/{sender}", Sender.Nobody, 404) { Body = body };
    }
}
