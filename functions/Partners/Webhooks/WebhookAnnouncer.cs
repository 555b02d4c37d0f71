using QNom.Platform.Messaging;

namespace QNom.Partners.Webhooks;

/// <summary>Tells news to all endpoints of a partner that want to hear of such: makes one delivery for each, and has it sent.</summary>
public sealed class WebhookAnnouncer(WebhookStore store, StorageQueues queues)
{
    /// <summary>Tells news, once however often it is called: deliveries are named after the news.</summary>
    /// <exception cref="Exception">Not all could be told: it must be called again.</exception>
    public async Task AnnounceAsync(string partnerId, WebhookNews news, CancellationToken cancellationToken)
    {
        foreach (var endpoint in (await store.FindAsync(partnerId, cancellationToken)).Endpoints.Where(endpoint => endpoint.Takes(news.Type)))
        {
            var delivery = WebhookDelivery.Of(partnerId, endpoint, news);
            if (await store.TryAddAsync(delivery, cancellationToken) || await IsWaitingAsync(delivery, cancellationToken))
                await queues.EnqueueAsync(WebhookQueues.Deliveries, WebhookDue.Next(delivery), cancellationToken);
        }
    }

    // Stored before and never tried: who stored it may have died before it was on the queue.
    private async Task<bool> IsWaitingAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        await store.FindDeliveryAsync(delivery.PartnerId, delivery.WebhookId, delivery.DeliveryId, cancellationToken)
            is { State: DeliveryState.Pending, Attempts: 0 };
}
