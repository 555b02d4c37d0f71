using System.Text.Json.Nodes;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;

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
            Parameters = [VenueId],
            Answer = Answer.Read("The stall.", Content.Written(Venue), VenueFunctions.FactsMaxAge),
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
                new StallWait("open", "moderate", 14, 9, 21, 0.62, Lunch, Lunch.AddMinutes(20))),
            new StallView("maxwell-food-centre-nasi-padang", "Nasi Padang", Cuisine.Malay, true, null),
        ]);

    private static VenueView Venue => new(
        "maxwell-food-centre-chicken-rice", "maxwell-food-centre", "Chicken Rice", Cuisine.Chinese, Maxwell, true);

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
