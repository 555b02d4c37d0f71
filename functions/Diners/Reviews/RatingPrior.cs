using QNom.Venues;

namespace QNom.Diners.Reviews;

/// <summary>
/// A rating drawn towards what an average venue has, so that few reviews say little: the posterior mean under a normal model
/// with known variances, (C·m + Σ stars) / (C + n), with C = σ²/τ² (A. Gelman et al., "Bayesian Data Analysis", 3rd ed., section 2.5).
/// </summary>
public static class RatingPrior
{
    /// <summary>The most stars.</summary>
    public const int MostStars = 5;

    /// <summary>
    /// m: the stars of a venue of which nothing is known, the same that the search takes it to have, so that a venue does not
    /// jump in the order by what is best when it gets its first, average review.
    /// </summary>
    public const double Mean = Discovery.Search.Ranking.UnknownStars;

    /// <summary>
    /// C: how many reviews the prior is worth. Diners of one venue differ by a standard deviation of about 1.1 stars (σ² = 1.2),
    /// venues' true means by about 0.45 (τ² = 0.2): 1.2 / 0.2 = 6. Assumed until we have reviews of our own to measure it on.
    /// </summary>
    public const double Weight = 6;

    /// <summary>The rating that counts amount to; null without any.</summary>
    /// <param name="counts">Reviews with 1 star, with 2, up to 5.</param>
    /// <param name="revision">The revision of the counts.</param>
    public static VenueRating Of(IReadOnlyList<int> counts, long revision)
    {
        var (count, sum) = (counts.Sum(), counts.Select((number, i) => number * (i + 1)).Sum());
        return new VenueRating(((Weight * Mean) + sum) / (Weight + count), count, revision);
    }
}
