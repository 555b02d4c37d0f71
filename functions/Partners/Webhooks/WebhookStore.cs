using Microsoft.Azure.Cosmos;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Venues;

namespace QNom.Partners.Webhooks;

/// <summary>Owns the <c>webhooks</c> container.</summary>
public sealed class WebhookStore(CosmosDatabase database)
{
    /// <summary>The container: ids, by which it is read, are always indexed by the service.</summary>
    public static ContainerDeclaration Declaration { get; } = new("webhooks", "/partnerId", ["/state/?"], ExpiresItems: true);

    private readonly Container container = database.Container(Declaration);

    /// <summary>A partner's endpoints: one point read.</summary>
    public async Task<WebhookList> FindAsync(string partnerId, CancellationToken cancellationToken) =>
        (await container.ReadAsync<WebhookList>(WebhookList.DocumentId, partnerId, cancellationToken))?.Document
        ?? new WebhookList { PartnerId = partnerId };

    /// <summary>Changes a partner's endpoints.</summary>
    /// <param name="partnerId">Whose.</param>
    /// <param name="change">Gets them as they are, and gives them as they will be; null to leave them. Called again when someone else was faster.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>The endpoints as they are now.</returns>
    internal async Task<WebhookList> ChangeAsync(
        string partnerId, Func<WebhookList, WebhookList?> change, CancellationToken cancellationToken)
    {
        var none = new WebhookList { PartnerId = partnerId };
        return (await container.ChangeAsync<WebhookList>(
            WebhookList.DocumentId, partnerId, list => change(list ?? none), cancellationToken)).Document ?? none;
    }

    /// <summary>A delivery: one point read. Null if there is none.</summary>
    public async Task<WebhookDelivery?> FindDeliveryAsync(
        string partnerId, string webhookId, string deliveryId, CancellationToken cancellationToken) =>
        (await container.ReadAsync<WebhookDelivery>(
            WebhookDelivery.IdOf(webhookId, deliveryId), partnerId, cancellationToken))?.Document;

    /// <summary>Stores a delivery; false, and nothing is touched, if it is there.</summary>
    internal Task<bool> TryAddAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        container.TryWriteAsync(delivery, delivery.PartnerId, etag: null, cancellationToken);

    /// <summary>Changes a delivery, if it is there.</summary>
    internal Task<Changed<WebhookDelivery>> ChangeDeliveryAsync(
        string partnerId, string webhookId, string deliveryId, Func<WebhookDelivery, WebhookDelivery?> change,
        CancellationToken cancellationToken) => container.ChangeAsync<WebhookDelivery>(
        WebhookDelivery.IdOf(webhookId, deliveryId), partnerId, delivery => delivery is null ? null : change(delivery), cancellationToken);

    /// <summary>Notes what is told of a stall's line; gives what was told last.</summary>
    internal async Task<ToldLine> ChangeToldAsync(
        string partnerId, string venueId, Func<ToldLine?, ToldLine?> change, CancellationToken cancellationToken) =>
        (await container.ChangeAsync(ToldLine.IdOf(venueId), partnerId, change, cancellationToken)).Document!;

    /// <summary>The deliveries of an endpoint, the latest first: one query in the partition.</summary>
    /// <param name="partnerId">Whose.</param>
    /// <param name="webhookId">The endpoint.</param>
    /// <param name="state">Only those that came so far; null for all.</param>
    /// <param name="after">The id of the last that the caller has; null for the start.</param>
    /// <param name="limit">The most to read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<IReadOnlyList<WebhookDelivery>> ListAsync(
        string partnerId, string webhookId, DeliveryState? state, string? after, int limit, CancellationToken cancellationToken)
    {
        // ';' is the character after ':', and no delivery's id starts after it.
        var query = new QueryDefinition(
            $"SELECT * FROM c WHERE c.id > @after AND c.id < @end{(state is null ? "" : " AND c.state = @state")} ORDER BY c.id")
            .WithParameter("@after", WebhookDelivery.IdOf(webhookId, after ?? ""))
            .WithParameter("@end", $"delivery:{webhookId};");
        if (state is { } wanted)
            query = query.WithParameter("@state", System.Text.Json.JsonSerializer.SerializeToElement(wanted, Json.Documents).GetString());
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(partnerId), MaxItemCount = limit };
        var deliveries = await container.QueryAsync<WebhookDelivery>(query, options, cancellationToken).Take(limit).ToListAsync(cancellationToken);
        deliveries.ForEach(delivery => DocumentSchema.Require(delivery.Schema, WebhookDelivery.CurrentSchema));
        return deliveries;
    }
}
