using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;

namespace QNom.Diners.Reviews;

/// <summary>Owns the <c>reviews</c> container. A review and its venue's counts of stars change together or not at all.</summary>
public sealed class ReviewStore(CosmosDatabase database, Outbox<ReviewOutboxMessage> outbox, TimeProvider time, Random jitter)
{
    /// <summary>The container.</summary>
    public static ContainerDeclaration Declaration { get; } = new(
        "reviews", "/venueId", [.. OutboxMessage.IndexedPaths, "/order/?"], ExpiresItems: true);

    // All reviews of a venue contend for its counts.
    private const int Attempts = 24;

    private static readonly TransactionalBatchItemRequestOptions WithoutContent = new() { EnableContentResponseOnWrite = false };

    private readonly Container container = database.Container(Declaration);

    /// <summary>A review with its ETag: one point read. Null if there is none.</summary>
    internal async Task<Stored<ReviewDocument>?> FindAsync(string venueId, string reviewId, CancellationToken cancellationToken)
    {
        var stored = await container.FindAsync<ReviewDocument>(ReviewDocument.IdOf(reviewId), venueId, cancellationToken);
        if (stored is not null)
            DocumentSchema.Require(stored.Document.Schema, ReviewDocument.CurrentSchema);
        return stored;
    }

    /// <summary>A venue's counts with their ETag: one point read. Null before the first review.</summary>
    internal async Task<Stored<RatingDocument>?> FindRatingAsync(string venueId, CancellationToken cancellationToken)
    {
        var stored = await container.FindAsync<RatingDocument>(RatingDocument.DocumentId, venueId, cancellationToken);
        if (stored is not null)
            DocumentSchema.Require(stored.Document.Schema, RatingDocument.CurrentSchema);
        return stored;
    }

    /// <summary>Reviews that are not hidden, or reports, the latest first: one query in the partition.</summary>
    internal async Task<IReadOnlyList<T>> ListAsync<T>(string partition, string? after, int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c[\"order\"] > @after ORDER BY c[\"order\"]").WithParameter("@after", after ?? "");
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(partition), MaxItemCount = limit };
        return await container.QueryAsync<T>(query, options, cancellationToken).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>Changes a review and, if that makes a difference, its venue's counts: one batch.</summary>
    /// <param name="venueId">The venue.</param>
    /// <param name="reviewId">The review.</param>
    /// <param name="change">
    /// Gets the review, null if there is none, and gives it as it is to be: the same for no change, null to remove it, another
    /// id to give it that. Called again when someone else was faster.
    /// </param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>The review as it is now.</returns>
    /// <exception cref="TimeoutException">Someone else was faster each time; try later.</exception>
    internal async Task<ReviewDocument?> ChangeAsync(
        string venueId, string reviewId, Func<ReviewDocument?, ReviewDocument?> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = await FindAsync(venueId, reviewId, cancellationToken);
            var next = change(before?.Document);
            if (ReferenceEquals(next, before?.Document))
                return next;
            var rating = await FindRatingAsync(venueId, cancellationToken);
            var counted = (rating?.Document ?? RatingDocument.Empty(venueId)).After(before?.Document, next);
            var message = counted.Revision == (rating?.Document.Revision ?? 0) ? null : ReviewOutboxMessage.Of(counted, time.GetUtcNow());
            if (await TryCommitAsync(venueId, before, next, rating?.ETag, message is null ? null : counted, message, cancellationToken))
            {
                if (message is not null)
                    await outbox.DispatchAsync(message, cancellationToken);
                return next;
            }

            await jitter.StepAsideAsync(attempt, time, cancellationToken);
        }

        throw new TimeoutException($"The reviews of a venue changed under each of {Attempts} attempts.");
    }

    /// <summary>Stores a report, over an earlier one of the same diner about the same review.</summary>
    internal Task SaveReportAsync(ReviewReportDocument report, CancellationToken cancellationToken) =>
        container.UpsertItemAsync(report, new PartitionKey(report.VenueId), cancellationToken: cancellationToken);

    private async Task<bool> TryCommitAsync(
        string venueId, Stored<ReviewDocument>? before, ReviewDocument? next, string? ratingTag, RatingDocument? rating,
        ReviewOutboxMessage? message, CancellationToken cancellationToken)
    {
        var batch = container.CreateTransactionalBatch(new PartitionKey(venueId));
        if (before is not null && next?.Id == before.Document.Id)
        {
            batch = batch.ReplaceItem(next.Id, next, new() { IfMatchEtag = before.ETag, EnableContentResponseOnWrite = false });
        }
        else
        {
            if (before is not null)
                batch = batch.DeleteItem(before.Document.Id, new() { IfMatchEtag = before.ETag });
            if (next is not null)
                batch = batch.CreateItem(next, WithoutContent);
        }

        if (rating is not null)
        {
            batch = ratingTag is null
                ? batch.CreateItem(rating, WithoutContent)
                : batch.ReplaceItem(rating.Id, rating, new() { IfMatchEtag = ratingTag, EnableContentResponseOnWrite = false });
        }

        if (message is not null)
            batch = batch.CreateItem(message, WithoutContent);
        using var response = await batch.ExecuteAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
            return true;
        if (response.Any(result => result.StatusCode
            is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound))
        {
            return false;
        }

        throw response.ToException();
    }
}
