using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;

namespace QNom.Venues;

/// <summary>Owns the <c>venues</c> container.</summary>
public sealed class VenueStore(CosmosDatabase database)
{
    /// <summary>The container: point reads only, so nothing is indexed.</summary>
    public static ContainerDeclaration Declaration { get; } = new("venues", "/venueId", []);

    private readonly Container container = database.Container(Declaration);

    /// <summary>A venue: one point read. Null if there is none.</summary>
    public async Task<Venue?> FindAsync(string venueId, CancellationToken cancellationToken) =>
        (await container.ReadAsync<Venue>(venueId, venueId, cancellationToken))?.Document;

    /// <summary>Creates a venue; false, and nothing is touched, if it is there already.</summary>
    public Task<bool> CreateAsync(Venue venue, CancellationToken cancellationToken) =>
        container.TryWriteAsync(venue, venue.VenueId, etag: null, cancellationToken);
}
