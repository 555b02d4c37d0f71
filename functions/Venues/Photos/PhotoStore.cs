using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;
using QNom.Platform.Http;
using QNom.Platform.Messaging;
using QNom.Venues.Events;

namespace QNom.Venues.Photos;

/// <summary>Keeps a venue's photos beside it, and the photo it is shown by in it.</summary>
public sealed class PhotoStore(VenueStore venues, Outbox<VenueOutboxMessage> outbox, TimeProvider time, Random jitter)
{
    // An owner may upload all photos at once.
    private const int MaxAttempts = 40;

    /// <summary>A venue's photos: one point read. Null if there never were any.</summary>
    public async Task<AlbumDocument?> FindAsync(string venueId, CancellationToken cancellationToken) =>
        (await ReadAsync(venueId, cancellationToken))?.Document;

    /// <summary>The venues of which something is left to be done: a query over partitions, for the timer alone.</summary>
    public IAsyncEnumerable<string> FindUntidyAsync(CancellationToken cancellationToken) =>
        venues.Container.QueryAsync<string>(
            new QueryDefinition("SELECT VALUE c.venueId FROM c WHERE c.tidyAt < @now").WithParameter("@now", time.GetUtcNow()),
            cancellationToken: cancellationToken);

    /// <summary>
    /// Changes a venue's photos. Where that changes what the venue is shown by, the venue and the event about it commit with it.
    /// </summary>
    /// <param name="venueId">The venue, which must exist.</param>
    /// <param name="change">Gives what to store, null to leave all as it is; called again when someone else was faster.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>The photos as they are now.</returns>
    /// <exception cref="ProblemException">503: someone else was faster at every attempt; try later.</exception>
    public async Task<AlbumDocument> ChangeAsync(
        string venueId, Func<AlbumDocument, AlbumDocument?> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await ReadAsync(venueId, cancellationToken);
            var album = stored?.Document ?? AlbumDocument.Empty(venueId);
            if (change(album) is not { } next)
                return album;
            if (await TryCommitAsync(next, stored?.ETag, IsShownOtherwise(album, next), cancellationToken))
                return next;
            await jitter.StepAsideAsync(attempt, time, cancellationToken);
        }

        throw Problems.Unavailable(TimeSpan.FromSeconds(1));
    }

    private static bool IsShownOtherwise(AlbumDocument before, AlbumDocument now) => before.Cover?.PhotoId != now.Cover?.PhotoId;

    private async Task<bool> TryCommitAsync(AlbumDocument album, string? etag, bool changesVenue, CancellationToken cancellationToken)
    {
        if (!changesVenue)
            return await venues.Container.TryWriteAsync(album, album.VenueId, etag, cancellationToken);

        var stored = await venues.ReadAsync(album.VenueId, cancellationToken)
            ?? throw new InvalidOperationException($"There is no venue {album.VenueId} whose photos could change.");
        var venue = stored.Document with { Revision = stored.Document.Revision + 1, Cover = album.Cover };
        var message = VenueOutboxMessage.Of(VenueChanged.Of(venue, movedFrom: null), time.GetUtcNow());
        if (!await venues.TryCommitAsync(venue, stored.ETag, album, etag, message, cancellationToken))
            return false;
        await outbox.DispatchAsync(message, cancellationToken);
        return true;
    }

    private Task<Stored<AlbumDocument>?> ReadAsync(string venueId, CancellationToken cancellationToken) =>
        venues.Container.ReadAsync<AlbumDocument>(AlbumDocument.DocumentId, venueId, cancellationToken);
}
