using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace QNom.Payments.Webhooks;

/// <summary>
/// HitPay's two ways. v2: <c>Hitpay-Signature</c> is the hexadecimal HMAC-SHA256 of the raw JSON with the salt. v1: a form
/// whose fields, sorted and each written as its key and its value, give its field <c>hmac</c>. Neither signs a time.
/// </summary>
public static class HitPaySignature
{
    /// <summary>The header of v2.</summary>
    public const string Header = "Hitpay-Signature";

    private const string Field = "hmac";

    /// <summary>Whether this is the form of v1.</summary>
    public static bool IsForm(IncomingWebhook webhook) =>
        webhook.ContentType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is to be thought of a webhook.</summary>
    public static SignatureVerdict Verify(IncomingWebhook webhook, WebhookSecrets secrets)
    {
        if (secrets.IsEmpty)
            return SignatureVerdict.NoSecret;
        if (IsForm(webhook))
            return VerifyForm(webhook, secrets);
        return webhook.Header(Header) is { } header && Hex.Read(header) is { } signature
            ? secrets.Check([webhook.Body], [signature])
            : SignatureVerdict.Malformed;
    }

    private static SignatureVerdict VerifyForm(IncomingWebhook webhook, WebhookSecrets secrets)
    {
        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(webhook.Body.Span));
        // A field twice could be read as another value than the one that was signed.
        if (!fields.TryGetValue(Field, out var hmac) || fields.Any(field => field.Value.Count != 1)
            || Hex.Read(hmac.ToString()) is not { } signature)
        {
            return SignatureVerdict.Malformed;
        }

        return secrets.Check([Encoding.UTF8.GetBytes(SignedText(fields.Where(field => field.Key != Field)
            .Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()))))], [signature]);
    }

    /// <summary>What is signed of a form's fields.</summary>
    public static string SignedText(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Concat(fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Key + field.Value));
}
