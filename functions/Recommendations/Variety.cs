using QNom.Discovery;

namespace QNom.Recommendations;

/// <summary>
/// Cuts a list that is good and not all the same: each place goes to what has the most score and is the least like anything
/// above it (maximal marginal relevance: Carbonell, Goldstein, "The use of MMR", SIGIR 1998).
/// </summary>
public static class Variety
{
    /// <summary>The list. The first is always the one with the highest score.</summary>
    public static IReadOnlyList<Prospect> Choose(IReadOnlyList<Prospect> prospects, int most)
    {
        var left = prospects.OrderByDescending(prospect => prospect.Score).ThenBy(prospect => prospect.VenueId, StringComparer.Ordinal).ToList();
        var chosen = new List<Prospect>();
        // Of like against like: the best has 1, as two venues that have everything in common.
        var best = left.Count > 0 ? Math.Max(left[0].Score, 1e-9) : 1;
        while (left.Count > 0 && chosen.Count < most)
        {
            var next = left.MaxBy(prospect =>
                (RecommendationWeights.ScoreOverVariety * prospect.Score / best)
                - ((1 - RecommendationWeights.ScoreOverVariety) * chosen.Select(other => Alike(prospect, other)).DefaultIfEmpty().Max()))!;
            left.Remove(next);
            chosen.Add(next);
        }

        return chosen;
    }

    /// <summary>How alike two venues are, 0 to 1.</summary>
    public static double Alike(Prospect one, Prospect other)
    {
        var (a, b) = (one.Venue.Card.Venue!, other.Venue.Card.Venue!);
        return (a.SiteId == b.SiteId ? RecommendationWeights.SameSite : 0)
            + (a.Cuisines.Intersect(b.Cuisines).Any() ? RecommendationWeights.SameCuisine : 0)
            + (a.Type == b.Type ? RecommendationWeights.SameType : 0)
            + (PriceBand(a) == PriceBand(b) ? RecommendationWeights.SamePrice : 0);
    }

    // Under 5 dollars, under 10, under 20, above; unknown prices are alike.
    private static int PriceBand(ListedFacts facts) => facts.Price?.FromCents switch { null => -1, < 500 => 0, < 1000 => 1, < 2000 => 2, _ => 3 };
}
