using System.Text.Json;
using QNom.Platform;

namespace QNom.Payments.Webhooks;

/// <summary>
/// Adyen's notifications, one or several items at a time. Nothing is charged through Adyen yet, so an item whose merchant reference
/// is a payment of ours makes us ask whoever charged it.
/// </summary>
public sealed class AdyenSource(Settings settings) : IWebhookSource
{
    private readonly WebhookSecrets secrets = new([.. settings.AdyenHmacKeys.Select(Convert.FromHexString)]);

    /// <inheritdoc/>
    public string Name => "adyen";

    /// <inheritdoc/>
    public bool IsOn => !secrets.IsEmpty;

    /// <inheritdoc/>
    public SignatureVerdict Verify(IncomingWebhook webhook, DateTimeOffset now) => AdyenSignature.Verify(webhook, secrets);

    /// <inheritdoc/>
    public IReadOnlyList<ProviderEvent> Read(IncomingWebhook webhook)
    {
        using var json = JsonDocument.Parse(webhook.Body);
        // Adyen: duplicates have the same pspReference, eventCode and success.
        return
        [
            .. AdyenSignature.Items(json.RootElement).Select(item => new ProviderEvent(
                $"{Text(item, "pspReference")}/{Text(item, "eventCode")}/{Text(item, "success")}", Text(item, "merchantReference"))),
        ];
    }

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
