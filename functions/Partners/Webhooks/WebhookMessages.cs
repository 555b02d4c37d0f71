using QNom.Platform.Messaging;

namespace QNom.Partners.Webhooks;

/// <summary>The queue of this capability.</summary>
public static class WebhookQueues
{
    /// <summary>Attempts to make; those of later are hidden until then.</summary>
    public const string Deliveries = "webhook-deliveries";
}

/// <summary>An attempt to make. It may come twice, and too early: the delivery itself says what is to be done.</summary>
/// <param name="Schema">The shape's version.</param>
/// <param name="PartnerId">Whose.</param>
/// <param name="WebhookId">The endpoint.</param>
/// <param name="DeliveryId">What is to be delivered.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
public sealed record WebhookDue(string Schema, string PartnerId, string WebhookId, string DeliveryId, int Attempt) : IQueueMessage
{
    /// <inheritdoc/>
    public static string CurrentSchema => "webhook-due/1";

    /// <summary>The next attempt of a delivery.</summary>
    public static WebhookDue Next(WebhookDelivery delivery) =>
        new(CurrentSchema, delivery.PartnerId, delivery.WebhookId, delivery.DeliveryId, delivery.Attempts + 1);
}
