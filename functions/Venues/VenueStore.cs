using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;
using QNom.Venues.Events;
using QNom.Venues.Menus;
using QNom.Venues.Photos;

namespace QNom.Venues;

/// <summary>Owns the <c>venues</c> container.</summary>
public sealed class VenueStore(CosmosDatabase database)
{
    /// <summary>The container: keyed reads only, but for the sweep of the outbox and the tidying of photos.</summary>
    public static ContainerDeclaration Declaration { get; } = new(
        "venues", "/venueId", [.. OutboxMessage.IndexedPaths, "/tidyAt/?"]);

    private static readonly TransactionalBatchItemRequestOptions WithoutContent = new() { EnableContentResponseOnWrite = false };

    private readonly Container container = database.Container(Declaration);

    /// <summary>The container, for what belongs to a venue beside its own document.</summary>
    internal Container Container => container;

    /// <summary>A venue: one point read. Null if there is none.</summary>
    public async Task<Venue?> FindAsync(string venueId, CancellationToken cancellationToken) =>
        (await ReadAsync(venueId, cancellationToken))?.Document;

    /// <summary>A venue with its ETag: one point read. Null if there is none.</summary>
    internal Task<Stored<Venue>?> ReadAsync(string venueId, CancellationToken cancellationToken) =>
        container.ReadAsync<Venue>(venueId, venueId, cancellationToken);

    /// <summary>A page of all venues, in no order: a query over partitions, for rebuilds of read models alone.</summary>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="limit">The most venues to a page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal Task<(IReadOnlyList<Venue> Page, string? Next)> ListAsync(
        string? after, int limit, CancellationToken cancellationToken) => container.PageAsync<Venue>(
        new QueryDefinition("SELECT * FROM c WHERE c.schema = @schema").WithParameter("@schema", Venue.CurrentSchema),
        after, limit, cancellationToken);

    /// <summary>Creates a venue; false, and nothing is touched, if it is there already. Read models are not told.</summary>
    public Task<bool> CreateAsync(Venue venue, CancellationToken cancellationToken) =>
        container.TryWriteAsync(venue, venue.VenueId, etag: null, cancellationToken);

    /// <summary>Stores a venue and the event about it: all or nothing, one batch.</summary>
    /// <param name="venue">The venue as it is to be.</param>
    /// <param name="etag">The ETag it was read under; null to create it.</param>
    /// <param name="change">The event.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>False, and nothing is touched, if someone else was faster.</returns>
    /// <exception cref="CosmosException">The service failed; whether it is stored is unknown until it is read.</exception>
    internal Task<bool> TryCommitAsync(Venue venue, string? etag, VenueOutboxMessage change, CancellationToken cancellationToken) =>
        TryCommitAsync(Batch(venue.VenueId, venue, etag), change, cancellationToken);

    /// <summary>Stores a venue, its photos and the event about it: all or nothing. False if someone else was faster.</summary>
    internal Task<bool> TryCommitAsync(
        Venue venue, string etag, AlbumDocument album, string? albumETag, VenueOutboxMessage change, CancellationToken cancellationToken) =>
        TryCommitAsync(With(Batch(venue.VenueId, venue, etag), album, albumETag), change, cancellationToken);

    /// <summary>A venue's menu with its ETag: one point read. Null if none was ever given.</summary>
    internal Task<Stored<MenuDocument>?> ReadMenuAsync(string venueId, CancellationToken cancellationToken) =>
        container.ReadAsync<MenuDocument>(MenuDocument.DocumentId, venueId, cancellationToken);

    /// <summary>Stores a menu; false, and nothing is touched, if someone else was faster.</summary>
    internal Task<bool> TrySaveMenuAsync(MenuDocument menu, string? etag, CancellationToken cancellationToken) =>
        container.TryWriteAsync(menu, menu.VenueId, etag, cancellationToken);

    /// <summary>What is sold out at a venue: one point read. Null if nothing ever was.</summary>
    internal async Task<StockDocument?> FindStockAsync(string venueId, CancellationToken cancellationToken) =>
        (await container.ReadAsync<StockDocument>(StockDocument.DocumentId, venueId, cancellationToken))?.Document;

    /// <summary>Changes what is sold out.</summary>
    internal Task<Changed<StockDocument>> ChangeStockAsync(
        string venueId, Func<StockDocument?, StockDocument?> change, CancellationToken cancellationToken) =>
        container.ChangeAsync(StockDocument.DocumentId, venueId, change, cancellationToken);

    private TransactionalBatch Batch<T>(string venueId, T document, string? etag)
        where T : IStoredDocument =>
        With(container.CreateTransactionalBatch(new PartitionKey(venueId)), document, etag);

    private static TransactionalBatch With<T>(TransactionalBatch batch, T document, string? etag)
        where T : IStoredDocument => etag is null
        ? batch.CreateItem(document, WithoutContent)
        : batch.ReplaceItem(document.Id, document, new() { IfMatchEtag = etag, EnableContentResponseOnWrite = false });

    private static async Task<bool> TryCommitAsync(
        TransactionalBatch batch, VenueOutboxMessage change, CancellationToken cancellationToken)
    {
        using var response = await batch.CreateItem(change, WithoutContent).ExecuteAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
            return true;
        if (response.Any(operation => operation.StatusCode
            is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound))
        {
            return false;
        }

        throw response.ToException();
    }
}
