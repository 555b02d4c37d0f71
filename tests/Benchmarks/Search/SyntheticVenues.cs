using QNom.Discovery;
using QNom.Queues;
using QNom.Venues;
using QNom.Venues.Details;
using QNom.Venues.Hours;
using QNom.Venues.Seed;

namespace QNom.Benchmarks.Search;

/// <summary>
/// Made-up venues over Singapore, as dense as real ones: each stands by one of the real hawker centres, chosen by its number
/// of stalls, some 150 m around it (a normal distribution to each side). The same seed makes the same venues.
/// </summary>
public static class SyntheticVenues
{
    private static readonly (string Name, string Mandarin, Cuisine Cuisine)[] Dishes =
    [
        ("Chicken Rice", "鸡饭", Cuisine.Chinese), ("Laksa", "叻沙", Cuisine.Peranakan), ("Nasi Lemak", "椰浆饭", Cuisine.Malay),
        ("Roti Prata", "印度煎饼", Cuisine.Indian), ("Char Kway Teow", "炒粿条", Cuisine.Chinese), ("Satay", "沙爹", Cuisine.Malay),
        ("Hokkien Mee", "福建面", Cuisine.Chinese), ("Biryani", "印度香饭", Cuisine.Indian), ("Fish Soup", "鱼汤", Cuisine.Chinese),
        ("Chicken Chop", "鸡扒", Cuisine.Western), ("Kaya Toast", "咖椰吐司", Cuisine.Drinks), ("Economy Rice", "菜饭", Cuisine.Chinese),
    ];

    private static readonly string[] Owners =
        ["Ah Hock", "Mei Lin", "Siti", "Rahman", "Kumar", "Aisyah", "Tan Brothers", "Old Airport", "Golden", "Café Élan", "Uncle Lim", "Selvi"];

    /// <summary>Cards of made-up venues.</summary>
    public static IEnumerable<DiscoveryCard> Make(int count, int seed, DateTimeOffset now)
    {
        var random = new Random(seed);
        var centres = SeedTable.Centres.Where(centre => centre.CookedFoodStalls > 0).ToArray();
        var shares = centres.Select(centre => centre.CookedFoodStalls).ToArray();
        var total = shares.Sum();
        for (var i = 0; i < count; i++)
        {
            var ticket = random.Next(total);
            var centre = 0;
            while (ticket >= shares[centre])
                ticket -= shares[centre++];
            yield return Card(i, Around(centres[centre].Location, random), random, now);
        }
    }

    private static DiscoveryCard Card(int number, GeoPoint location, Random random, DateTimeOffset now)
    {
        var (dish, mandarin, cuisine) = Dishes[random.Next(Dishes.Length)];
        var from = 300 + (50 * random.Next(30));
        var vegetarian = (DietOffer)random.Next(3);
        var facts = new ListedFacts(
            "synthetic", $"{Owners[random.Next(Owners.Length)]} {dish}", random.Next(2) == 0 ? mandarin : null, null,
            random.Next(20) == 0 ? "கோழி சாதம்" : null, location, VenueType.HawkerStall,
            random.Next(5) == 0 ? [cuisine, Cuisine.Drinks] : [cuisine],
            new DietFacts(
                random.Next(4) == 0 ? new HalalCertificate("SH-0001", DateOnly.FromDateTime(now.UtcDateTime).AddDays(random.Next(-200, 200))) : null,
                random.Next(3) == 0, vegetarian, (DietOffer)random.Next((int)vegetarian + 1)),
            random.Next(10) == 0 ? null : new PriceFacts(from, from + 400, PriceFacts.SingaporeDollar),
            random.Next(3) == 0 ? null : new VenueRating(1 + (random.Next(401) / 100.0), random.Next(1, 500)),
            true);
        return new DiscoveryCard($"synthetic-{number}", Cell.Of(location), DiscoveryCard.CurrentSchema, 1, 1, facts, Wait(random, now), OpeningOf(random));
    }

    // Lunch alone, lunch and dinner, all day, past midnight with a day of rest; of one in ten nobody told.
    private static Opening? OpeningOf(Random random) => random.Next(10) switch
    {
        0 => null,
        1 or 2 or 3 => new Opening(1, new OpeningHours([Every("10:30", "14:30")]), 0, []),
        4 or 5 => new Opening(1, new OpeningHours([Every("11:00", "14:00"), Every("17:00", "21:00")], PublicHolidays: []), 0, []),
        6 or 7 => new Opening(1, new OpeningHours([Every("07:00", "20:00")]), 0, []),
        8 => new Opening(1, new OpeningHours([new WeeklyHours([.. Enum.GetValues<DayOfWeek>().Skip(2)], At("18:00"), At("02:00"))]), 0, []),
        _ => new Opening(1, new OpeningHours([Every("08:00", "16:00")]), 1, [new DateRange(new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 24))]),
    };

    private static WeeklyHours Every(string open, string close) => new(Enum.GetValues<DayOfWeek>(), At(open), At(close));

    private static ClockTime At(string text) => ClockTime.Read(text)!.Value;

    /// <summary>A made-up state of a queue: mostly a live wait, some run out, some shut.</summary>
    public static ListedWait? Wait(Random random, DateTimeOffset now)
    {
        var likely = random.Next(60);
        return random.Next(10) switch
        {
            0 or 1 or 2 => null,
            3 => new ListedWait(VenueState.Open, likely, likely / 2, likely + 5, now.AddMinutes(-5), null),
            4 => new ListedWait(VenueState.Closed, null, null, null, null, now.AddHours(random.Next(-1, 2))),
            _ => new ListedWait(VenueState.Open, likely, likely / 2, likely + 5, now.AddMinutes(10 + random.Next(20)), null),
        };
    }

    /// <summary>A place some 150 m around another.</summary>
    public static GeoPoint Around(GeoPoint centre, Random random) => new GeoPoint(
        Math.Clamp(centre.Longitude + (Normal(random) * 150 / Distance.MetresPerDegree), GeoPoint.West, GeoPoint.East),
        Math.Clamp(centre.Latitude + (Normal(random) * 150 / Distance.MetresPerDegree), GeoPoint.South, GeoPoint.North)).Rounded();

    // G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates", 1958.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
