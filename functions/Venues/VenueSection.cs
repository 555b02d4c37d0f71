using System.Text.Json.Nodes;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;
using QNom.Venues.Details;
using QNom.Venues.Hours;

namespace QNom.Venues;

/// <summary>What the API document says of sites and venues.</summary>
internal static class VenueSection
{
    private static readonly Parameter SiteId = Parameter.Id("siteId", "The hawker centre or food court.", "maxwell-food-centre");

    private static readonly Parameter VenueId = Parameter.Id("venueId", "The stall.", "maxwell-food-centre-chicken-rice");

    private static readonly DateTimeOffset Lunch = new(2026, 11, 25, 4, 32, 10, TimeSpan.Zero);

    private static readonly GeoPoint Maxwell = new(103.84475, 1.28033);

    public static ApiSection Section { get; } = new("Places", "Hawker centres, their stalls, and the live board of each centre.",
    [
        new Endpoint(nameof(VenueFunctions.ListSites), "Hawker centres, by page")
        {
            Parameters =
            [
                Parameter.OneOfInQuery("status", "Only sites that stand here in their life.", SiteStatus.Open),
                Parameter.WholeInQuery("district", "Only sites in this postal district.", 1, PostalCode.DistrictCount, 1),
                Parameter.PageLimit(SiteListQuery.UsualLimit, SiteListQuery.MostAtOnce),
                Parameter.PageCursor,
            ],
            Answer = Answer.Read(
                "A page, in the order of the ids.", Content.Written(Page), VenueFunctions.FactsMaxAge,
                Header.NextPage($"/api/v1/sites?limit=1&cursor={SiteListQuery.CursorAfter("maxwell-food-centre")}")),
            Problems = [Problems.Invalid("district", $"must be a postal district, 1 to {PostalCode.DistrictCount}")],
        },
        new Endpoint(nameof(VenueFunctions.GetSite), "A hawker centre with its live board")
        {
            Parameters = [SiteId],
            Answer = Answer.Read("The site and its stalls.", Content.Written(Site), VenueFunctions.BoardMaxAge),
        },
        new Endpoint(nameof(VenueFunctions.GetVenue), "A stall")
        {
            Parameters = [VenueId, Parameter.AcceptLanguage],
            Answer = Answer.Read(
                "The stall.", Content.Written(View), VenueFunctions.FactsMaxAge, Header.ContentLanguage, Header.VaryByLanguage),
        },
        new Endpoint(nameof(VenueFunctions.CreateVenue), "Create a stall")
        {
            Body = Content.Read(new NewVenue(VenueId.Example!.GetValue<string>(), "maxwell-food-centre", Facts)),
            Answer = Answer.Uncached(201, "It is there, and is listed in a moment.", Content.Written(View)) with
            {
                Headers = [Header.NoStore, new Header("Location", "Where it is.", $"/api/v1/venues/{VenueId.Example}", Always: true)],
            },
            Problems =
            [
                Problems.Invalid("/facts/name", "must be 2 to 100 characters long and is 1"),
                Problems.NotFound("site"),
                VenueEditor.Taken(),
            ],
        },
        new Endpoint(nameof(VenueFunctions.PutVenue), "Change a stall")
        {
            Parameters = [VenueId, Parameter.IfMatch, Parameter.AcceptLanguage],
            Body = Content.Read(new VenueChange(Facts)),
            Answer = Answer.Read(
                "The stall as it is now.", Content.Written(View), TimeSpan.Zero, Header.ContentLanguage, Header.VaryByLanguage) with
            { Conditional = false },
            Problems =
            [
                Problems.Invalid("/facts/contact/phone", "must be +65 and eight digits, the first of them 3, 6, 8 or 9"),
                Problems.IfMatchNeeded(),
                Problems.Stale(),
            ],
        },
    ])
    {
        Schemas = new Dictionary<Type, JsonObject> { [typeof(GeoPoint)] = Point() },
    };

    private static SitePage Page => new(
        [new SiteSummary("maxwell-food-centre", "Maxwell Food Centre (Kim Hua Market)", SiteStatus.Open, "069184", 1,
            "1 Kadayanallur Street", Maxwell, 103)],
        SourceNotice.HawkerCentres);

    private static SiteView Site => new(
        "maxwell-food-centre", "Maxwell Food Centre (Kim Hua Market)", SiteStatus.Open, "Existing", "069184", 1,
        "1 Kadayanallur Street", Maxwell, 103, SourceNotice.HawkerCentres,
        [
            new StallView("maxwell-food-centre-chicken-rice", "Chicken Rice", Cuisine.Chinese, true,
                new StallWait("open", true, "moderate", 14, 9, 21, 0.62, Lunch, Lunch.AddMinutes(20))),
            new StallView("maxwell-food-centre-nasi-padang", "Nasi Padang", Cuisine.Malay, true, null),
        ],
        [new SiteClosure(new DateOnly(2026, 12, 7), new DateOnly(2026, 12, 8), ClosureKind.Cleaning, null)]);

    private static VenueFacts Facts => new(
        "Chicken Rice", VenueType.HawkerStall, [Cuisine.Chinese], "Poached chicken, rice cooked in its stock.",
        new Translations(ZhHans: new TranslatedText("鸡饭", "白切鸡配鸡油饭。"), Ms: new TranslatedText("Nasi Ayam")),
        new DietFacts(new HalalCertificate("SH-2025-01234", new DateOnly(2027, 3, 31)), Allergens: [Allergen.Soybeans]),
        new PriceFacts(400, 650, PriceFacts.SingaporeDollar), [Feature.Takeaway], [AcceptedPayment.Cash, AcceptedPayment.PayNow],
        new ContactFacts("+6561234567", "https://example.com/chicken-rice"));

    private static VenueView View => VenueView.Of(
        Venue.Create(VenueId.Example!.GetValue<string>(), "maxwell-food-centre", Maxwell, Facts, demo: true) with
        {
            Rating = new VenueRating(4.21, 38),
        },
        Language.English,
        Lunch);

    private static JsonObject Point() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["type"] = "string", ["const"] = "Point" },
            ["coordinates"] = new JsonObject
            {
                ["type"] = "array",
                ["description"] = "Longitude, then latitude.",
                ["prefixItems"] = new JsonArray(
                    new JsonObject { ["type"] = "number", ["minimum"] = GeoPoint.West, ["maximum"] = GeoPoint.East },
                    new JsonObject { ["type"] = "number", ["minimum"] = GeoPoint.South, ["maximum"] = GeoPoint.North }),
                ["minItems"] = 2,
                ["maxItems"] = 2,
            },
        },
        ["required"] = new JsonArray("type", "coordinates"),
    };
}
