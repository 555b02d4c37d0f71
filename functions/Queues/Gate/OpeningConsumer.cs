using QNom.Venues;
using QNom.Venues.Hours;

namespace QNom.Queues.Gate;

/// <summary>
/// Brings the heads' copies of hours and closures up to date, and whatever else shows them. It reads what holds now and takes what is newer than the copy,
/// so events may come twice, late and in any order.
/// </summary>
public sealed class OpeningConsumer(
    QueueHeads heads, OpeningTimes openings, SiteStore sites, IEnumerable<IOpeningReadModel> readModels)
{
    private const int Parallelism = 8;

    /// <summary>Follows a change at a venue, or at a site and so at all its stalls.</summary>
    /// <exception cref="InvalidOperationException">There is no such venue or site: the event is from somewhere else.</exception>
    /// <exception cref="TimeoutException">A head kept changing; the message must be delivered again.</exception>
    public async Task ConsumeAsync(OpeningChanged change, CancellationToken cancellationToken)
    {
        if (change.VenueId is { } venueId)
            await FollowAsync(venueId, cancellationToken);
        if (change.SiteId is not { } siteId)
            return;

        var board = await sites.FindBoardAsync(siteId, cancellationToken)
            ?? throw new InvalidOperationException($"There is no site {siteId} whose closures could have changed.");
        await Parallel.ForEachAsync(
            board.Stalls,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (stall, cancelled) => await FollowAsync(stall.Id, cancelled));
    }

    private async Task FollowAsync(string venueId, CancellationToken cancellationToken)
    {
        var opening = await openings.FindAsync(venueId, cancellationToken)
            ?? throw new InvalidOperationException($"There is no venue {venueId} whose hours could have changed.");
        await heads.ChangeAsync(venueId, head => Follow(head, opening), cancellationToken);
        foreach (var readModel in readModels)
            await readModel.ShowAsync(venueId, opening, cancellationToken);
    }

    private static QueueHead Follow(QueueHead head, Opening opening)
    {
        // Nobody has reported yet; it is born all the same, so that boards show when it is closed.
        if (head.Sequence == 0 && opening.Gates)
            return head with { Opening = opening };
        var before = head.Opening ?? Opening.Unknown;
        var after = before.With(opening);
        return ReferenceEquals(before, after) ? head : head with { Opening = after };
    }
}
