using System.Text.Json;
using QNom.Platform;

namespace QNom.Payments.Webhooks;

/// <summary>
/// Any sender of Standard Webhooks, for example a bank or a gateway that tells of payments: <c>{"type", "timestamp",
/// "data": {"payment_id": …}}</c>. It charges nothing for us, so what it tells makes us ask whoever did.
/// </summary>
public sealed class StandardSource(Settings settings) : IWebhookSource
{
    private readonly WebhookSecrets secrets = new([.. settings.StandardWebhookSecrets.Select(StandardWebhook.Key)]);

    /// <inheritdoc/>
    public string Name => "standard";

    /// <inheritdoc/>
    public bool IsOn => !secrets.IsEmpty;

    /// <inheritdoc/>
    public SignatureVerdict Verify(IncomingWebhook webhook, DateTimeOffset now) => StandardSignature.Verify(webhook, secrets, now);

    /// <inheritdoc/>
    public IReadOnlyList<ProviderEvent> Read(IncomingWebhook webhook)
    {
        try
        {
            using var json = JsonDocument.Parse(webhook.Body);
            return [new ProviderEvent(webhook.Header(StandardWebhook.IdHeader)!, PaymentOf(json.RootElement))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException("A Standard Webhook is no JSON object.");
        }
    }

    private static string? PaymentOf(JsonElement told) =>
        told.TryGetProperty("data", out var data) && data.TryGetProperty("payment_id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;
}
