using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;

namespace QNom.Platform.RateLimits;

/// <summary>How often somebody did something in a window of time. Id and partition: a keyed hash of limit, window and who.</summary>
internal sealed record RateCount(string Id, string Bucket, string Schema, long Count, int Ttl)
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "rate-count/1";
}

/// <summary>Owns the <c>rate-counts</c> container.</summary>
public sealed class RateCountStore(CosmosDatabase database)
{
    /// <summary>The container: counts are named, so nothing is indexed.</summary>
    public static ContainerDeclaration Declaration { get; } = new("rate-counts", "/bucket", [], ExpiresItems: true);

    private static readonly PatchOperation[] OneMore = [PatchOperation.Increment("/count", 1)];

    // The count is what is asked for.
    private static readonly PatchItemRequestOptions WithContent = new() { EnableContentResponseOnWrite = true };

    private readonly Container container = database.Container(Declaration);

    /// <summary>Counts one more, whoever else does so at the same time.</summary>
    /// <param name="bucket">What is counted.</param>
    /// <param name="life">How long a count is kept from its first on.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The count with this one.</returns>
    public async Task<long> AddAsync(string bucket, TimeSpan life, CancellationToken cancellationToken)
    {
        try
        {
            return await IncrementAsync(bucket, cancellationToken);
        }
        catch (CosmosException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return await BeginAsync(bucket, life, cancellationToken);
        }
    }

    private async Task<long> BeginAsync(string bucket, TimeSpan life, CancellationToken cancellationToken)
    {
        try
        {
            var first = new RateCount(bucket, bucket, RateCount.CurrentSchema, 1, (int)life.TotalSeconds);
            await container.CreateItemAsync(first, new PartitionKey(bucket), cancellationToken: cancellationToken);
            return first.Count;
        }
        catch (CosmosException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            // Another was first at the same moment.
            return await IncrementAsync(bucket, cancellationToken);
        }
    }

    private async Task<long> IncrementAsync(string bucket, CancellationToken cancellationToken) =>
        (await container.PatchItemAsync<RateCount>(bucket, new PartitionKey(bucket), OneMore, WithContent, cancellationToken)).Resource.Count;
}
