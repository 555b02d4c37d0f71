using QNom.Queues.Estimation;
using QNom.Venues.Details;

namespace QNom.Recommendations;

/// <summary>
/// Every number that recommendations are made of, in one place; docs/recommendations.md says where each comes from and what
/// the evaluation says of them.
/// </summary>
public static class RecommendationWeights
{
    /// <summary>
    /// How much longer streets are than the crow flies. Networks of streets in cities lie between 1.2 and 1.4 (Ballou,
    /// Rahardja, Sakai, Transportation Research A 36, 2002; walks, with crossings, at the upper end).
    /// </summary>
    public const double Detour = 1.3;

    /// <summary>How far walks differ from that, as the standard deviation of the logarithm; the same there and back.</summary>
    public const double WalkSpread = 0.12;

    /// <summary>The usual pace in km/h: what <c>Ranking.MetresPerMinute</c> is in another unit.</summary>
    public const double UsualWalkSpeed = 4.8;

    /// <summary>Nobody is sent further than so many minutes of walking one way.</summary>
    public const double LongestWalkMinutes = 20;

    /// <summary>
    /// What is believed of a wait that nobody knows anything about, in minutes: its 10th, 50th and 90th percentiles. As wide
    /// as waits at hawker stalls are through a lunch hour: nothing to half an hour.
    /// </summary>
    public static Estimate UnknownWait { get; } = new(8, 1, 30, 0);

    /// <summary>
    /// How much further the upper half of a wait is drawn out than its interval says. Intervals are held right for someone
    /// who joins now; on the way, and among the stalls that a list prefers since they look short, waits turn out longer than
    /// their 90th percentile in 20% of lunches. Found on seed 1 of the evaluation.
    /// </summary>
    public const double LongerThanSaid = 1.5;

    /// <summary>The chance of an unknown wait is never said to be higher than this: it is a guess about all stalls.</summary>
    public const double MostForUnknownWait = 0.8;

    /// <summary>The probability that a stall with a live wait serves when one arrives.</summary>
    public const double ServesIfLive = 0.99;

    /// <summary>The same where its hours say that it is open, and nobody has said anything lately.</summary>
    public const double ServesByHours = 0.96;

    /// <summary>The same where only its history says that people usually queue then.</summary>
    public const double ServesByHistory = 0.85;

    /// <summary>The same where nothing at all is known.</summary>
    public const double ServesIfUnknown = 0.6;

    /// <summary>Who would be served after closing more often than this, is not sent there.</summary>
    public const double ServedBeforeClosing = 0.8;

    /// <summary>
    /// What fit is for a place that has nothing to be said for it; the rest is earned by the scores below. Who asks with a time
    /// asks for the time first: all wishes together are worth a quarter of the chance. Found on seeds 1 to 4 of the evaluation.
    /// </summary>
    public const double LeastFit = 0.8;

    /// <summary>The weight of a kitchen that is wanted.</summary>
    public const double Cuisine = 0.25;

    /// <summary>The weight of a price that is wanted.</summary>
    public const double Price = 0.15;

    /// <summary>The weight of what others say.</summary>
    public const double Rating = 0.2;

    /// <summary>The weight of being a favourite.</summary>
    public const double Favourite = 0.15;

    /// <summary>The weight of what the diner thought of earlier visits.</summary>
    public const double History = 0.1;

    /// <summary>The weight of not having eaten there lately.</summary>
    public const double Novelty = 0.05;

    /// <summary>The weight of little walking and waiting: two lunches with the same chance are not the same.</summary>
    public const double Ease = 0.1;

    /// <summary>The score of something that is not known, or that the diner has no opinion of.</summary>
    public const double Neutral = 0.5;

    /// <summary>The stars of a venue that nobody has rated.</summary>
    public const double UnknownStars = 3.5;

    /// <summary>Eaten there within so many days: nothing new.</summary>
    public const double NoveltyDays = 7;

    /// <summary>Walking and waiting for so many minutes halves ease.</summary>
    public const double EaseMinutes = 20;

    /// <summary>What a list owes to scores; the rest is owed to being unlike what stands above (Carbonell, Goldstein, SIGIR 1998).</summary>
    public const double ScoreOverVariety = 0.8;

    /// <summary>How alike two venues are for being in one site, having a kitchen, a kind or a price in common; together 1.</summary>
    public const double SameSite = 0.35, SameCuisine = 0.4, SameType = 0.1, SamePrice = 0.15;

    /// <summary>A favourite is packed from so many minutes of waiting on, or below this chance.</summary>
    public const double PackedMinutes = 20, PackedChance = 0.5;

    /// <summary>An alternative to it saves at least so many minutes of waiting, has at least this chance, and is so near to it.</summary>
    public const double AlternativeSavesMinutes = 8, AlternativeChance = 0.6, AlternativeMetres = 400;

    /// <summary>An alternative with one of the favourite's kitchens counts so much more.</summary>
    public const double AlternativeCuisine = 1.3;

    /// <summary>
    /// How long one eats, in minutes: the median, and the standard deviation of the logarithm. Lunches of people alone take
    /// 11 minutes in fast-food restaurants, 13 in cafeterias at work and 28 in restaurants of moderate price, those of
    /// groups up to twice that (Bell, Pliner, "Time to eat", Appetite 41, 2003). Ours lie between, with finding a seat; at a
    /// restaurant with ordering and cooking, which its queue does not hold.
    /// </summary>
    public static (double Median, double Spread) Eating(VenueType type) => type switch
    {
        VenueType.Restaurant => (35, 0.3),
        VenueType.Cafe => (22, 0.35),
        // On a bench around the corner.
        VenueType.Takeaway => (11, 0.4),
        _ => (15, 0.35),
    };
}
