using System.ComponentModel.DataAnnotations;
using QNom.Queues.Estimation;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Recommendations;

/// <summary>What is recommended for a lunch break that begins now.</summary>
/// <param name="LeavesAt">When it begins, UTC.</param>
/// <param name="BackBy">When it ends, UTC.</param>
/// <param name="Recommendations">Where to go, the best first, and not all the same; empty if nothing will do.</param>
/// <param name="Alternatives">Something less crowded near each favourite that is packed.</param>
public sealed record RecommendationList(
    DateTimeOffset LeavesAt, DateTimeOffset BackBy, IReadOnlyList<RecommendationView> Recommendations,
    IReadOnlyList<AlternativeView> Alternatives)
{
    /// <summary>What a client sees of an advice.</summary>
    public static RecommendationList Of(Advice advice, DinerTaste taste, Language language) => new(
        advice.Lunch.LeavesAt, advice.Lunch.BackBy,
        [.. advice.Chosen.Select(prospect => RecommendationView.Of(prospect, advice.Lunch, taste, language))],
        [
            .. advice.Alternatives.Select(one => new AlternativeView(
                one.Favourite.VenueId, one.Favourite.Venue.Card.Venue!.NameIn(language), ExpectedWait.Of(one.Favourite),
                RecommendationView.Of(one.Instead, advice.Lunch, taste, language))),
        ]);
}

/// <summary>A place to go.</summary>
/// <param name="VenueId">Its id.</param>
/// <param name="SiteId">The site it stands in.</param>
/// <param name="Name">Its name, in the language that was asked for if it is translated.</param>
/// <param name="Type">What kind of place it is.</param>
/// <param name="Cuisines">Its kitchens.</param>
/// <param name="Location">Where it stands.</param>
/// <param name="Metres">How far away that is as the crow flies, in metres.</param>
/// <param name="Diet">Who can eat there.</param>
/// <param name="Price">What a meal costs; null if nobody said.</param>
/// <param name="Rating">What diners say of it; null before the first review.</param>
/// <param name="WalkMinutes">The walk, one way, in minutes.</param>
/// <param name="Wait">The wait at arrival; null if nothing is known of it, and then the chance is a cautious one.</param>
/// <param name="EatMinutes">How long one usually eats there, in minutes.</param>
/// <param name="ClosesAt">When it closes after the arrival; null if that is not known.</param>
/// <param name="LikelyBackAt">When one is back as likely as not.</param>
/// <param name="Chance">The probability of being back in time, 0 to 1.</param>
/// <param name="Fit">How well it suits, 0 to 1; the list is ordered by the product of both, and by variety.</param>
/// <param name="Why">Why, in a sentence, in the language that was asked for.</param>
/// <param name="Demo">True for a stall that we made up.</param>
public sealed record RecommendationView(
    string VenueId, string SiteId, string Name, VenueType Type, IReadOnlyList<Cuisine> Cuisines, GeoPoint Location, int Metres,
    DietView Diet, PriceView? Price, RatingView? Rating, int WalkMinutes, ExpectedWait? Wait, int EatMinutes,
    DateTimeOffset? ClosesAt, DateTimeOffset? LikelyBackAt, [Range(0.0, 1.0)] double Chance, [Range(0.0, 1.0)] double Fit,
    string Why, bool Demo)
{
    /// <summary>What a client sees of a prospect.</summary>
    public static RecommendationView Of(Prospect prospect, LunchBreak lunch, DinerTaste taste, Language language)
    {
        var (card, facts) = (prospect.Venue.Card, prospect.Venue.Card.Venue!);
        return new RecommendationView(
            card.Id, facts.SiteId, facts.NameIn(language), facts.Type, facts.Cuisines, facts.Location,
            (int)Math.Round(prospect.Venue.Metres), DietView.Of(facts.Diet, lunch.LeavesAt), PriceView.Of(facts.Price),
            RatingView.Of(facts.Rating), (int)Math.Round(prospect.WalkMinutes, MidpointRounding.AwayFromZero),
            ExpectedWait.Of(prospect), (int)RecommendationWeights.Eating(facts.Type).Median, prospect.ClosesAt,
            prospect.Total.Quantile(0.5) is { } minutes ? lunch.LeavesAt.AddMinutes(minutes) : null,
            // Never up: who reads 0.9 must be able to count on it.
            Math.Floor(prospect.Chance * 100) / 100, Math.Round(prospect.Fit, 2),
            Reasons.Of(prospect, lunch, taste, language), facts.Demo);
    }
}

/// <summary>The wait at arrival, in whole minutes.</summary>
/// <param name="Likely">The likely wait.</param>
/// <param name="Low">Start of the 80% interval.</param>
/// <param name="High">End of the 80% interval.</param>
/// <param name="Live">Whether someone has told of it lately; else it is what is usual.</param>
public sealed record ExpectedWait(int Likely, int Low, int High, bool Live)
{
    internal static ExpectedWait? Of(Prospect prospect) => prospect.Wait is not Estimate wait
        ? null
        : new ExpectedWait(
            (int)Math.Round(wait.Likely, MidpointRounding.AwayFromZero), Math.Max(0, (int)Math.Floor(wait.Low)),
            (int)Math.Ceiling(wait.High), prospect.IsLive);
}

/// <summary>Something less crowded, near a favourite that is packed.</summary>
/// <param name="FavouriteId">The favourite.</param>
/// <param name="FavouriteName">Its name.</param>
/// <param name="FavouriteWait">The wait there at arrival.</param>
/// <param name="Instead">Where to go instead.</param>
public sealed record AlternativeView(string FavouriteId, string FavouriteName, ExpectedWait? FavouriteWait, RecommendationView Instead);
