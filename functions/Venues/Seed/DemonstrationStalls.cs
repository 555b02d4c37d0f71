using System.Security.Cryptography;
using System.Text;

namespace QNom.Venues.Seed;

/// <summary>A dish that hawker centres all over Singapore sell, and the stall we make up to sell it.</summary>
/// <param name="Slug">The end of the stall's id.</param>
/// <param name="Name">The stall's name: the dish, since no real stall is meant.</param>
/// <param name="Cuisine">The kitchen it comes from.</param>
public sealed record Dish(string Slug, string Name, Cuisine Cuisine);

/// <summary>
/// A few made-up stalls per centre, so that a fresh system shows what it does. They are marked as demonstration data
/// wherever they are shown. The same centre always gets the same stalls, and chicken rice is always among them.
/// </summary>
public static class DemonstrationStalls
{
    /// <summary>Typical dishes; the choice is ours.</summary>
    public static IReadOnlyList<Dish> Dishes { get; } =
    [
        new("chicken-rice", "Hainanese Chicken Rice", Cuisine.Chinese),
        new("char-kway-teow", "Char Kway Teow", Cuisine.Chinese),
        new("hokkien-mee", "Hokkien Prawn Mee", Cuisine.Chinese),
        new("bak-chor-mee", "Bak Chor Mee", Cuisine.Chinese),
        new("fishball-noodles", "Fishball Noodles", Cuisine.Chinese),
        new("carrot-cake", "Fried Carrot Cake", Cuisine.Chinese),
        new("wanton-mee", "Wanton Mee", Cuisine.Chinese),
        new("congee", "Congee", Cuisine.Chinese),
        new("economy-rice", "Economy Rice", Cuisine.Chinese),
        new("laksa", "Laksa", Cuisine.Peranakan),
        new("nasi-lemak", "Nasi Lemak", Cuisine.Malay),
        new("mee-rebus", "Mee Rebus", Cuisine.Malay),
        new("satay", "Satay", Cuisine.Malay),
        new("nasi-padang", "Nasi Padang", Cuisine.Malay),
        new("roti-prata", "Roti Prata", Cuisine.Indian),
        new("biryani", "Biryani", Cuisine.Indian),
        new("thosai", "Thosai", Cuisine.Indian),
        new("chicken-chop", "Chicken Chop", Cuisine.Western),
        new("drinks", "Drinks", Cuisine.Drinks),
        new("cut-fruit", "Cut Fruit and Juice", Cuisine.Drinks),
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
            .Select(dish => Venue.Create($"{siteId}-{dish.Slug}", siteId, dish.Name, dish.Cuisine, centre.Location, demo: true))];
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
