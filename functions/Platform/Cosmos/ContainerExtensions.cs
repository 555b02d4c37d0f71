using System.Net;
using Microsoft.Azure.Cosmos;

namespace QNom.Platform.Cosmos;

/// <summary>A document with the ETag it was read under.</summary>
public sealed record Stored<T>(T Document, string ETag);

/// <summary>Reads that treat "not there" as an answer and not as an error, and what a batch that failed throws.</summary>
public static class ContainerExtensions
{
    /// <summary>A point read; null if the item is not there.</summary>
    public static async Task<Stored<T>?> FindAsync<T>(
        this Container container, string id, string partitionKey, CancellationToken cancellationToken)
        where T : class
    {
        // The stream API tells 404 by its status; the typed one throws, which costs much more than the read.
        using var response = await container.ReadItemStreamAsync(
            id, new PartitionKey(partitionKey), cancellationToken: cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;

        response.EnsureSuccessStatusCode();
        var document = await System.Text.Json.JsonSerializer.DeserializeAsync<T>(
            response.Content, Json.Documents, cancellationToken);
        return new Stored<T>(document!, response.Headers.ETag);
    }

    /// <summary>Deletes an item; one that is gone is left gone.</summary>
    public static async Task DeleteIfThereAsync(
        this Container container, string id, string partitionKey, CancellationToken cancellationToken)
    {
        using var response = await container.DeleteItemStreamAsync(id, new PartitionKey(partitionKey), cancellationToken: cancellationToken);
        if (response.StatusCode != HttpStatusCode.NotFound)
            response.EnsureSuccessStatusCode();
    }

    /// <summary>All results of a query, page by page.</summary>
    public static async IAsyncEnumerable<T> QueryAsync<T>(
        this Container container, QueryDefinition query, QueryRequestOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var iterator = container.GetItemQueryIterator<T>(query, requestOptions: options);
        while (iterator.HasMoreResults)
        {
            foreach (var item in await iterator.ReadNextAsync(cancellationToken))
                yield return item;
        }
    }

    /// <summary>One page of a query, which may have fewer items than asked for although more follow.</summary>
    /// <param name="container">The container.</param>
    /// <param name="query">The query.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="limit">The most items to a page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The page, and where the next one begins; null if there is none.</returns>
    public static async Task<(IReadOnlyList<T> Page, string? Next)> PageAsync<T>(
        this Container container, QueryDefinition query, string? after, int limit, CancellationToken cancellationToken)
    {
        using var iterator = container.GetItemQueryIterator<T>(query, after, new QueryRequestOptions { MaxItemCount = limit });
        var page = await iterator.ReadNextAsync(cancellationToken);
        return ([.. page], iterator.HasMoreResults ? page.ContinuationToken : null);
    }

    /// <summary>The exception of a batch that failed for another reason than a competitor: whether it is stored is unknown until it is read.</summary>
    internal static CosmosException ToException(this TransactionalBatchResponse response) =>
        new(response.ErrorMessage, response.StatusCode, 0, response.ActivityId, response.RequestCharge);
}
