using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Orders.Projections;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;
using QNom.Venues;

namespace QNom.Orders;

/// <summary>Owns the <c>orders</c> container.</summary>
public sealed class OrderStore(CosmosDatabase database)
{
    /// <summary>The container: point reads and queries of one partition, but for timers.</summary>
    public static ContainerDeclaration Declaration { get; } =
        new("orders", "/orderId", [.. OutboxMessage.IndexedPaths, "/dueAt/?", "/open/?"], ExpiresItems: true);

    // At noon many want a place at the same stall at once; each attempt means that one of them got it.
    private const int BookAttempts = 50;

    private static readonly TransactionalBatchItemRequestOptions WithoutContent = new() { EnableContentResponseOnWrite = false };

    private readonly Container container = database.Container(Declaration);

    /// <summary>An order: one point read. Null if there is none.</summary>
    public async Task<Stored<Order>?> FindAsync(string orderId, CancellationToken cancellationToken)
    {
        var order = await container.FindAsync<Order>(Order.DocumentId, orderId, cancellationToken);
        if (order is not null)
            DocumentSchema.Require(order.Document.Schema, Order.CurrentSchema);
        return order;
    }

    /// <summary>An order's history after a change, in order: one query in its partition.</summary>
    public async Task<IReadOnlyList<OrderEvent>> ListEventsAsync(string orderId, long after, CancellationToken cancellationToken)
    {
        // ';' is the character after ':'.
        var query = new QueryDefinition("SELECT * FROM c WHERE c.id > @after AND c.id < 'event;' ORDER BY c.id")
            .WithParameter("@after", OrderEventDocument.IdOf(after));
        var events = await ListAsync<OrderEventDocument>(query, orderId, int.MaxValue, cancellationToken);
        foreach (var entry in events)
            DocumentSchema.Require(entry.Schema, OrderEventDocument.CurrentSchema);
        return [.. events.Select(entry => entry.Event)];
    }

    /// <summary>Stores an order, its history and what is to be told: all or nothing, one batch.</summary>
    /// <param name="step">What happened.</param>
    /// <param name="etag">The ETag the order was read under; null to create it.</param>
    /// <param name="messages">What is to be told.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>False, and nothing is touched, if someone else was faster.</returns>
    /// <exception cref="CosmosException">The service failed; whether it is stored is unknown until it is read.</exception>
    internal async Task<bool> TryCommitAsync(
        OrderStep step, string? etag, IReadOnlyList<OrderOutboxMessage> messages, CancellationToken cancellationToken)
    {
        var order = step.Order;
        var batch = container.CreateTransactionalBatch(new PartitionKey(order.OrderId));
        batch = etag is null
            ? batch.CreateItem(order, WithoutContent)
            : batch.ReplaceItem(order.Id, order, new() { IfMatchEtag = etag, EnableContentResponseOnWrite = false });
        if (step.Event is not null)
            batch = batch.CreateItem(OrderEventDocument.Of(order, step.Event), WithoutContent);
        batch = messages.Aggregate(batch, (whole, message) => whole.CreateItem(message, WithoutContent));
        using var response = await batch.ExecuteAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
            return true;
        if (response.Count > 0 && response[0].StatusCode
            is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return false;
        }

        throw response.ToException();
    }

    /// <summary>The orders that the timer must look at: one query over partitions, for a timer only.</summary>
    public async Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT VALUE c.orderId FROM c WHERE c.dueAt <= @now")
            .WithParameter("@now", now.ToUnixTimeSeconds());
        return await container.QueryAsync<string>(query, cancellationToken: cancellationToken).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>How a stall takes orders: one point read. Null if it has not said.</summary>
    internal Task<Stored<KitchenDocument>?> FindKitchenAsync(string venueId, CancellationToken cancellationToken) =>
        container.ReadAsync<KitchenDocument>(KitchenDocument.DocumentId, KitchenDocument.PartitionOf(venueId), cancellationToken);

    /// <summary>Changes how a stall takes orders.</summary>
    internal async Task<KitchenDocument> ChangeKitchenAsync(
        string venueId, Func<KitchenDocument, KitchenDocument?> change, CancellationToken cancellationToken) =>
        (await container.ChangeAsync<KitchenDocument>(
            KitchenDocument.DocumentId, KitchenDocument.PartitionOf(venueId), kitchen => change(kitchen ?? KitchenDocument.Of(venueId)),
            cancellationToken)).Document ?? KitchenDocument.Of(venueId);

    /// <summary>The places taken at a stall on a day: one point read. Null if none ever was.</summary>
    internal async Task<SlotBook?> FindBookAsync(string venueId, DateOnly day, CancellationToken cancellationToken) =>
        (await container.ReadAsync<SlotBook>(SlotBook.IdOf(day), KitchenDocument.PartitionOf(venueId), cancellationToken))?.Document;

    /// <summary>Takes places or gives them back.</summary>
    internal async Task<SlotBook> ChangeBookAsync(
        string venueId, DateOnly day, Func<SlotBook, SlotBook?> change, CancellationToken cancellationToken) =>
        (await container.ChangeAsync<SlotBook>(
            SlotBook.IdOf(day), KitchenDocument.PartitionOf(venueId), book => change(book ?? SlotBook.Of(venueId, day)),
            cancellationToken, BookAttempts)).Document ?? SlotBook.Of(venueId, day);

    /// <summary>All books of a day: one query over partitions, for a timer only.</summary>
    internal async Task<IReadOnlyList<SlotBook>> ListBooksAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.id = @id")
            .WithParameter("@type", SlotBook.DocumentType).WithParameter("@id", SlotBook.IdOf(day));
        return await container.QueryAsync<SlotBook>(query, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Shows an order in a list, unless what is there is as new: one patch while it is open and was there before.
    /// </summary>
    internal async Task ShowAsync(OrderCard card, bool isNew, CancellationToken cancellationToken)
    {
        if (isNew || card.Open is null || !await TryMoveOnAsync(card, cancellationToken))
        {
            await container.ChangeAsync<OrderCard>(
                card.Id, card.OrderId, shown => shown?.Order.Sequence >= card.Order.Sequence ? null : card, cancellationToken);
        }
    }

    // False, and nothing is touched, if it is not there, or is not an older one of this shape.
    private async Task<bool> TryMoveOnAsync(OrderCard card, CancellationToken cancellationToken)
    {
        using var response = await container.PatchItemStreamAsync(
            card.Id, new PartitionKey(card.OrderId), [PatchOperation.Set("/order", card.Order)],
            new PatchItemRequestOptions
            {
                FilterPredicate = $"FROM c WHERE c.schema = '{OrderCard.CurrentSchema}' AND c.open = true AND c[\"order\"].sequence < {card.Order.Sequence}",
                EnableContentResponseOnWrite = false,
            },
            cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
            return false;
        response.EnsureSuccessStatusCode();
        return true;
    }

    /// <summary>The orders of a list, the latest first: one query in its partition.</summary>
    /// <param name="partition">The list's.</param>
    /// <param name="open">Only those that are not final.</param>
    /// <param name="after">The id of the last that the caller has; null for the start.</param>
    /// <param name="limit">The most to read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<IReadOnlyList<OrderCard>> ListAsync(
        string partition, bool open, string? after, int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition(
            $"SELECT * FROM c WHERE c.id > @after AND c.id < 'order;'{(open ? " AND c.open = true" : "")} ORDER BY c.id")
            .WithParameter("@after", after ?? "order:");
        var cards = await ListAsync<OrderCard>(query, partition, limit, cancellationToken);
        foreach (var card in cards)
            DocumentSchema.Require(card.Schema, OrderCard.CurrentSchema);
        return cards;
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        QueryDefinition query, string partition, int limit, CancellationToken cancellationToken)
    {
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(partition), MaxItemCount = Math.Min(limit, 100) };
        return await container.QueryAsync<T>(query, options, cancellationToken).Take(limit).ToListAsync(cancellationToken);
    }
}
