using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Diners.Alerts;
using QNom.Platform.Cosmos;
using QNom.Platform.Encryption;
using QNom.Platform.Messaging;

namespace QNom.Diners;

/// <summary>A document in a diner's partition of which there is one.</summary>
internal interface IDinerDocument
{
    /// <summary>The version of the shape this code writes and reads.</summary>
    static abstract string CurrentSchema { get; }

    /// <summary>Its id in every diner's partition.</summary>
    static abstract string DocumentId { get; }

    /// <summary>The version of this document's shape.</summary>
    string Schema { get; }
}

/// <summary>What is to be stored of a diner, all or nothing.</summary>
/// <param name="Next">The document as it is to be.</param>
internal sealed record DinerChange<T>(T Next)
{
    /// <summary>Documents that come with it and must be new.</summary>
    public IReadOnlyList<object> Adds { get; init; } = [];

    /// <summary>The events that it causes.</summary>
    public IReadOnlyList<DinerOutboxMessage> Events { get; init; } = [];
}

/// <summary>
/// Owns the <c>diners</c> container. What belongs to a diner changes only together with a document under its ETag. Names and
/// addresses are encrypted on their way in, and decrypted on their way out.
/// </summary>
public sealed class DinerStore(CosmosDatabase database, Outbox<DinerOutboxMessage> outbox, PersonalFields personal)
{
    /// <summary>The container. Timers find what is due in it.</summary>
    public static ContainerDeclaration Declaration { get; } = new(
        "diners", "/dinerId", [.. OutboxMessage.IndexedPaths, "/eraseAt/?", "/fromMinute/?", "/untilMinute/?", "/underMinutes/?"], ExpiresItems: true);

    // A diner has two devices, and alerts fire meanwhile.
    private const int Attempts = 10;

    private static readonly TransactionalBatchItemRequestOptions WithoutContent = new() { EnableContentResponseOnWrite = false };

    private readonly Container container = database.Container(Declaration);

    /// <summary>The container, for this capability's own queries.</summary>
    internal Container Container => container;

    /// <summary>A diner: one point read. Null if nothing was ever stored of this person, or no more.</summary>
    internal async Task<DinerDocument?> FindAsync(string dinerId, CancellationToken cancellationToken) =>
        (await ReadAsync<DinerDocument>(dinerId, cancellationToken))?.Document;

    /// <summary>A document of a diner: one point read. Null if there is none.</summary>
    internal async Task<Stored<T>?> ReadAsync<T>(string dinerId, CancellationToken cancellationToken)
        where T : class, IDinerDocument
    {
        var stored = await container.FindAsync<T>(T.DocumentId, dinerId, cancellationToken);
        if (stored is null)
            return null;
        DocumentSchema.Require(stored.Document.Schema, T.CurrentSchema);
        return stored with { Document = await personal.OpenAsync(stored.Document, Place<T>(dinerId), cancellationToken) };
    }

    /// <summary>Changes a document of a diner, or creates it, with what comes with it.</summary>
    /// <param name="dinerId">Whose.</param>
    /// <param name="change">
    /// Gets the document, null if there is none, and gives what to store; null to leave all as it is. Called again when
    /// someone else was faster.
    /// </param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>The document as it is now; null if there is none.</returns>
    /// <exception cref="TimeoutException">Someone else was faster each time; try later.</exception>
    internal async Task<T?> ChangeAsync<T>(string dinerId, Func<T?, DinerChange<T>?> change, CancellationToken cancellationToken)
        where T : class, IDinerDocument
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await ReadAsync<T>(dinerId, cancellationToken);
            if (change(stored?.Document) is not { } next)
                return stored?.Document;
            switch (await CommitAsync(dinerId, next, stored?.ETag, cancellationToken))
            {
                case Commit.Done:
                    foreach (var message in next.Events)
                        await outbox.DispatchAsync(message, cancellationToken);
                    return next.Next;
                case Commit.ThereBefore:
                    return stored?.Document;
            }
        }

        throw new TimeoutException($"A diner's {T.DocumentId} changed under each of {Attempts} attempts.");
    }

    /// <summary>Stores a document over whatever is there: for what nobody edits.</summary>
    internal Task SaveAsync<T>(string dinerId, T document, CancellationToken cancellationToken) =>
        container.UpsertItemAsync(document, new PartitionKey(dinerId), cancellationToken: cancellationToken);

    /// <summary>A notice of a diner: one point read. Null if it is gone.</summary>
    internal async Task<NoticeDocument?> FindNoticeAsync(string dinerId, string noticeId, CancellationToken cancellationToken)
    {
        var notice = (await container.FindAsync<NoticeDocument>(noticeId, dinerId, cancellationToken))?.Document;
        if (notice is not null)
            DocumentSchema.Require(notice.Schema, NoticeDocument.CurrentSchema);
        return notice;
    }

    /// <summary>Writes down that a notice went out on a channel: one patch. Nothing if the notice is gone.</summary>
    internal async Task MarkSentAsync(
        string dinerId, string noticeId, string channelId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        using var response = await container.PatchItemStreamAsync(
            noticeId, new PartitionKey(dinerId), [PatchOperation.Set($"/sent/{channelId}", at)], cancellationToken: cancellationToken);
        if (response.StatusCode != HttpStatusCode.NotFound)
            response.EnsureSuccessStatusCode();
    }

    /// <summary>Removes a document from a partition; one that is gone is left gone.</summary>
    internal Task RemoveAsync(string partition, string id, CancellationToken cancellationToken) =>
        container.DeleteIfThereAsync(id, partition, cancellationToken);

    /// <summary>Documents of a diner whose ids start alike, in the order of the ids: one query in the partition.</summary>
    /// <param name="dinerId">Whose.</param>
    /// <param name="prefix">How the ids start.</param>
    /// <param name="after">The last id of the page before; null for the first.</param>
    /// <param name="limit">The most to give.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<IReadOnlyList<T>> ListAsync<T>(
        string dinerId, string prefix, string? after, int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.id > @after AND c.id < @end ORDER BY c.id")
            .WithParameter("@after", after ?? prefix)
            // Past everything that starts so: ids here are ASCII.
            .WithParameter("@end", prefix + "~");
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(dinerId), MaxItemCount = limit };
        return await container.QueryAsync<T>(query, options, cancellationToken).Take(limit).ToListAsync(cancellationToken);
    }

    private async Task<Commit> CommitAsync<T>(
        string dinerId, DinerChange<T> change, string? etag, CancellationToken cancellationToken)
        where T : class, IDinerDocument
    {
        var next = await personal.SealAsync(change.Next, Place<T>(dinerId), cancellationToken);
        var batch = container.CreateTransactionalBatch(new PartitionKey(dinerId));
        batch = etag is null
            ? batch.CreateItem(next, WithoutContent)
            : batch.ReplaceItem(T.DocumentId, next, new() { IfMatchEtag = etag, EnableContentResponseOnWrite = false });
        foreach (var added in change.Adds)
            batch = batch.CreateItem(added, WithoutContent);
        foreach (var message in change.Events)
            batch = batch.CreateItem(message, WithoutContent);

        using var response = await batch.ExecuteAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
            return Commit.Done;
        if (response.Count > 0 && response[0].StatusCode
            is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return Commit.Superseded;
        }

        if (response.Skip(1).Any(result => result.StatusCode == HttpStatusCode.Conflict))
            return Commit.ThereBefore;
        throw response.ToException();
    }

    // What was moved to another diner in the database opens nothing there.
    private static string Place<T>(string dinerId)
        where T : IDinerDocument => $"{dinerId}/{T.DocumentId}";

    private enum Commit
    {
        Done,
        Superseded,
        ThereBefore,
    }
}
