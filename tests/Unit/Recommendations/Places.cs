using QNom.Discovery;
using QNom.Discovery.Search;
using QNom.Queues;
using QNom.Queues.Estimation;
using QNom.Recommendations;
using QNom.Venues;
using QNom.Venues.Details;
using QNom.Venues.Hours;

namespace QNom.Tests.Unit.Recommendations;

/// <summary>Places and breaks to try recommendations on.</summary>
internal static class Places
{
    public static readonly GeoPoint Office = new(103.845, 1.285);

    /// <summary>Wednesday, noon in Singapore.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    public static LunchBreak Lunch(double minutes = 45) => new(Office, Noon, minutes, RecommendationWeights.UsualWalkSpeed);

    /// <summary>A stall that is open from 10:30 to a time.</summary>
    public static Candidate At(
        string id, double metres = 200, Estimate? wait = null, bool live = true, DietFacts? diet = null, Cuisine cuisine = Cuisine.Chinese,
        string site = "site", string closes = "15:00", bool hours = true, double? stars = null, PriceFacts? price = null,
        VenueType type = VenueType.HawkerStall, Shut? shut = null)
    {
        var place = Office with { Latitude = Office.Latitude + (metres / Distance.MetresPerDegree) };
        var facts = new ListedFacts(
            site, id, null, null, null, place, type, [cuisine], diet, price, stars is { } known ? new VenueRating(known, 30) : null, false);
        var opening = hours
            ? new Opening(1, new OpeningHours([new WeeklyHours(Enum.GetValues<DayOfWeek>(), ClockTime.Read("10:30")!.Value, ClockTime.Read(closes)!.Value)]), 0, [])
            : null;
        return new Candidate(
            new DiscoveryCard(id, Cell.Of(place), DiscoveryCard.CurrentSchema, 1, 1, facts, null, opening), metres,
            new WaitAhead(shut, wait, wait is not null && live));
    }

    public static Estimate Wait(double likely) => new(likely, Math.Max(0, likely - 4), likely + 6, 0.7);

    public static DinerTaste Needing(params DietNeed[] needs) => DinerTaste.Unknown with { Needs = needs.ToHashSet() };
}
