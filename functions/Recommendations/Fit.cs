using QNom.Discovery;
using QNom.Queues.Estimation;
using QNom.Venues.Details;

namespace QNom.Recommendations;

/// <summary>How well a venue suits a diner who can eat there: a weighted mean of scores from 0 to 1.</summary>
public static class Fit
{
    private const double Weights = RecommendationWeights.Cuisine + RecommendationWeights.Price + RecommendationWeights.Rating
        + RecommendationWeights.Favourite + RecommendationWeights.History + RecommendationWeights.Novelty + RecommendationWeights.Ease;

    /// <summary>The fit, <see cref="RecommendationWeights.LeastFit"/> to 1.</summary>
    public static double Of(DiscoveryCard card, double walk, Estimate? wait, LunchBreak lunch, DinerTaste taste)
    {
        var facts = card.Venue!;
        taste.Visits.TryGetValue(card.Id, out var visits);
        var sum = (RecommendationWeights.Cuisine * Cuisine(facts, taste))
            + (RecommendationWeights.Price * Price(facts.Price, taste.PriceCents))
            + (RecommendationWeights.Rating * (((facts.Rating?.Stars ?? RecommendationWeights.UnknownStars) - 1) / 4))
            + (RecommendationWeights.Favourite * (taste.Favourites.Contains(card.Id) ? 1 : 0))
            + (RecommendationWeights.History * History(visits))
            + (RecommendationWeights.Novelty * Novelty(visits, lunch.LeavesAt))
            + (RecommendationWeights.Ease * Ease((2 * walk) + (wait ?? RecommendationWeights.UnknownWait).Likely));
        return RecommendationWeights.LeastFit + ((1 - RecommendationWeights.LeastFit) * sum / Weights);
    }

    private static double Cuisine(ListedFacts facts, DinerTaste taste)
    {
        if (taste.Likes.Count == 0)
            return RecommendationWeights.Neutral;
        return facts.Cuisines.Any(taste.Likes.Contains) ? 1 : 0;
    }

    // All of it up to the limit, nothing from twice the limit on.
    private static double Price(PriceFacts? price, int? limit) => price is null || limit is not > 0
        ? RecommendationWeights.Neutral
        : Math.Clamp(2 - ((double)price.FromCents / limit.Value), 0, 1);

    private static double History(PastVisits? visits) => visits switch
    {
        null => RecommendationWeights.Neutral,
        { Stars: { } stars } => (stars - 1) / 4.0,
        // Who comes back has not said so, and liked it.
        { Count: > 1 } => 0.8,
        _ => RecommendationWeights.Neutral,
    };

    private static double Novelty(PastVisits? visits, DateTimeOffset now) => visits is null
        ? 1
        : Math.Clamp((now - visits.Last).TotalDays / RecommendationWeights.NoveltyDays, 0, 1);

    private static double Ease(double minutes) =>
        RecommendationWeights.EaseMinutes / (RecommendationWeights.EaseMinutes + minutes);
}
