using System.Globalization;
using System.Text;

namespace QNom.Payments.Webhooks;

/// <summary>
/// <c>Stripe-Signature: t=…,v1=…[,v1=…]</c>: hexadecimal HMAC-SHA256 of the time, a dot and the raw body. Any v1 may match;
/// v0 and what else there may be is ignored.
/// </summary>
public static class StripeSignature
{
    /// <summary>The header.</summary>
    public const string Header = "Stripe-Signature";

    /// <summary>What is to be thought of a webhook.</summary>
    public static SignatureVerdict Verify(IncomingWebhook webhook, WebhookSecrets secrets, DateTimeOffset now)
    {
        if (secrets.IsEmpty)
            return SignatureVerdict.NoSecret;
        if (webhook.Header(Header) is not { } header)
            return SignatureVerdict.Malformed;

        string? time = null;
        var signatures = new List<byte[]>();
        foreach (var part in header.Split(','))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 0)
                return SignatureVerdict.Malformed;
            var (name, value) = (part[..at].Trim(), part[(at + 1)..].Trim());
            // A second time would leave open which of them was signed.
            if (name == "t" && time is not null)
                return SignatureVerdict.Malformed;
            if (name == "t")
                time = value;
            else if (name == "v1" && Hex.Read(value) is { } signature)
                signatures.Add(signature);
        }

        if (signatures.Count == 0 || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return SignatureVerdict.Malformed;
        return WebhookSecrets.IsFresh(seconds, now)
            ? secrets.Check([Encoding.ASCII.GetBytes(time + "."), webhook.Body], signatures)
            : SignatureVerdict.OutsideWindow;
    }
}
