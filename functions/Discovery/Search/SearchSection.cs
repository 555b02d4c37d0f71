using System.Text.Json.Nodes;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;
using QNom.Queues;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Discovery.Search;

/// <summary>What the API document says of search.</summary>
internal static class SearchSection
{
    public static ApiSection Section { get; } = new("Search", "What there is to eat near a place, and how long it takes now.",
    [
        new Endpoint(nameof(SearchFunctions.SearchVenues), "Venues around a place")
        {
            Parameters =
            [
                new Parameter("query", "near", "Latitude and longitude in degrees, in Singapore. Needed.",
                    new JsonObject { ["type"] = "string" }, "1.28033,103.84475"),
                Parameter.WholeInQuery("radius", $"In metres; {SearchQuery.UsualRadius} if nothing is said.",
                    SearchQuery.SmallestRadius, Cell.LargestRadius, 500),
                new Parameter("query", "q", "Words of the name in any of the four languages. Slips, spaces, width, case and accents do not matter.",
                    new JsonObject { ["type"] = "string", ["pattern"] = $"^.{{0,{SearchQuery.LongestText}}}$" }, "chiken rice"),
                Several("cuisine", "One of these kitchens, with commas between them.", "chinese,malay"),
                Several("diet", "All of these needs, with commas between them: halal, noPorkNoLard, vegetarian, vegan.", "halal"),
                Parameter.WholeInQuery("maxWait", "The longest live wait in minutes; venues whose wait is not known are left out.", 0, 180, 15),
                Parameter.WholeInQuery("price", "Something can be had for so many dollars.", 1, 500, 8),
                new Parameter("query", "open", "What is known to be open: `now`, or at a time (RFC 3339) within 31 days; venues whose hours nobody told are left out unless there is a live wait.",
                    new JsonObject { ["type"] = "string" }, "now"),
                Parameter.OneOfInQuery("sort", "The order; best if nothing is said.", SearchOrder.Best),
                Parameter.PageLimit(SearchQuery.UsualLimit, SearchQuery.MostAtOnce),
                Parameter.PageCursor,
                Parameter.AcceptLanguage,
            ],
            Answer = Answer.Read(
                "A page.", Content.Written(Page), SearchFunctions.MaxAge, Header.ContentLanguage, Header.VaryByLanguage,
                Header.NextPage("/api/v1/venues?near=1.28033,103.84475&cursor=q83vEjRWeJAAAAABAAAAAAAB")),
            Problems = [Problems.Invalid("radius", $"must be a whole number from {SearchQuery.SmallestRadius} to {Cell.LargestRadius}")],
        },
    ]);

    private static SearchPage Page => new(
        [
            new VenueHit(
                "maxwell-food-centre-chicken-rice", "maxwell-food-centre", "Chicken Rice", VenueType.HawkerStall, [Cuisine.Chinese],
                new GeoPoint(103.84475, 1.28033), 120, new DietView(false, null, true, DietOffer.None, DietOffer.None, [Allergen.Soybeans]),
                new PriceView(400, 650, PriceFacts.SingaporeDollar), new RatingView(4.21, 38), VenueState.Open,
                new HitWait(14, 9, 21, new DateTimeOffset(2026, 11, 25, 4, 52, 10, TimeSpan.Zero)), true,
                new DateTimeOffset(2026, 11, 25, 6, 30, 0, TimeSpan.Zero), null, false),
        ],
        1);

    private static Parameter Several(string name, string text, string example) =>
        new("query", name, text, new JsonObject { ["type"] = "string" }, example);
}
