using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using QNom.Payments.Ledger;
using QNom.Payments.Webhooks;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;

namespace QNom.Payments;

/// <summary>How an attempt to commit ended.</summary>
public enum PaymentCommit
{
    /// <summary>Everything is stored.</summary>
    Committed,

    /// <summary>The event was worked on before; nothing was changed.</summary>
    Seen,

    /// <summary>The payment has changed since it was read; nothing was changed. Read again.</summary>
    Superseded,
}

/// <summary>An event of this capability, in the partition of its payment.</summary>
public sealed record PaymentOutboxMessage : OutboxMessage
{
    /// <summary>The partition.</summary>
    public required string PaymentId { get; init; }

    /// <inheritdoc/>
    public override string Partition => PaymentId;

    /// <summary>The outbox entry of an event.</summary>
    public static PaymentOutboxMessage Of(PaymentEvent change, DateTimeOffset now) => new()
    {
        Id = $"{DocumentType}:{change.Sequence}",
        PaymentId = change.PaymentId,
        Queue = PaymentQueues.Events,
        Message = JsonSerializer.SerializeToElement(change, Json.Strict),
        CommittedAt = now,
    };
}

/// <summary>Owns the <c>payments</c> container.</summary>
public sealed class PaymentStore(CosmosDatabase database)
{
    /// <summary>The container: keyed reads, but for what timers look for.</summary>
    public static ContainerDeclaration Declaration { get; } = new(
        "payments", "/paymentId", [.. OutboxMessage.IndexedPaths, "/checkAt/?", "/createdAt/?", "/at/?", "/partnerId/?"],
        ExpiresItems: true);

    private static readonly TransactionalBatchItemRequestOptions WithoutContent = new() { EnableContentResponseOnWrite = false };

    private readonly Container container = database.Container(Declaration);

    /// <summary>A payment: one point read. Null if there is none.</summary>
    public async Task<Stored<Payment>?> FindAsync(string paymentId, CancellationToken cancellationToken)
    {
        var stored = await container.FindAsync<Payment>(Payment.DocumentId, paymentId, cancellationToken);
        if (stored is not null)
            DocumentSchema.Require(stored.Document.Schema, Payment.CurrentSchema);
        return stored;
    }

    /// <summary>Whether an event was worked on before: one point read.</summary>
    public async Task<bool> HasSeenAsync(SeenEvent seen, CancellationToken cancellationToken) =>
        await container.FindAsync<SeenEvent>(seen.Id, seen.PaymentId, cancellationToken) is not null;

    /// <summary>Records a payment that is new, with what orders are told; false, and nothing is touched, if it is there. One batch.</summary>
    public async Task<bool> TryAddAsync(Payment payment, PaymentOutboxMessage? outbox, CancellationToken cancellationToken)
    {
        var batch = container.CreateTransactionalBatch(new PartitionKey(payment.PaymentId)).CreateItem(payment, WithoutContent);
        if (outbox is not null)
            batch = batch.CreateItem(outbox, WithoutContent);
        using var response = await batch.ExecuteAsync(cancellationToken);
        return response.IsSuccessStatusCode || (response.StatusCode == HttpStatusCode.Conflict ? false : throw response.ToException());
    }

    /// <summary>
    /// Stores a change with all that belongs to it, under the ETag it was made from: the payment, what orders are told, the
    /// entries of the ledger and that the event was seen. All or nothing, one batch.
    /// </summary>
    /// <param name="change">The change; null if an event told nothing new and has only been seen.</param>
    /// <param name="etag">The ETag that the payment was read under.</param>
    /// <param name="seen">The event; null if it came of something else.</param>
    /// <param name="paymentId">Whose.</param>
    /// <param name="outbox">What orders are told.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="CosmosException">The service failed; whether anything is stored is unknown until it is read.</exception>
    public async Task<PaymentCommit> CommitAsync(
        string paymentId, PaymentChange? change, string etag, PaymentOutboxMessage? outbox, SeenEvent? seen,
        CancellationToken cancellationToken)
    {
        var batch = container.CreateTransactionalBatch(new PartitionKey(paymentId));
        if (seen is not null)
            batch = batch.CreateItem(seen, WithoutContent);
        if (change is not null)
            batch = batch.ReplaceItem(Payment.DocumentId, change.Payment, new() { IfMatchEtag = etag, EnableContentResponseOnWrite = false });
        if (change?.Ledger is { } ledger)
            batch = batch.CreateItem(ledger, WithoutContent);
        if (outbox is not null)
            batch = batch.CreateItem(outbox, WithoutContent);
        using var response = await batch.ExecuteAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
            return PaymentCommit.Committed;
        if (seen is not null && response.Count > 0 && response[0].StatusCode == HttpStatusCode.Conflict)
            return PaymentCommit.Seen;
        if (response.StatusCode == HttpStatusCode.PreconditionFailed)
            return PaymentCommit.Superseded;
        throw response.ToException();
    }

    /// <summary>Says when a payment is to be looked at next; nothing if it has changed since it was read.</summary>
    public async Task PostponeAsync(Stored<Payment> stored, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var next = stored.Document with { CheckAt = until?.ToUnixTimeSeconds() };
        try
        {
            await container.ReplaceItemAsync(
                next, next.Id, new PartitionKey(next.PaymentId), new() { IfMatchEtag = stored.ETag }, cancellationToken);
        }
        catch (CosmosException exception) when (exception.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            // Whoever changed it has also said when.
        }
    }

    /// <summary>The payments that are to be looked at: one query over partitions, for a timer only.</summary>
    public async Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT VALUE c.paymentId FROM c WHERE c.checkAt <= @now")
            .WithParameter("@now", now.ToUnixTimeSeconds());
        return await container.QueryAsync<string>(query, cancellationToken: cancellationToken).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>The payments that were recorded in a time: one query over partitions, for a timer only.</summary>
    public IAsyncEnumerable<Payment> ListCreatedAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        container.QueryAsync<Payment>(
            new QueryDefinition("SELECT * FROM c WHERE c.createdAt >= @from AND c.createdAt < @to")
                .WithParameter("@from", from.ToUniversalTime()).WithParameter("@to", to.ToUniversalTime()),
            cancellationToken: cancellationToken);

    /// <summary>The ledger of a time, of one partner or of all: one query over partitions, for timers only.</summary>
    internal IAsyncEnumerable<LedgerTransaction> ListLedgerAsync(
        string? partnerId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var text = "SELECT * FROM c WHERE c.type = @type AND c.at >= @from AND c.at < @to"
            + (partnerId is null ? "" : " AND c.partnerId = @partner");
        var query = new QueryDefinition(text).WithParameter("@type", LedgerTransaction.DocumentType)
            .WithParameter("@from", from.ToUniversalTime()).WithParameter("@to", to.ToUniversalTime());
        return container.QueryAsync<LedgerTransaction>(
            partnerId is null ? query : query.WithParameter("@partner", partnerId), cancellationToken: cancellationToken);
    }

    /// <summary>The ledger of one payment: one query in its partition.</summary>
    internal IAsyncEnumerable<LedgerTransaction> ListLedgerAsync(string paymentId, CancellationToken cancellationToken) =>
        container.QueryAsync<LedgerTransaction>(
            new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter("@type", LedgerTransaction.DocumentType),
            new QueryRequestOptions { PartitionKey = new PartitionKey(paymentId) }, cancellationToken);
}
