using System.Text.Json;
using System.Text.Json.Nodes;

namespace QNom.Local.Payments;

/// <summary>Simulated payments as Stripe writes them (docs.stripe.com/api), as far as its library and our adapter read it.</summary>
internal static class StripeJson
{
    public static JsonObject Intent(SimulatedPayment payment, string pages, bool expand = false) => new()
    {
        ["id"] = payment.Id,
        ["object"] = "payment_intent",
        ["amount"] = payment.Cents,
        ["amount_capturable"] = payment.State == SimulatedState.RequiresCapture ? payment.Cents : 0,
        ["amount_received"] = payment.CapturedCents,
        ["capture_method"] = payment.CapturesAtOnce ? "automatic_async" : "manual",
        ["client_secret"] = $"{payment.Id}_secret_simulated",
        ["created"] = payment.CreatedAt.ToUnixTimeSeconds(),
        ["currency"] = payment.Currency,
        ["last_payment_error"] = payment.Error is null ? null : new JsonObject { ["code"] = "card_declined", ["decline_code"] = payment.Error, ["type"] = "card_error" },
        ["latest_charge"] = payment.State != SimulatedState.Succeeded ? null : expand ? Charge(payment) : JsonValue.Create(ChargeId(payment)),
        ["livemode"] = false,
        ["metadata"] = Map(payment.Metadata),
        ["next_action"] = NextAction(payment, pages),
        ["payment_method_types"] = new JsonArray(payment.Method),
        ["status"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(payment.State.ToString()),
    };

    public static JsonObject Charge(SimulatedPayment payment) => new()
    {
        ["id"] = ChargeId(payment),
        ["object"] = "charge",
        ["amount"] = payment.Cents,
        ["amount_captured"] = payment.CapturedCents,
        ["amount_refunded"] = payment.RefundedCents,
        ["captured"] = true,
        ["created"] = payment.CreatedAt.ToUnixTimeSeconds(),
        ["currency"] = payment.Currency,
        ["disputed"] = payment.Dispute is not null,
        ["metadata"] = Map(payment.Metadata),
        ["paid"] = true,
        ["payment_intent"] = payment.Id,
        ["refunded"] = payment.RefundedCents == payment.Cents,
        ["status"] = "succeeded",
    };

    public static JsonObject Refund(SimulatedPayment payment, SimulatedRefund refund) => new()
    {
        ["id"] = refund.Id,
        ["object"] = "refund",
        ["amount"] = refund.Cents,
        ["charge"] = ChargeId(payment),
        ["created"] = payment.CreatedAt.ToUnixTimeSeconds(),
        ["currency"] = payment.Currency,
        ["metadata"] = Map(refund.Metadata),
        ["payment_intent"] = payment.Id,
        ["status"] = refund.Status,
    };

    public static JsonObject Dispute(SimulatedPayment payment) => new()
    {
        ["id"] = "du" + payment.Id[2..],
        ["object"] = "dispute",
        ["amount"] = payment.Cents,
        ["charge"] = ChargeId(payment),
        ["created"] = payment.CreatedAt.ToUnixTimeSeconds(),
        ["currency"] = payment.Currency,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = payment.Id,
        ["reason"] = "fraudulent",
        ["status"] = payment.Dispute,
    };

    public static JsonObject List(string path, IEnumerable<JsonObject> items, bool more) =>
        new() { ["object"] = "list", ["url"] = path, ["has_more"] = more, ["data"] = new JsonArray([.. items]) };

    public static JsonObject SearchResult(string path, IEnumerable<JsonObject> items) =>
        new() { ["object"] = "search_result", ["url"] = path, ["has_more"] = false, ["next_page"] = null, ["data"] = new JsonArray([.. items]) };

    public static JsonObject Event(SimulatedPayment payment, string type, string pages, DateTimeOffset at) => new()
    {
        ["id"] = SimulatedBank.NewId("evt"),
        ["object"] = "event",
        ["api_version"] = null,
        ["created"] = at.ToUnixTimeSeconds(),
        ["data"] = new JsonObject
        {
            ["object"] = type.StartsWith("charge.dispute", StringComparison.Ordinal) ? Dispute(payment)
                : type.StartsWith("refund.", StringComparison.Ordinal) ? Refund(payment, payment.Refunds.Last(refund => refund.Status == "failed"))
                : type.StartsWith("charge.", StringComparison.Ordinal) ? Charge(payment)
                : Intent(payment, pages),
        },
        ["livemode"] = false,
        ["pending_webhooks"] = 1,
        ["type"] = type,
    };

    public static JsonObject Error(SimulatedRefusalException refusal) => new()
    {
        ["error"] = new JsonObject { ["code"] = refusal.Code, ["type"] = refusal.Type, ["message"] = "The simulator refuses this." },
    };

    private static JsonObject? NextAction(SimulatedPayment payment, string pages) => (payment.State, payment.Method) switch
    {
        (SimulatedState.RequiresAction, "paynow") => new()
        {
            ["type"] = "paynow_display_qr_code",
            ["paynow_display_qr_code"] = new JsonObject { ["data"] = SimulatedPayNow.Code(payment), ["hosted_instructions_url"] = $"{pages}/{payment.Id}" },
        },
        (SimulatedState.RequiresAction, _) => new()
        {
            ["type"] = "redirect_to_url",
            ["redirect_to_url"] = new JsonObject { ["url"] = $"{pages}/{payment.Id}", ["return_url"] = payment.ReturnUrl },
        },
        _ => null,
    };

    private static string ChargeId(SimulatedPayment payment) => "ch" + payment.Id[2..];

    private static JsonObject Map(IReadOnlyDictionary<string, string> values) =>
        new(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)JsonValue.Create(value.Value))));
}

/// <summary>What a simulated PayNow code says.</summary>
internal static class SimulatedPayNow
{
    /// <summary>A text of the kind that a bank's app reads, which no bank takes: it names no proxy that exists.</summary>
    public static string Code(SimulatedPayment payment) => $"SIMULATED.PAYNOW/{payment.Id}/{payment.Cents}";
}
