using System.Globalization;
using System.Text;

namespace QNom.Payments.Webhooks;

/// <summary>
/// Standard Webhooks 1.0: <c>webhook-id</c>, <c>webhook-timestamp</c> and <c>webhook-signature: v1,… v1,…</c>; base64 of the
/// HMAC-SHA256 of id, time and raw body with dots between. Other versions than v1 are ignored.
/// </summary>
public static class StandardSignature
{
    /// <summary>The headers.</summary>
    public const string IdHeader = "webhook-id", TimeHeader = "webhook-timestamp", SignatureHeader = "webhook-signature";

    /// <summary>How secrets begin when they are written down.</summary>
    public const string SecretPrefix = "whsec_";

    private const string Version = "v1,";

    /// <summary>The bytes of a secret: the base64 after <see cref="SecretPrefix"/>.</summary>
    /// <exception cref="FormatException">It is not base64.</exception>
    public static byte[] Key(string secret) =>
        Convert.FromBase64String(secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);

    /// <summary>What is to be thought of a webhook.</summary>
    public static SignatureVerdict Verify(IncomingWebhook webhook, WebhookSecrets secrets, DateTimeOffset now)
    {
        if (secrets.IsEmpty)
            return SignatureVerdict.NoSecret;
        // A dot in the id would let a part of the id pass for the time.
        if (webhook.Header(IdHeader) is not { Length: > 0 and <= 200 } id || id.Contains('.', StringComparison.Ordinal)
            || webhook.Header(TimeHeader) is not { } time
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || webhook.Header(SignatureHeader) is not { } header)
        {
            return SignatureVerdict.Malformed;
        }

        var signatures = header.Split(' ')
            .Where(part => part.StartsWith(Version, StringComparison.Ordinal))
            .Select(part => Read(part[Version.Length..])).OfType<byte[]>().ToList();
        if (signatures.Count == 0)
            return SignatureVerdict.Malformed;
        return WebhookSecrets.IsFresh(seconds, now)
            ? secrets.Check([Encoding.UTF8.GetBytes($"{id}.{time}."), webhook.Body], signatures)
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
