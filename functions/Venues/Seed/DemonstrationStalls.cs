using System.Security.Cryptography;
using System.Text;
using QNom.Venues.Details;

namespace QNom.Venues.Seed;

/// <summary>A dish that hawker centres all over Singapore sell, and the stall we make up to sell it.</summary>
/// <param name="Slug">The end of the stall's id.</param>
/// <param name="Name">The stall's name: the dish, since no real stall is meant.</param>
/// <param name="Cuisine">The kitchen it comes from.</param>
/// <param name="FromCents">What a plate costs, as such plates do.</param>
/// <param name="ToCents">What a large one costs.</param>
/// <param name="Suits">Whom it suits.</param>
public sealed record Dish(string Slug, string Name, Cuisine Cuisine, int FromCents, int ToCents, DishFor Suits = DishFor.Anyone);

/// <summary>Whom a made-up stall suits.</summary>
public enum DishFor
{
    /// <summary>Nobody in particular.</summary>
    Anyone,

    /// <summary>People who eat halal: its made-up certificate says so.</summary>
    Halal,

    /// <summary>The same, with dishes without meat.</summary>
    HalalAndVegetarian,

    /// <summary>People who eat no meat.</summary>
    Vegetarian,

    /// <summary>People who eat nothing from animals.</summary>
    Vegan,
}

/// <summary>
/// A few made-up stalls per centre, so that a fresh system shows what it does. They are marked as demonstration data
/// wherever they are shown. The same centre always gets the same stalls, and chicken rice is always among them. Hours are not
/// made up: a demonstration is looked at, and reported to, at any hour, and at a closed stall nobody can.
/// </summary>
public static class DemonstrationStalls
{
    /// <summary>Typical dishes; the choice is ours.</summary>
    public static IReadOnlyList<Dish> Dishes { get; } =
    [
        new("chicken-rice", "Hainanese Chicken Rice", Cuisine.Chinese, 450, 650),
        new("char-kway-teow", "Char Kway Teow", Cuisine.Chinese, 450, 700),
        new("hokkien-mee", "Hokkien Prawn Mee", Cuisine.Chinese, 500, 800),
        new("bak-chor-mee", "Bak Chor Mee", Cuisine.Chinese, 450, 700),
        new("fishball-noodles", "Fishball Noodles", Cuisine.Chinese, 400, 600),
        new("carrot-cake", "Fried Carrot Cake", Cuisine.Chinese, 350, 500),
        new("wanton-mee", "Wanton Mee", Cuisine.Chinese, 450, 600),
        new("congee", "Congee", Cuisine.Chinese, 350, 500),
        new("economy-rice", "Economy Rice", Cuisine.Chinese, 350, 700),
        new("laksa", "Laksa", Cuisine.Peranakan, 450, 650),
        new("nasi-lemak", "Nasi Lemak", Cuisine.Malay, 400, 800, DishFor.Halal),
        new("mee-rebus", "Mee Rebus", Cuisine.Malay, 350, 500, DishFor.Halal),
        new("satay", "Satay", Cuisine.Malay, 800, 1600, DishFor.Halal),
        new("nasi-padang", "Nasi Padang", Cuisine.Malay, 550, 1000, DishFor.Halal),
        new("roti-prata", "Roti Prata", Cuisine.Indian, 250, 600, DishFor.HalalAndVegetarian),
        new("biryani", "Biryani", Cuisine.Indian, 750, 1200, DishFor.Halal),
        new("thosai", "Thosai", Cuisine.Indian, 250, 600, DishFor.Vegetarian),
        new("chicken-chop", "Chicken Chop", Cuisine.Western, 700, 1200),
        new("drinks", "Drinks", Cuisine.Drinks, 150, 300),
        new("cut-fruit", "Cut Fruit and Juice", Cuisine.Drinks, 150, 400, DishFor.Vegan),
    ];

    /// <summary>Three to five stalls of a centre; none in a market that has no cooked food.</summary>
    public static IReadOnlyList<Venue> Of(string siteId, SiteFacts centre)
    {
        if (centre.CookedFoodStalls == 0)
            return [];

        // Ordering by a hash is a shuffle that every machine and every run repeats.
        var count = Math.Min(3 + (Hash(siteId)[0] % 3), centre.CookedFoodStalls);
        return [.. Dishes.Skip(1)
            .OrderBy(dish => Convert.ToHexString(Hash($"{siteId}/{dish.Slug}")), StringComparer.Ordinal)
            .Prepend(Dishes[0])
            .Take(count)
            .Select(dish => Venue.Create($"{siteId}-{dish.Slug}", siteId, centre.Location, FactsOf(dish), demo: true))];
    }

    private static VenueFacts FactsOf(Dish dish) => new(
        dish.Name, VenueType.HawkerStall, [dish.Cuisine],
        "A stall that we made up, to show what a stall's page looks like.",
        Diet: DietOf(dish.Suits),
        Price: new PriceFacts(dish.FromCents, dish.ToCents, PriceFacts.SingaporeDollar),
        Features: [Feature.Takeaway],
        Payments: [AcceptedPayment.Cash, AcceptedPayment.PayNow]);

    // A number that no certificate of the council has, at a stall that says that it is made up.
    private static DietFacts DietOf(DishFor suits) => suits switch
    {
        DishFor.Halal => new DietFacts(MadeUp, NoPorkNoLard: true),
        DishFor.HalalAndVegetarian => new DietFacts(MadeUp, NoPorkNoLard: true, Vegetarian: DietOffer.Some),
        DishFor.Vegetarian => new DietFacts(NoPorkNoLard: true, Vegetarian: DietOffer.All, Vegan: DietOffer.Some),
        DishFor.Vegan => new DietFacts(NoPorkNoLard: true, Vegetarian: DietOffer.All, Vegan: DietOffer.All),
        _ => new DietFacts(),
    };

    private static HalalCertificate MadeUp => new("DEMONSTRATION", new DateOnly(2030, 12, 31));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
