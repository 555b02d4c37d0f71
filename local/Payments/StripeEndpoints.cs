using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace QNom.Local.Payments;

/// <summary>The part of Stripe's API that our adapter uses.</summary>
internal static partial class StripeEndpoints
{
    public static void MapStripe(this IEndpointRouteBuilder endpoints, string path, SimulatedBank bank, string apiKey, string pages)
    {
        var api = endpoints.MapGroup(path + "/v1").AddEndpointFilter((context, next) => GuardAsync(context, next, apiKey));
        api.MapPost("payment_intents", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return Json(StripeJson.Intent(Create(bank, request, form), pages));
        });
        api.MapGet("payment_intents", (HttpRequest request) => Json(List(bank, request, pages)));
        api.MapGet("payment_intents/search", (HttpRequest request) => Json(Search(bank, request, pages)));
        api.MapGet("payment_intents/{id}", (HttpRequest request, string id) => Json(StripeJson.Intent(Find(bank, id), pages, Expands(request))));
        api.MapPost("payment_intents/{id}/confirm", async (HttpRequest request, string id) =>
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            var card = Text(form, "payment_method_data[card][number]") ?? Text(form, "payment_method") ?? "";
            return Json(StripeJson.Intent(bank.Pay(Find(bank, id).Id, card), pages));
        });
        api.MapPost("payment_intents/{id}/capture", (string id) => Json(StripeJson.Intent(bank.Capture(Find(bank, id).Id), pages)));
        api.MapPost("payment_intents/{id}/cancel", (string id) => Json(StripeJson.Intent(bank.Cancel(Find(bank, id).Id), pages)));
        api.MapPost("refunds", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            var (payment, refund) = bank.Refund(KeyOf(request), Find(bank, Text(form, "payment_intent") ?? "").Id, Number(form, "amount"), Metadata(form));
            return Json(StripeJson.Refund(payment, refund));
        });
        api.MapGet("refunds", (string payment_intent) =>
        {
            var payment = Find(bank, payment_intent);
            return Json(StripeJson.List("/v1/refunds", payment.Refunds.Select(refund => StripeJson.Refund(payment, refund)), more: false));
        });
        api.MapGet("disputes", (string payment_intent) =>
        {
            var payment = Find(bank, payment_intent);
            return Json(StripeJson.List("/v1/disputes", payment.Dispute is null ? [] : [StripeJson.Dispute(payment)], more: false));
        });
    }

    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, string apiKey)
    {
        if (context.HttpContext.Request.Headers.Authorization != $"Bearer {apiKey}")
            return Results.Json(StripeJson.Error(new SimulatedRefusalException(401, "invalid_request_error", "api_key_invalid")), statusCode: 401);
        try
        {
            return await next(context);
        }
        catch (SimulatedRefusalException refusal)
        {
            return Results.Json(StripeJson.Error(refusal), statusCode: refusal.Status);
        }
    }

    private static SimulatedPayment Create(SimulatedBank bank, HttpRequest request, IFormCollection form)
    {
        if (Number(form, "amount") is not ({ } cents and > 0) || Text(form, "currency") is not { } currency)
            throw new SimulatedRefusalException(400, "invalid_request_error", "parameter_missing");
        var method = Text(form, "payment_method_data[type]") ?? Text(form, "allowed_payment_method_types[0]") ?? "card";
        var atOnce = Text(form, "confirm") == "true";
        var asked = string.Join('&', form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
        var metadata = Metadata(form);
        return bank.Create(KeyOf(request), asked, (id, now) => new SimulatedPayment
        {
            Id = id,
            Provider = "stripe",
            Reference = metadata.GetValueOrDefault("payment_id", ""),
            Metadata = metadata,
            Cents = cents,
            Currency = currency,
            Method = method,
            CapturesAtOnce = Text(form, "capture_method") != "manual",
            State = atOnce && method != "card" ? SimulatedState.RequiresAction : SimulatedState.RequiresPaymentMethod,
            ReturnUrl = Text(form, "return_url"),
            CreatedAt = now,
        });
    }

    private static JsonObject List(SimulatedBank bank, HttpRequest request, string pages)
    {
        var (from, to) = (Number(request.Query, "created[gte]") ?? 0, Number(request.Query, "created[lt]") ?? long.MaxValue);
        var limit = (int)(Number(request.Query, "limit") ?? 10);
        var found = bank.All.Where(payment => payment.Provider == "stripe")
            .Where(payment => payment.CreatedAt.ToUnixTimeSeconds() is var at && at >= from && at < to);
        if (Text(request.Query, "starting_after") is { } after)
            found = found.SkipWhile(payment => payment.Id != after).Skip(1);
        var page = found.Take(limit + 1).ToList();
        return StripeJson.List("/v1/payment_intents", page.Take(limit).Select(payment => StripeJson.Intent(payment, pages, Expands(request))), page.Count > limit);
    }

    private static JsonObject Search(SimulatedBank bank, HttpRequest request, string pages)
    {
        var wanted = MetadataQuery().Match(Text(request.Query, "query") ?? "");
        if (!wanted.Success)
            throw new SimulatedRefusalException(400, "invalid_request_error", "query_not_understood");
        return StripeJson.SearchResult("/v1/payment_intents/search", bank.All
            .Where(payment => payment.Provider == "stripe" && payment.Metadata.GetValueOrDefault(wanted.Groups[1].Value) == wanted.Groups[2].Value)
            .Select(payment => StripeJson.Intent(payment, pages)));
    }

    private static SimulatedPayment Find(SimulatedBank bank, string id) =>
        bank.Find(id) is { Provider: "stripe" } payment ? payment : throw new SimulatedRefusalException(404, "invalid_request_error", "resource_missing");

    private static bool Expands(HttpRequest request) => request.Query.Any(field => field.Key.StartsWith("expand", StringComparison.Ordinal)
        && field.Value.Any(value => value?.EndsWith("latest_charge", StringComparison.Ordinal) == true));

    private static Dictionary<string, string> Metadata(IFormCollection form) => form
        .Where(field => field.Key.StartsWith("metadata[", StringComparison.Ordinal))
        .ToDictionary(field => field.Key["metadata[".Length..^1], field => field.Value.ToString());

    private static string? KeyOf(HttpRequest request) => request.Headers["Idempotency-Key"] is [{ Length: > 0 } key] ? key : null;

    private static string? Text(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> fields, string name) =>
        fields.FirstOrDefault(field => field.Key == name).Value is [{ Length: > 0 } text, ..] ? text : null;

    private static long? Number(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> fields, string name) =>
        Text(fields, name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private static IResult Json(JsonObject value) => Results.Json(value);

    [GeneratedRegex("^metadata\\['([^']+)'\\]:'([^']+)'$")]
    private static partial Regex MetadataQuery();
}
