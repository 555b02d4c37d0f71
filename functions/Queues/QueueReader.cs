using QNom.Platform.Http;
using QNom.Venues.Hours;

namespace QNom.Queues;

/// <summary>Says what venues' queues are like now and later.</summary>
public sealed class QueueReader(QueueStore store, OpeningTimes openings, TimeProvider time)
{
    // So many point reads at a time: enough to hide their way, and no flood by one caller.
    private const int AtOnce = 16;

    /// <summary>
    /// The status: one point read, and three more only where nobody has reported yet. Null if there is no such venue.
    /// </summary>
    public async Task<QueueStatus?> FindAsync(string venueId, CancellationToken cancellationToken) =>
        await FindHeadAsync(venueId, cancellationToken) is { } head ? StatusView.Of(head, time.GetUtcNow()) : null;

    /// <summary>The statuses of many venues, in their order, and those that there are not.</summary>
    public async Task<QueueList> ReadAsync(IReadOnlyList<string> venueIds, CancellationToken cancellationToken)
    {
        var found = new QueueStatus?[venueIds.Count];
        await Parallel.ForAsync(
            0, venueIds.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, cancelled) => found[i] = await FindAsync(venueIds[i], cancelled));
        return new QueueList(
            [.. found.OfType<QueueStatus>()], [.. venueIds.Where((_, i) => found[i] is null)]);
    }

    /// <summary>The waits of people who join later: costs what the status costs.</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public async Task<QueueForecast> ReadForecastAsync(string venueId, CancellationToken cancellationToken) =>
        await FindHeadAsync(venueId, cancellationToken) is { } head
            ? ForecastView.Of(head, time.GetUtcNow())
            : throw Problems.NotFound("venue");

    /// <summary>
    /// A venue's head; an empty one if nobody has said anything about it yet, which is not the same as no venue: then null.
    /// </summary>
    internal async Task<QueueHead?> FindHeadAsync(string venueId, CancellationToken cancellationToken)
    {
        if (await store.FindHeadAsync(venueId, cancellationToken) is { } head)
            return head.Document;
        return await openings.FindAsync(venueId, cancellationToken) is { } opening
            ? new QueueHead { VenueId = venueId, Opening = opening }
            : null;
    }
}
