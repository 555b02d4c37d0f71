using Microsoft.Extensions.Logging;
using QNom.Queues.Estimation;
using QNom.Venues;

namespace QNom.Queues.Likeness;

/// <summary>
/// Puts together what the waits of each site's venues, and of each type's, have in common. Always from all heads anew, so a
/// second round, or one that was cut off and comes again the next night, does no harm.
/// </summary>
public sealed partial class LikenessFold(StallBoards boards, QueueStore store, TimeProvider time, ILogger<LikenessFold> logger)
{
    private const int AtOnce = 8;

    /// <summary>One round over all sites: a query for each, and a point read for each of their venues.</summary>
    /// <returns>From how many venues.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (now, folded) = (time.GetUtcNow(), 0);
        var types = new Dictionary<Cuisine, LikenessDocument>();
        await foreach (var (siteId, cards) in boards.ListAllAsync(cancellationToken))
        {
            var site = Empty(LikenessDocument.SiteId(siteId), now);
            foreach (var (card, state) in await ReadAsync(cards, cancellationToken))
            {
                site = With(site, state);
                types[card.Cuisine] = With(types.GetValueOrDefault(card.Cuisine) ?? Empty(LikenessDocument.TypeId(card.Cuisine), now), state);
            }

            if (site.Venues == 0)
                continue;
            await store.SaveLikenessAsync(site, cancellationToken);
            folded += site.Venues;
        }

        foreach (var type in types.Values)
            await store.SaveLikenessAsync(type, cancellationToken);
        Log.Folded(logger, folded);
        return folded;
    }

    private static LikenessDocument Empty(string id, DateTimeOffset now) => new() { Id = id, At = now, Venues = 0, Waits = LikeWaits.None };

    private static LikenessDocument With(LikenessDocument document, EstimatorState venue)
    {
        document.Waits.Add(venue);
        return document with { Venues = document.Venues + 1 };
    }

    // In the order of the cards, so that sums are the same whoever was read first.
    private async Task<IEnumerable<(StallCard Card, EstimatorState State)>> ReadAsync(
        IReadOnlyList<StallCard> cards, CancellationToken cancellationToken)
    {
        var heads = new EstimatorState?[cards.Count];
        await Parallel.ForAsync(
            0, cards.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, cancelled) => heads[i] = (await store.FindHeadAsync(cards[i].Id, cancelled))?.Document.Estimator);
        return cards.Zip(heads).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "What the waits of {Count} venues have in common was put together.")]
        public static partial void Folded(ILogger logger, int count);
    }
}
