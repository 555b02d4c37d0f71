using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Messaging;
using QNom.Venues.Events;

namespace QNom.Discovery;

/// <summary>The triggers of the read model.</summary>
public sealed class DiscoveryFunctions(DiscoveryProjection projection)
{
    /// <summary>Lists a venue that is new or has changed.</summary>
    [Function(nameof(ListVenue))]
    public Task ListVenue([QueueTrigger(VenueQueues.Events)] string message, CancellationToken cancellationToken) =>
        projection.ShowAsync(QueueMessages.Read<VenueChanged>(message), cancellationToken);
}
