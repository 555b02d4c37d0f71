using System.Globalization;
using QNom.Platform;

namespace QNom.Payments.Webhooks;

/// <summary>Standard Webhooks 1.0: see <see cref="StandardWebhook"/>. Other versions than v1 are ignored.</summary>
public static class StandardSignature
{
    /// <summary>What is to be thought of a webhook.</summary>
    public static SignatureVerdict Verify(IncomingWebhook webhook, WebhookSecrets secrets, DateTimeOffset now)
    {
        if (secrets.IsEmpty)
            return SignatureVerdict.NoSecret;
        // A dot in the id would let a part of the id pass for the time.
        if (webhook.Header(StandardWebhook.IdHeader) is not { Length: > 0 and <= 200 } id || id.Contains('.', StringComparison.Ordinal)
            || webhook.Header(StandardWebhook.TimeHeader) is not { } time
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || webhook.Header(StandardWebhook.SignatureHeader) is not { } header)
        {
            return SignatureVerdict.Malformed;
        }

        var signatures = header.Split(' ')
            .Where(part => part.StartsWith(StandardWebhook.Version, StringComparison.Ordinal))
            .Select(part => Read(part[StandardWebhook.Version.Length..])).OfType<byte[]>().ToList();
        if (signatures.Count == 0)
            return SignatureVerdict.Malformed;
        return WebhookSecrets.IsFresh(seconds, now)
            ? secrets.Check([StandardWebhook.Head(id, time), webhook.Body], signatures)
            : SignatureVerdict.OutsideWindow;
    }

    // Written back and compared: base64 has spellings that differ in bits which mean nothing.
    internal static byte[]? Read(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : null;
    }
}
