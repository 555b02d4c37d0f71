using QNom.Discovery;
using QNom.Discovery.Search;
using QNom.Queues;
using QNom.Simulation;
using QNom.Venues;
using QNom.Venues.Details;
using QNom.Venues.Hours;

namespace QNom.Accuracy.Recommending;

/// <summary>A stall of the town, as it is and as it is known.</summary>
/// <param name="Stall">How it serves.</param>
/// <param name="Card">What discovery shows of it, but its wait.</param>
internal sealed record TownStall(Stall Stall, DiscoveryCard Card);

/// <summary>
/// Hawker centres around offices: eight of them with eight stalls each, by default in a square of 1.2 km, as dense as they
/// stand between Chinatown and Raffles Place. What is better is busier: a stall's load at
/// the height of lunch grows with its stars, as people who queue for good food make it. A third is certified halal, one
/// certificate in five has expired, and a third claims no pork and no lard, which is not the same.
/// </summary>
internal static class Town
{
    private const int Centres = 8;
    private const int StallsOfEach = 8;

    private static readonly GeoPoint Middle = new(103.85, 1.285);

    public static IReadOnlyList<TownStall> Build(Dice dice, DateTimeOffset day, double side)
    {
        var opening = new Opening(1, new OpeningHours([new WeeklyHours(Enum.GetValues<DayOfWeek>(), At("10:30"), At("14:30"))]), 0, []);
        return
        [
            .. from centre in Enumerable.Range(0, Centres)
               let place = Somewhere(dice, side)
               from number in Enumerable.Range(0, StallsOfEach)
               let stars = dice.Between(2.6, 4.8)
               // The range of loads in --simulate, from the worst rated to the best, and chance.
               let load = Math.Clamp(0.85 + (0.5 * (stars - 2.6) / 2.2) + (0.1 * dice.Normal()), 0.6, 1.5)
               let stall = new Stall(1 + dice.Next(3), dice.Between(0.5, 3), load)
               let id = $"centre-{centre}-stall-{number}"
               let facts = new ListedFacts(
                   $"centre-{centre}", $"Stall {number}", null, null, null, place, VenueType.HawkerStall,
                   [(Cuisine)dice.Next(5)], Diet(dice, DateOnly.FromDateTime(day.UtcDateTime)), Price(dice), new VenueRating(Math.Round(stars, 2), 50), false)
               select new TownStall(stall, new DiscoveryCard(id, Cell.Of(place), DiscoveryCard.CurrentSchema, 1, 1, facts, null, opening)),
        ];
    }

    /// <summary>Any place in the square.</summary>
    public static GeoPoint Somewhere(Dice dice, double side) => new(
        Middle.Longitude + (dice.Between(-0.5, 0.5) * side / Distance.MetresPerDegree),
        Middle.Latitude + (dice.Between(-0.5, 0.5) * side / Distance.MetresPerDegree));

    private static DietFacts Diet(Dice dice, DateOnly day)
    {
        var vegetarian = dice.Happens(0.35) ? dice.Happens(0.2) ? DietOffer.All : DietOffer.Some : DietOffer.None;
        return new DietFacts(
            dice.Happens(1.0 / 3) ? new HalalCertificate("SH-0001", day.AddDays(dice.Happens(0.2) ? -60 : 200)) : null,
            dice.Happens(1.0 / 3), vegetarian, dice.Happens(0.4) ? vegetarian : DietOffer.None);
    }

    private static PriceFacts Price(Dice dice)
    {
        var from = 300 + (50 * dice.Next(20));
        return new PriceFacts(from, from + 300, PriceFacts.SingaporeDollar);
    }

    private static ClockTime At(string text) => ClockTime.Read(text)!.Value;
}
