using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace QNom.Local.Payments;

/// <summary>The part of HitPay's API that our adapter uses, and payments as HitPay writes them.</summary>
internal static class HitPayEndpoints
{
    public static void MapHitPay(this IEndpointRouteBuilder endpoints, string path, SimulatedBank bank, string apiKey, string pages)
    {
        var api = endpoints.MapGroup(path + "/v1").AddEndpointFilter((context, next) => GuardAsync(context, next, apiKey));
        api.MapPost("payment-requests", (JsonObject asked) =>
        {
            var payment = bank.Create(null, "", (id, now) => new SimulatedPayment
            {
                Id = Guid.NewGuid().ToString(),
                Provider = "hitpay",
                Reference = (string?)asked["reference_number"] ?? "",
                Cents = CentsOf(asked["amount"]),
                Currency = ((string)asked["currency"]!).ToLowerInvariant(),
                Method = (string?)asked["payment_methods"]?[0] == "paynow_online" ? "paynow" : "card",
                State = SimulatedState.RequiresAction,
                ReturnUrl = (string?)asked["redirect_url"],
                CreatedAt = now,
            });
            return Results.Json(Request(payment, pages), statusCode: StatusCodes.Status201Created);
        });
        api.MapGet("payment-requests", (int per_page, int current_page) =>
        {
            var all = bank.All.Where(payment => payment.Provider == "hitpay").ToList();
            return Results.Json(new JsonObject
            {
                ["data"] = new JsonArray([.. all.Skip((current_page - 1) * per_page).Take(per_page).Select(payment => Request(payment, pages))]),
                ["meta"] = new JsonObject { ["current_page"] = current_page, ["last_page"] = Math.Max(1, (all.Count + per_page - 1) / per_page) },
            });
        });
        api.MapGet("payment-requests/{id}", (string id) => Results.Json(Request(Find(bank, id), pages)));
        api.MapDelete("payment-requests/{id}", (string id) =>
        {
            bank.Cancel(Find(bank, id).Id);
            return Results.Json(new JsonObject { ["success"] = true });
        });
        api.MapPost("refund", (JsonObject asked) =>
        {
            var payment = bank.All.FirstOrDefault(one => one.Provider == "hitpay" && ChargeId(one) == (string?)asked["payment_id"])
                ?? throw new SimulatedRefusalException(404, "", "not_found");
            // HitPay: only one refund is allowed per payment.
            if (payment.Refunds.Count > 0)
                throw new SimulatedRefusalException(422, "", "already_refunded");
            var (_, refund) = bank.Refund(null, payment.Id, CentsOf(asked["amount"]), new Dictionary<string, string>());
            return Results.Json(new JsonObject { ["id"] = refund.Id, ["payment_id"] = ChargeId(payment), ["amount_refunded"] = Amount(refund.Cents), ["status"] = "succeeded" });
        });
    }

    /// <summary>A payment request as it is answered, and as its webhook (v2) tells of it.</summary>
    public static JsonObject Request(SimulatedPayment payment, string pages) => new()
    {
        ["id"] = payment.Id,
        ["amount"] = Amount(payment.Cents),
        ["currency"] = payment.Currency,
        ["status"] = payment.State switch
        {
            SimulatedState.Succeeded => "completed",
            SimulatedState.Canceled => "canceled",
            _ => "pending",
        },
        ["reference_number"] = payment.Reference,
        ["payment_methods"] = new JsonArray(payment.Method == "paynow" ? "paynow_online" : "card"),
        ["url"] = $"{pages}/{payment.Id}",
        ["redirect_url"] = payment.ReturnUrl,
        ["qr_code_data"] = payment.Method == "paynow" ? new JsonObject { ["qr_code"] = SimulatedPayNow.Code(payment), ["qr_code_expiry"] = null } : null,
        ["created_at"] = payment.CreatedAt.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        ["payments"] = payment.State != SimulatedState.Succeeded ? new JsonArray() : new JsonArray(new JsonObject
        {
            ["id"] = ChargeId(payment),
            ["status"] = "succeeded",
            ["amount"] = Amount(payment.Cents),
            ["refunded_amount"] = Amount(payment.RefundedCents),
            ["currency"] = payment.Currency,
        }),
    };

    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, string apiKey)
    {
        if (context.HttpContext.Request.Headers["X-BUSINESS-API-KEY"] != apiKey)
            return Results.Json(new JsonObject { ["message"] = "Unauthenticated." }, statusCode: StatusCodes.Status401Unauthorized);
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (exception is SimulatedRefusalException or FormatException or JsonException)
        {
            return Results.Json(new JsonObject { ["message"] = exception.Message }, statusCode: (exception as SimulatedRefusalException)?.Status ?? 422);
        }
    }

    private static SimulatedPayment Find(SimulatedBank bank, string id) =>
        bank.Find(id) is { Provider: "hitpay" } payment ? payment : throw new SimulatedRefusalException(404, "", "not_found");

    private static string ChargeId(SimulatedPayment payment) => "charge-" + payment.Id;

    private static long CentsOf(JsonNode? amount) => (long)(decimal.Parse(amount!.ToString(), CultureInfo.InvariantCulture) * 100);

    private static string Amount(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
