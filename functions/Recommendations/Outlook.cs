using QNom.Discovery;
using QNom.Queues.Estimation;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Recommendations;

/// <summary>
/// Says how a lunch at a venue will go: walk + wait at arrival + eating + walk, each a distribution, the waits from the
/// estimator's forecast for that very minute. The chance is that the sum stays within the break, that the venue serves at
/// all, and that it serves before it closes.
/// </summary>
public static class Outlook
{
    /// <summary>
    /// A prospect; null if the venue must not be recommended: the diner cannot eat there, it is shut at arrival, or it closes
    /// before one is served.
    /// </summary>
    public static Prospect? Of(Candidate venue, LunchBreak lunch, DinerTaste taste)
    {
        var facts = venue.Card.Venue!;
        var walk = lunch.WalkMinutes(venue.Metres);
        var arrival = lunch.LeavesAt.AddMinutes(walk);
        if (venue.Ahead?.Shut is not null || !taste.CanEat(facts.Diet, arrival) || venue.Card.IsOpenAt(arrival) == false)
            return null;

        var wait = venue.Ahead?.Wait;
        var queue = wait is { } said
            ? TimeDistribution.OfWait(said, RecommendationWeights.LongerThanSaid)
            : TimeDistribution.OfWait(RecommendationWeights.UnknownWait);
        var closing = ClosingAfter(venue.Card, arrival);
        if (closing is { } end)
        {
            queue = queue.UpTo((end - arrival).TotalMinutes);
            if (queue.Within(TimeDistribution.Longest) < RecommendationWeights.ServedBeforeClosing)
                return null;
        }

        var isLive = wait is not null && venue.Ahead!.IsLive;
        var (median, spread) = RecommendationWeights.Eating(facts.Type);
        var total = TimeDistribution.LogNormal(2 * walk, RecommendationWeights.WalkSpread)
            .Then(TimeDistribution.LogNormal(median, spread))
            .Then(queue)
            .Times(Serves(venue.Card, wait is not null, isLive));
        var chance = total.Within(lunch.Minutes);
        return new Prospect(
            venue, walk, wait, isLive, closing, total,
            wait is null ? Math.Min(chance, RecommendationWeights.MostForUnknownWait) : chance,
            Fit.Of(venue.Card, walk, wait, lunch, taste));
    }

    /// <summary>
    /// About what <see cref="Of"/> will say, from what the card alone tells and with a normal in place of the sum: good enough to
    /// choose which queues to look at. Minus one if it must not be recommended.
    /// </summary>
    public static double Roughly(Candidate venue, LunchBreak lunch, DinerTaste taste)
    {
        var facts = venue.Card.Venue!;
        var walk = lunch.WalkMinutes(venue.Metres);
        var arrival = lunch.LeavesAt.AddMinutes(walk);
        if (!taste.CanEat(facts.Diet, arrival) || venue.Card.IsOpenAt(arrival) == false)
            return -1;
        var wait = venue.Card.Wait is { Likely: { } likely, Low: { } low, High: { } high } said && said.LiveAt(lunch.LeavesAt) is not null
            ? new Estimate(likely, low, high, 0)
            : RecommendationWeights.UnknownWait;
        var (median, spread) = RecommendationWeights.Eating(facts.Type);
        var mean = (2 * walk) + median + ((wait.Low + wait.Likely + wait.High) / 3);
        var deviation = Math.Sqrt(
            Square(2 * walk * RecommendationWeights.WalkSpread) + Square(median * spread) + Square((wait.High - wait.Low) / 2.56));
        return Normal.Cumulative((lunch.Minutes - mean) / deviation) * Fit.Of(venue.Card, walk, wait, lunch, taste);
    }

    private static double Serves(DiscoveryCard card, bool isKnown, bool isLive) => isLive
        ? RecommendationWeights.ServesIfLive
        : card.Opening?.Hours is not null ? RecommendationWeights.ServesByHours
        : isKnown ? RecommendationWeights.ServesByHistory : RecommendationWeights.ServesIfUnknown;

    private static DateTimeOffset? ClosingAfter(DiscoveryCard card, DateTimeOffset arrival) =>
        card.Opening is { Gates: true } opening ? opening.Timetable.ClosesAt(arrival) : null;

    private static double Square(double value) => value * value;
}
