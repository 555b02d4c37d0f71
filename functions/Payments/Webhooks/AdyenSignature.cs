using System.Globalization;
using System.Text;
using System.Text.Json;

namespace QNom.Payments.Webhooks;

/// <summary>
/// Adyen signs each item of a notification: base64 of the HMAC-SHA256, with the hex-decoded key, of pspReference,
/// originalReference, merchantAccountCode, merchantReference, value, currency, eventCode and success, with colons between.
/// No time is signed.
/// </summary>
public static class AdyenSignature
{
    /// <summary>What is to be thought of a notification: it is valid only if every item of it is.</summary>
    public static SignatureVerdict Verify(IncomingWebhook webhook, WebhookSecrets secrets)
    {
        if (secrets.IsEmpty)
            return SignatureVerdict.NoSecret;
        try
        {
            using var json = JsonDocument.Parse(webhook.Body, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var verdicts = Items(json.RootElement).Select(item => Verify(item, secrets)).ToList();
            return verdicts.Count == 0 ? SignatureVerdict.Malformed : verdicts.Min();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return SignatureVerdict.Malformed;
        }
    }

    /// <summary>The items of a notification.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement notification) =>
        notification.GetProperty("notificationItems").EnumerateArray().Select(item => item.GetProperty("NotificationRequestItem"));

    private static SignatureVerdict Verify(JsonElement item, WebhookSecrets secrets) =>
        item.TryGetProperty("additionalData", out var data) && data.TryGetProperty("hmacSignature", out var text)
            && StandardSignature.Read(text.GetString() ?? "") is { Length: > 0 } signature
            ? secrets.Check([Encoding.UTF8.GetBytes(SignedText(item))], [signature])
            : SignatureVerdict.Malformed;

    private static string SignedText(JsonElement item)
    {
        var amount = item.GetProperty("amount");
        string[] fields =
        [
            Text(item, "pspReference"), Text(item, "originalReference"), Text(item, "merchantAccountCode"), Text(item, "merchantReference"),
            amount.GetProperty("value").GetInt64().ToString(CultureInfo.InvariantCulture), Text(amount, "currency"),
            Text(item, "eventCode"), Text(item, "success"),
        ];
        return string.Join(':', fields);
    }

    private static string Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString()! : "";
}
