using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;

namespace QNom.Platform.Idempotency;

/// <summary>Owns the <c>idempotency</c> container.</summary>
public sealed class IdempotencyStore(CosmosDatabase database)
{
    /// <summary>The container: point reads only, so nothing is indexed.</summary>
    public static ContainerDeclaration Declaration { get; } = new("idempotency", "/key", [], ExpiresItems: true);

    private readonly Container container = database.Container(Declaration);

    /// <summary>Creates a record; null if there is one already.</summary>
    internal async Task<Stored<IdempotencyRecord>?> TryAddAsync(IdempotencyRecord record, CancellationToken cancellationToken)
    {
        try
        {
            var response = await container.CreateItemAsync(record, new PartitionKey(record.Key), cancellationToken: cancellationToken);
            return new Stored<IdempotencyRecord>(record, response.ETag);
        }
        catch (CosmosException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            return null;
        }
    }

    /// <summary>A record; null if there is none, or no more.</summary>
    internal async Task<Stored<IdempotencyRecord>?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var stored = await container.FindAsync<IdempotencyRecord>(key, key, cancellationToken);
        if (stored is not null)
            DocumentSchema.Require(stored.Document.Schema, IdempotencyRecord.CurrentSchema);
        return stored;
    }

    /// <summary>Replaces a record under the ETag it was read with; null if someone else changed it.</summary>
    internal async Task<Stored<IdempotencyRecord>?> TryReplaceAsync(
        Stored<IdempotencyRecord> old, IdempotencyRecord record, CancellationToken cancellationToken)
    {
        try
        {
            var response = await container.ReplaceItemAsync(
                record, record.Id, new PartitionKey(record.Key), new ItemRequestOptions { IfMatchEtag = old.ETag }, cancellationToken);
            return new Stored<IdempotencyRecord>(record, response.ETag);
        }
        catch (CosmosException exception)
            when (exception.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Forgets a record, unless someone else changed it.</summary>
    internal async Task ForgetAsync(Stored<IdempotencyRecord> record, CancellationToken cancellationToken)
    {
        using var response = await container.DeleteItemStreamAsync(
            record.Document.Id, new PartitionKey(record.Document.Key), new ItemRequestOptions { IfMatchEtag = record.ETag }, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed))
            response.EnsureSuccessStatusCode();
    }
}
