using System.Net;
using Microsoft.Azure.Cosmos;

namespace QNom.Platform.Cosmos;

/// <summary>A document that says what shape it has.</summary>
internal interface IStoredDocument
{
    /// <summary>The version of the shape this code writes and reads.</summary>
    static abstract string CurrentSchema { get; }

    /// <summary>The document's id within its partition.</summary>
    string Id { get; }

    /// <summary>The version of this document's shape.</summary>
    string Schema { get; }
}

/// <summary>What became of a document.</summary>
/// <param name="Document">The document as it is stored now; null if there is none.</param>
/// <param name="Written">Whether this call wrote it.</param>
internal readonly record struct Changed<T>(T? Document, bool Written);

/// <summary>Reads, changes and writes back under the ETag that was read, so that no update is lost.</summary>
internal static class OptimisticChange
{
    private const int MaxAttempts = 10;

    /// <summary>A point read; null if the document is not there.</summary>
    /// <exception cref="InvalidDataException">It has a shape that this code does not know.</exception>
    public static async Task<Stored<T>?> ReadAsync<T>(
        this Container container, string id, string partition, CancellationToken cancellationToken)
        where T : class, IStoredDocument
    {
        var stored = await container.FindAsync<T>(id, partition, cancellationToken);
        if (stored is not null)
            DocumentSchema.Require(stored.Document.Schema, T.CurrentSchema);
        return stored;
    }

    /// <summary>Changes a document, or creates it.</summary>
    /// <param name="container">Where it is.</param>
    /// <param name="id">Its id.</param>
    /// <param name="partition">Its partition key.</param>
    /// <param name="change">
    /// Gets the document, null if there is none, and gives what to store in its place, null to leave all as it is. It is
    /// called again when someone else was faster.
    /// </param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <param name="attempts">How many.</param>
    /// <exception cref="TimeoutException">Someone else was faster each time; try later.</exception>
    public static async Task<Changed<T>> ChangeAsync<T>(
        this Container container, string id, string partition, Func<T?, T?> change, CancellationToken cancellationToken,
        int attempts = MaxAttempts)
        where T : class, IStoredDocument
    {
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var stored = await container.ReadAsync<T>(id, partition, cancellationToken);
            if (change(stored?.Document) is not { } next)
                return new Changed<T>(stored?.Document, Written: false);
            if (await container.TryWriteAsync(next, partition, stored?.ETag, cancellationToken))
                return new Changed<T>(next, Written: true);
        }

        throw new TimeoutException($"The document {id} changed under each of {attempts} attempts.");
    }

    /// <summary>Creates a document, or replaces the version that has the given ETag; false if someone else was faster.</summary>
    public static async Task<bool> TryWriteAsync<T>(
        this Container container, T document, string partition, string? etag, CancellationToken cancellationToken)
        where T : class, IStoredDocument
    {
        var partitionKey = new PartitionKey(partition);
        try
        {
            if (etag is null)
            {
                await container.CreateItemAsync(document, partitionKey, new() { EnableContentResponseOnWrite = false }, cancellationToken);
            }
            else
            {
                await container.ReplaceItemAsync(
                    document, document.Id, partitionKey, new() { IfMatchEtag = etag, EnableContentResponseOnWrite = false }, cancellationToken);
            }

            return true;
        }
        catch (CosmosException exception) when (IsSomeoneFaster(exception.StatusCode, isNew: etag is null))
        {
            return false;
        }
    }

    // Not found on a replace: deleted meanwhile. On a create it is the container that is missing, which no retry mends.
    private static bool IsSomeoneFaster(HttpStatusCode status, bool isNew) =>
        status == (isNew ? HttpStatusCode.Conflict : HttpStatusCode.PreconditionFailed)
        || (!isNew && status == HttpStatusCode.NotFound);
}
