using QNom.Platform.Http;
using QNom.Venues;

namespace QNom.Queues;

/// <summary>Says what a venue's queue is like now.</summary>
public sealed class QueueReader(QueueStore store, VenueStore venues, TimeProvider time)
{
    /// <summary>The status: one point read, and a second one only where nobody has reported yet.</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public async Task<QueueStatus> ReadAsync(string venueId, CancellationToken cancellationToken)
    {
        if (await store.FindHeadAsync(venueId, cancellationToken) is { } head)
            return StatusView.Of(head.Document, time.GetUtcNow());
        if (await venues.FindAsync(venueId, cancellationToken) is null)
            throw Problems.NotFound("venue");
        return StatusView.Unknown(venueId);
    }
}
