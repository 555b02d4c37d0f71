using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Discovery.Rebuild;
using QNom.Platform.Cosmos;

namespace QNom.Discovery;

/// <summary>Owns the <c>discovery</c> container.</summary>
public sealed class DiscoveryStore(CosmosDatabase database)
{
    /// <summary>The container: it is read by key and followed by its change feed, so nothing is indexed.</summary>
    public static ContainerDeclaration Declaration { get; } = new("discovery", "/cell", [], ExpiresItems: true);

    // Each attempt is lost only to a change of the same card, and those come through one queue.
    private const int MaxAttempts = 10;

    private readonly Container container = database.Container(Declaration);

    /// <summary>Changes a card, or creates it: one point read, one write under its ETag.</summary>
    /// <param name="cell">Its cell.</param>
    /// <param name="venueId">Its venue.</param>
    /// <param name="change">
    /// Gets the card, null if there is none, and gives what to store in its place, null to leave all as it is. It is called
    /// again when someone else was faster.
    /// </param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>Whether anything was written.</returns>
    /// <exception cref="TimeoutException">Someone else was faster ten times in a row; try later.</exception>
    public async Task<bool> ChangeAsync(
        string cell, string venueId, Func<DiscoveryCard?, DiscoveryCard?> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await container.FindAsync<DiscoveryCard>(venueId, cell, cancellationToken);
            // A card of another version is made anew: everything in it can be had from its sources.
            var known = stored is { Document: var found } && DiscoveryCard.Knows(found.Schema) ? found : null;
            if (change(known) is not { } next)
                return false;
            if (await TryWriteAsync(next, stored?.ETag, cancellationToken))
                return true;
        }

        throw new TimeoutException($"The card of a venue changed under each of {MaxAttempts} attempts.");
    }

    /// <summary>A card: one point read. Null if there is none of this version.</summary>
    public async Task<DiscoveryCard?> FindAsync(string cell, string venueId, CancellationToken cancellationToken) =>
        await container.FindAsync<DiscoveryCard>(venueId, cell, cancellationToken) is { Document: { Schema: DiscoveryCard.CurrentSchema } card }
            ? card
            : null;

    /// <summary>Follows a cell: its cards as they are, then those that change, as its change feed tells.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="after">Where an earlier reading ended; null for the beginning.</param>
    /// <param name="pageSize">The most cards to a page.</param>
    public FeedIterator Follow(string cell, string? after, int pageSize) => container.GetChangeFeedStreamIterator(
        after is null
            ? ChangeFeedStartFrom.Beginning(FeedRange.FromPartitionKey(new PartitionKey(cell)))
            : ChangeFeedStartFrom.ContinuationToken(after),
        ChangeFeedMode.Incremental,
        new ChangeFeedRequestOptions { PageSizeHint = pageSize });

    /// <summary>A page of all cards, in no order: a query over partitions, for rebuilds alone.</summary>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="limit">The most cards to a page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal Task<(IReadOnlyList<DiscoveryCard> Page, string? Next)> ListAsync(
        string? after, int limit, CancellationToken cancellationToken) => container.PageAsync<DiscoveryCard>(
        new QueryDefinition("SELECT * FROM c WHERE c.schema IN (@schema, @former) AND IS_DEFINED(c.venue)")
            .WithParameter("@schema", DiscoveryCard.CurrentSchema)
            .WithParameter("@former", DiscoveryCard.FormerSchema),
        after, limit, cancellationToken);

    /// <summary>A rebuild: one point read. Null if there is none.</summary>
    internal async Task<RebuildDocument?> FindRebuildAsync(string rebuildId, CancellationToken cancellationToken)
    {
        var stored = await container.FindAsync<RebuildDocument>(rebuildId, RebuildDocument.Partition, cancellationToken);
        if (stored is not null)
            DocumentSchema.Require(stored.Document.Schema, RebuildDocument.CurrentSchema);
        return stored?.Document;
    }

    /// <summary>Stores how far a rebuild came.</summary>
    internal Task SaveRebuildAsync(RebuildDocument rebuild, CancellationToken cancellationToken) =>
        container.UpsertItemAsync(rebuild, new PartitionKey(rebuild.Cell), cancellationToken: cancellationToken);

    private async Task<bool> TryWriteAsync(DiscoveryCard card, string? etag, CancellationToken cancellationToken)
    {
        try
        {
            var key = new PartitionKey(card.Cell);
            if (etag is null)
                await container.CreateItemAsync(card, key, cancellationToken: cancellationToken);
            else
                await container.ReplaceItemAsync(card, card.Id, key, new() { IfMatchEtag = etag }, cancellationToken);
            return true;
        }
        catch (CosmosException exception) when (exception.StatusCode
            is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed
            || (etag is not null && exception.StatusCode == HttpStatusCode.NotFound))
        {
            return false;
        }
    }
}
