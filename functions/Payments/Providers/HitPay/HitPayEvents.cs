using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using QNom.Payments.Webhooks;

namespace QNom.Payments.Providers.HitPay;

/// <summary>
/// What HitPay's webhooks tell; pure. They sign no time, so one may be replayed: it says only which payment to fetch. They have no
/// id, so the same bytes are the same event.
/// </summary>
public static class HitPayEvents
{
    /// <summary>Reads a webhook.</summary>
    /// <exception cref="InvalidDataException">It is neither JSON nor a form of HitPay's.</exception>
    public static IReadOnlyList<ProviderEvent> Read(IncomingWebhook webhook)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(webhook.Body.Span));
        if (HitPaySignature.IsForm(webhook))
        {
            var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(webhook.Body.Span));
            return [new ProviderEvent(id, Known(fields["reference_number"]), null, Known(fields["payment_request_id"]))];
        }

        try
        {
            using var json = JsonDocument.Parse(webhook.Body);
            var told = json.RootElement;
            // A payment request has our number. A charge has only HitPay's, and refunds of it are asked for by us alone.
            return [new ProviderEvent(id, Text(told, "reference_number"), null, Text(told, "payment_request_id"))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException("A webhook of HitPay's is no JSON object.");
        }
    }

    private static string? Text(JsonElement told, string name) =>
        told.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Known(value.GetString()) : null;

    private static string? Known(string? text) => text is { Length: > 0 } ? text : null;
}
