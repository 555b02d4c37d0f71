using QNom.Discovery.Search;
using QNom.Recommendations;
using QNom.Simulation;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Accuracy.Recommending;

/// <summary>
/// Someone who goes to lunch, as they truly are: none of it is what recommendations assume. Their pace differs from what
/// they say, streets from place to place, and they take 16 minutes to eat, where the model has 15 with another spread.
/// </summary>
/// <param name="Lunch">Where from, when, how long, and the pace they say.</param>
/// <param name="Taste">What they cannot and like to eat.</param>
/// <param name="Pace">The pace they walk, in metres a minute.</param>
/// <param name="Eats">How long they eat, in minutes.</param>
internal sealed record Guest(LunchBreak Lunch, DinerTaste Taste, double Pace, double Eats)
{
    /// <summary>Someone, who leaves at some minute of lunch with forty minutes, ten more or ten less.</summary>
    public static Guest Create(Dice dice, DateTimeOffset leaves, double side)
    {
        var needs = new HashSet<DietNeed>();
        if (dice.Happens(0.25))
            needs.Add(DietNeed.Halal);
        if (dice.Happens(0.12))
            needs.Add(dice.Happens(0.3) ? DietNeed.Vegan : DietNeed.Vegetarian);
        var likes = dice.Happens(0.5) ? new HashSet<Cuisine> { (Cuisine)dice.Next(5), (Cuisine)dice.Next(5) } : [];
        return new Guest(
            new LunchBreak(Town.Somewhere(dice, side), leaves, dice.Between(30, 50), RecommendationWeights.UsualWalkSpeed),
            DinerTaste.Unknown with { Needs = needs, Likes = likes, PriceCents = dice.Happens(0.5) ? 400 + (100 * dice.Next(6)) : null },
            RecommendationWeights.UsualWalkSpeed * 1000 / 60 * dice.Factor(0.1), 16 * dice.Factor(0.3));
    }

    /// <summary>Whether they are back in time from a stall; null if it has closed before they came.</summary>
    /// <param name="day">What is true there.</param>
    /// <param name="leaves">The minute they leave, from 11:00.</param>
    /// <param name="metres">As the crow flies.</param>
    /// <param name="detour">How much longer the way there is.</param>
    public bool? IsBack(StallDay day, double leaves, double metres, double detour)
    {
        var walk = WalkMinutes(metres, detour);
        if (leaves + walk >= day.Closes)
            return null;
        return (2 * walk) + day.WaitAt(leaves + walk) + Eats <= Lunch.Minutes;
    }

    /// <summary>The minutes of their walk.</summary>
    public double WalkMinutes(double metres, double detour) => metres * detour / Pace;

    /// <summary>Whether they must not eat at a place: written down a second time, so that a mistake of the filter shows.</summary>
    public bool IsHarmedBy(DietFacts diet, DateOnly today) =>
        (Taste.Needs.Contains(DietNeed.Halal) && !(diet.Halal?.ExpiresOn >= today))
        || (Taste.Needs.Contains(DietNeed.Vegetarian) && diet.Vegetarian == DietOffer.None)
        || (Taste.Needs.Contains(DietNeed.Vegan) && diet.Vegan == DietOffer.None);
}
