using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace QNom.Local.Payments;

/// <summary>
/// The simulator for people and scripts: a list of payments, a page to pay each on, and what payers, banks and the network do.
/// For development: whoever reaches this machine may play every part.
/// </summary>
internal static class CheckoutEndpoints
{
    public static void MapCheckout(this IEndpointRouteBuilder endpoints, string path, PaymentSimulator simulator)
    {
        var bank = simulator.Bank;
        endpoints.MapGet(path, () => Page("Payments", "<p>Newest first; gone with this process.</p><ul>" + string.Concat(bank.All.Take(100).Select(payment =>
            $"<li><a href='{path}/pay/{payment.Id}'>{Html(payment.Reference)}</a>: {payment.Cents} cents by {payment.Method} with {payment.Provider}, {payment.State}</li>")) + "</ul>"));
        endpoints.MapGet(path + "/payments", () => Results.Json(new JsonObject { ["payments"] = new JsonArray([.. bank.All.Select(Show)]) }));
        endpoints.MapGet(path + "/pay/{id}", (string id) => bank.Find(id) is { } payment ? Checkout(payment, path) : Results.NotFound());
        endpoints.MapPost(path + "/pay/{id}", async (HttpRequest request, string id) =>
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            if (bank.Find(id) is not { } payment)
                return Results.NotFound();
            var after = Do(() => form.ContainsKey("decline")
                ? bank.Decide(id, Outcome.Declined)
                : bank.Pay(id, payment.Method == "card" ? form["card"].ToString() : null));
            // Only to where whoever made the payment wants the payer to come back.
            return after is { State: not SimulatedState.RequiresPaymentMethod } && after.ReturnUrl is { } back
                ? Results.Redirect(back)
                : Checkout(after ?? payment, path);
        }).DisableAntiforgery();

        // For scripts, by our name for the payment.
        endpoints.MapPost(path + "/payments/{reference}/{act}", (string reference, string act, string? card) =>
        {
            if (bank.All.FirstOrDefault(one => one.Reference == reference) is not { } payment)
                return Results.NotFound();
            var after = Do(() => act switch
            {
                "pay" => bank.Pay(payment.Id, card),
                "decline" => bank.Decide(payment.Id, Outcome.Declined),
                "settle" => bank.Decide(payment.Id, Outcome.Paid),
                "cancel" => bank.Cancel(payment.Id),
                "dispute" => bank.Dispute(payment.Id, "needs_response"),
                "win" => bank.Dispute(payment.Id, "won"),
                "lose" => bank.Dispute(payment.Id, "lost"),
                "return-refund" => bank.ReturnRefund(payment.Id),
                _ => null,
            });
            return after is null ? Results.Conflict() : Results.Json(Show(after));
        });
        endpoints.MapPut(path + "/webhooks", (string troubles) =>
        {
            if (!Enum.TryParse<WebhookTroubles>(troubles, ignoreCase: true, out var wanted))
                return Results.BadRequest();
            simulator.Troubles = wanted;
            return Results.Json(new JsonObject { ["troubles"] = wanted.ToString() });
        });
    }

    private static SimulatedPayment? Do(Func<SimulatedPayment?> act)
    {
        try
        {
            return act();
        }
        catch (SimulatedRefusalException)
        {
            return null;
        }
    }

    private static IResult Checkout(SimulatedPayment payment, string path) => Page(
        $"Pay {payment.Cents / 100m:0.00} {payment.Currency.ToUpperInvariant()}",
        $"<p>{Html(payment.Reference)}: {payment.State}{(payment.Error is null ? "" : $" ({Html(payment.Error)})")}</p>"
        + $"<form method='post' action='{path}/pay/{payment.Id}'>"
        + (payment.Method == "card" ? $"<label>Test card <input name='card' value='{TestCard.Good}'></label> " : "")
        + "<button>Pay</button> <button name='decline' value='1'>Decline</button></form>");

    private static IResult Page(string title, string body) => Results.Content(
        $"<!doctype html><html lang='en'><meta charset='utf-8'><link rel='icon' href='data:,'><title>{title}</title><body><h1>{title}</h1>{body}"
        + "<p><small>A simulation: no card, no bank, no money.</small></p></body></html>", "text/html; charset=utf-8");

    private static JsonObject Show(SimulatedPayment payment) => new()
    {
        ["id"] = payment.Id,
        ["provider"] = payment.Provider,
        ["reference"] = payment.Reference,
        ["cents"] = payment.Cents,
        ["method"] = payment.Method,
        ["state"] = payment.State.ToString(),
        ["capturedCents"] = payment.CapturedCents,
        ["refundedCents"] = payment.RefundedCents,
        ["dispute"] = payment.Dispute,
    };

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
