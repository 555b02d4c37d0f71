using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;

namespace QNom.Queues;

/// <summary>How an attempt to commit a report ended.</summary>
public enum CommitOutcome
{
    /// <summary>Report, head and event are stored.</summary>
    Committed,

    /// <summary>The report was counted before; nothing was changed.</summary>
    Duplicate,

    /// <summary>The head has changed since it was read; nothing was changed. Read again.</summary>
    Superseded,
}

/// <summary>Owns the <c>queues</c> container.</summary>
public sealed class QueueStore(CosmosDatabase database)
{
    /// <summary>The container: keyed reads only, but for the sweep of the outbox.</summary>
    public static ContainerDeclaration Declaration { get; } =
        new("queues", "/venueId", OutboxMessage.IndexedPaths, ExpiresItems: true);

    private static readonly TransactionalBatchItemRequestOptions WithoutContent = new() { EnableContentResponseOnWrite = false };

    private readonly Container container = database.Container(Declaration);

    /// <summary>The container, for the outbox.</summary>
    internal Container Container => container;

    /// <summary>A venue's head: one point read. Null if nobody has reported yet.</summary>
    public async Task<Stored<QueueHead>?> FindHeadAsync(string venueId, CancellationToken cancellationToken)
    {
        var head = await container.FindAsync<QueueHead>(QueueHead.DocumentId, venueId, cancellationToken);
        if (head is not null)
            DocumentSchema.Require(head.Document.Schema, QueueHead.CurrentSchema);
        return head;
    }

    /// <summary>Stores a report, the head it was folded into and the event it caused: all or nothing, one batch.</summary>
    /// <param name="report">The report; its id must be new.</param>
    /// <param name="head">The head after it.</param>
    /// <param name="etag">The ETag the head was read under; null if there was none.</param>
    /// <param name="change">The event; null if what is shown did not change.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="CosmosException">The service failed; whether anything is stored is unknown until it is read.</exception>
    public async Task<CommitOutcome> CommitAsync(
        ReportDocument report, QueueHead head, string? etag, QueueOutboxMessage? change, CancellationToken cancellationToken)
    {
        var batch = container.CreateTransactionalBatch(new PartitionKey(head.VenueId)).CreateItem(report, WithoutContent);
        batch = etag is null
            ? batch.CreateItem(head, WithoutContent)
            : batch.ReplaceItem(head.Id, head, new() { IfMatchEtag = etag, EnableContentResponseOnWrite = false });
        if (change is not null)
            batch = batch.CreateItem(change, WithoutContent);

        using var response = await batch.ExecuteAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
            return CommitOutcome.Committed;
        if (response.Count > 0 && response[0].StatusCode == HttpStatusCode.Conflict)
            return CommitOutcome.Duplicate;
        if (response.Count > 1 && response[1].StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
            return CommitOutcome.Superseded;
        throw new CosmosException(
            response.ErrorMessage, response.StatusCode, 0, response.ActivityId, response.RequestCharge);
    }

    /// <summary>Takes a reporter's turn; gives the turn that is in the way, or null if it was free.</summary>
    public async Task<ReporterTurn?> TakeTurnAsync(ReporterTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            await container.CreateItemAsync(turn, new PartitionKey(turn.VenueId), cancellationToken: cancellationToken);
            return null;
        }
        catch (CosmosException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            // Null here means that the other turn ran out in between: then this one may as well be taken.
            var other = await container.FindAsync<ReporterTurn>(turn.Id, turn.VenueId, cancellationToken);
            return other is null ? await TakeTurnAsync(turn, cancellationToken) : other.Document;
        }
    }

    /// <summary>Gives a turn back that led to nothing.</summary>
    public async Task ReturnTurnAsync(ReporterTurn turn, CancellationToken cancellationToken)
    {
        using var response = await container.DeleteItemStreamAsync(
            turn.Id, new PartitionKey(turn.VenueId), cancellationToken: cancellationToken);
    }
}
