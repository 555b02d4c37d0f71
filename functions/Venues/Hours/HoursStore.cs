using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;
using QNom.Venues.Events;

namespace QNom.Venues.Hours;

/// <summary>Keeps hours and closures, each beside what they are of, in this capability's two containers.</summary>
public sealed class HoursStore(CosmosDatabase database)
{
    private static readonly TransactionalBatchItemRequestOptions WithoutContent = new() { EnableContentResponseOnWrite = false };

    private Container Venues { get; } = database.Container(VenueStore.Declaration);

    private Container Sites { get; } = database.Container(SiteStore.Declaration);

    /// <summary>A venue's hours: one point read. Null if nobody ever told them.</summary>
    internal Task<Stored<HoursDocument>?> FindHoursAsync(string venueId, CancellationToken cancellationToken) =>
        Venues.ReadAsync<HoursDocument>(HoursDocument.DocumentId, venueId, cancellationToken);

    /// <summary>A site's closures: one point read. Null if there never were any.</summary>
    internal Task<Stored<ClosuresDocument>?> FindClosuresAsync(string siteId, CancellationToken cancellationToken) =>
        Sites.ReadAsync<ClosuresDocument>(ClosuresDocument.DocumentId, siteId, cancellationToken);

    /// <summary>Stores hours and the event about them: all or nothing. False, and nothing is touched, if someone else was faster.</summary>
    internal Task<bool> TryCommitAsync(
        HoursDocument hours, string? etag, VenueOutboxMessage change, CancellationToken cancellationToken) =>
        TryCommitAsync(Venues, hours.VenueId, hours, etag, change, cancellationToken);

    /// <summary>Stores closures and the event about them: all or nothing. False, and nothing is touched, if someone else was faster.</summary>
    internal Task<bool> TryCommitAsync(
        ClosuresDocument closures, string? etag, ClosuresOutboxMessage change, CancellationToken cancellationToken) =>
        TryCommitAsync(Sites, closures.SiteId, closures, etag, change, cancellationToken);

    /// <summary>Stores hours that nobody has to be told of, unless there are some: what a seed does.</summary>
    internal Task<bool> SeedAsync(HoursDocument hours, CancellationToken cancellationToken) =>
        Venues.TryWriteAsync(hours, hours.VenueId, etag: null, cancellationToken);

    private static async Task<bool> TryCommitAsync<T, TMessage>(
        Container container, string partition, T document, string? etag, TMessage change, CancellationToken cancellationToken)
        where T : IStoredDocument
        where TMessage : OutboxMessage
    {
        var batch = container.CreateTransactionalBatch(new PartitionKey(partition));
        batch = etag is null
            ? batch.CreateItem(document, WithoutContent)
            : batch.ReplaceItem(document.Id, document, new() { IfMatchEtag = etag, EnableContentResponseOnWrite = false });
        using var response = await batch.CreateItem(change, WithoutContent).ExecuteAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
            return true;
        if (response.Count > 0 && response[0].StatusCode
            is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return false;
        }

        throw response.ToException();
    }
}
