using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Platform.Messaging;

namespace QNom.Partners.Webhooks;

/// <summary>What was sent to an endpoint, and sending it anew.</summary>
public sealed class DeliveryLog(WebhookStore store, WebhookDesk desk, StorageQueues queues, TimeProvider time)
{
    /// <summary>Deliveries, the latest event first.</summary>
    /// <exception cref="ProblemException">404: there is no such endpoint.</exception>
    public async Task<IReadOnlyList<WebhookDelivery>> ListAsync(
        string partnerId, string webhookId, DeliveryState? state, string? after, int limit, CancellationToken cancellationToken)
    {
        await desk.FindAsync(partnerId, webhookId, cancellationToken);
        return await store.ListAsync(partnerId, webhookId, state, after, limit, cancellationToken);
    }

    /// <summary>A delivery.</summary>
    /// <exception cref="ProblemException">404: there is no such endpoint or delivery.</exception>
    public async Task<WebhookDelivery> FindAsync(
        string partnerId, string webhookId, string deliveryId, CancellationToken cancellationToken)
    {
        await desk.FindAsync(partnerId, webhookId, cancellationToken);
        return await store.FindDeliveryAsync(partnerId, webhookId, deliveryId, cancellationToken) ?? throw NotFound();
    }

    /// <summary>Sends a delivery anew, whatever became of it, as often as at first; one that is under way stays so.</summary>
    /// <exception cref="ProblemException">404: there is no such endpoint or delivery; 409: the endpoint is told nothing.</exception>
    public async Task<WebhookDelivery> ReplayAsync(
        string partnerId, string webhookId, string deliveryId, CancellationToken cancellationToken)
    {
        var endpoint = await desk.FindAsync(partnerId, webhookId, cancellationToken);
        if (endpoint.State != WebhookState.Active)
            throw NotActive(endpoint.State);
        var now = time.GetUtcNow();
        var changed = await store.ChangeDeliveryAsync(
            partnerId, webhookId, deliveryId,
            delivery => delivery.State == DeliveryState.Pending ? null : delivery.Again(now), cancellationToken);
        var delivery = changed.Document ?? throw NotFound();
        // Also for what is under way: the message that would have brought it further may have been lost with who died before it.
        await queues.EnqueueAsync(WebhookQueues.Deliveries, WebhookDue.Next(delivery), cancellationToken);
        return delivery;
    }

    /// <summary>404: there is no such delivery.</summary>
    internal static ProblemException NotFound() => Problems.NotFound("delivery");

    /// <summary>409: nothing is sent there.</summary>
    internal static ProblemException NotActive(WebhookState state) => new(
        StatusCodes.Status409Conflict, "webhook-not-active", "The webhook is told nothing.",
        $"It is {state.ToString().ToLowerInvariant()}.");
}
