using System.Text.Json.Nodes;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Recommendations;

/// <summary>What the API document says of recommendations.</summary>
internal static class RecommendationSection
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    private static readonly Parameter[] Parameters =
    [
        new Parameter("query", "near", "Latitude and longitude in degrees, in Singapore: where the diner is and returns to. Needed.",
            new JsonObject { ["type"] = "string" }, "1.28033,103.84475"),
        Parameter.WholeInQuery("minutes", "How long the break is. Needed.", RecommendationQuery.Shortest, RecommendationQuery.Longest, 40),
        new Parameter("query", "walkSpeed", $"In km/h; what the diner keeps with us if nothing is said, else {RecommendationWeights.UsualWalkSpeed}.",
            new JsonObject { ["type"] = "number", ["minimum"] = RecommendationQuery.Slowest, ["maximum"] = RecommendationQuery.Fastest }, 4.5),
        Several("diet", "All of these needs: halal, noPorkNoLard, vegetarian, vegan. Nothing else is recommended.", "halal"),
        Several("avoid", "None of these allergens in the kitchen; a place that has not told what it works with is left out.", "peanuts,fish"),
        Several("cuisine", "These kitchens are wanted; others come later.", "malay,indian"),
        Parameter.WholeInQuery("price", "What a meal should cost at most, in dollars; dearer places come later.", 1, 500, 8),
        Several("favourites", $"Ids of at most {RecommendationQuery.MostFavourites} venues that are liked, for who has no account.", "maxwell-food-centre-chicken-rice"),
        Parameter.PageLimit(RecommendationQuery.UsualLimit, RecommendationQuery.MostAtOnce),
        Parameter.AcceptLanguage,
    ];

    public static ApiSection Section { get; } = new("Recommendations", "Where to eat and be back in time.",
    [
        Endpoint(nameof(RecommendationFunctions.GetRecommendations), "Lunch in so many minutes"),
        Endpoint(nameof(RecommendationFunctions.GetMyRecommendations), "Lunch in so many minutes, for a diner"),
    ]);

    private static RecommendationList Example => new(
        Noon, Noon.AddMinutes(40),
        [Place("maxwell-food-centre-nasi-lemak", "Nasi Lemak", Cuisine.Malay, new ExpectedWait(8, 4, 13, true), 0.91)],
        [
            new AlternativeView(
                "maxwell-food-centre-chicken-rice", "Hainanese Chicken Rice", new ExpectedWait(26, 18, 35, true),
                Place("maxwell-food-centre-nasi-lemak", "Nasi Lemak", Cuisine.Malay, new ExpectedWait(8, 4, 13, true), 0.91)),
        ]);

    private static Endpoint Endpoint(string function, string title) => new(function, title)
    {
        Parameters = Parameters,
        Answer = Answer.Uncached(200, "A list.", Content.Written(Example), Header.ContentLanguage, Header.VaryByLanguage),
        Problems = [Problems.Invalid("minutes", $"must be a whole number from {RecommendationQuery.Shortest} to {RecommendationQuery.Longest}")],
    };

    private static RecommendationView Place(string id, string name, Cuisine cuisine, ExpectedWait wait, double chance) => new(
        id, "maxwell-food-centre", name, VenueType.HawkerStall, [cuisine], new GeoPoint(103.84475, 1.28033), 310,
        new DietView(true, new CertificateView("SH-1234", new DateOnly(2027, 3, 31), false), false, DietOffer.None, DietOffer.None, []),
        new PriceView(400, 650, PriceFacts.SingaporeDollar), new RatingView(4.21, 38), 5, wait, 15, Noon.AddHours(2.5),
        Noon.AddMinutes(34), chance, 0.78, "halal, 6 min walk, about 8 min wait, back by 12:40 with 9 in 10 chance", true);

    private static Parameter Several(string name, string text, string example) =>
        new("query", name, text, new JsonObject { ["type"] = "string" }, example);
}
