using System.Text.Json.Nodes;
using QNom.Diners.Alerts;
using QNom.Diners.Consents;
using QNom.Diners.Notifications;
using QNom.Diners.Reviews;
using QNom.Diners.Visits;
using QNom.Discovery.Search;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Diners;

/// <summary>What the API document says of what diners keep with us.</summary>
internal static class DinerSection
{
    private const string Venue = "maxwell-food-centre-chicken-rice";

    private static readonly DateTimeOffset Lunch = new(2026, 11, 25, 4, 32, 10, TimeSpan.Zero);

    private static readonly Parameter VenueId = Parameter.Id("venueId", "The stall.", Venue);

    private static readonly Parameter[] Paging =
        [Parameter.PageLimit(DinerFunctions.UsualLimit, DinerFunctions.MostAtOnce), Parameter.PageCursor];

    private static readonly ProblemException BadLimit =
        Problems.Invalid("limit", $"must be a whole number from 1 to {DinerFunctions.MostAtOnce}");

    public static ApiSection Section { get; } = new(
        "Diners", "What a diner keeps with us. Only the diner sees it: whose it is says the token.",
    [
        new Endpoint(nameof(DinerFunctions.GetDiner), "Your profile")
        {
            Answer = Answer.Read("The profile; empty if nothing was ever said.", Content.Written(View), TimeSpan.Zero),
        },
        new Endpoint(nameof(DinerFunctions.PutDiner), "Change your name and preferences")
        {
            Parameters = [Parameter.IfMatch],
            Body = Content.Read(new DinerBody(View.DisplayName, View.Preferences)),
            Answer = Answer.Read("The profile as it is now.", Content.Written(View), TimeSpan.Zero) with { Conditional = false },
            Problems =
            [
                Problems.Invalid("/preferences/priceCents", "must be 100 to 50000, or null"), DinerProfiles.Leaving(),
                Problems.IfMatchNeeded(), Problems.Stale(),
            ],
        },
        new Endpoint(nameof(DinerFunctions.DeleteDiner), "Delete everything, in 30 days")
        {
            Answer = Answer.Uncached(200, "When that is.", Content.Written(View with { ErasedAt = Lunch + Departure.Grace })),
        },
        new Endpoint(nameof(DinerFunctions.KeepDiner), "Take the deletion back")
        {
            Answer = Answer.Uncached(200, "The profile, which stays.", Content.Written(View)),
        },
        new Endpoint(nameof(DinerFunctions.GetDinerData), "Everything that is held of you")
        {
            Answer = Answer.Uncached(200, "All of it.", Content.Written(new DinerData(
                View, [new Favourite(Venue, Lunch)], View.Consents, [new Visit(Venue, Lunch, VisitKind.TimedWait)],
                [new OwnReview(Venue, ReviewSection.Own)], [AlertSection.Example],
                [new Channel("email", ChannelKind.Email, "mei@example.com", Lunch)], [new Notice(Venue, 7, 10, Lunch)], DinerExport.HeldElsewhere))),
        },
        new Endpoint(nameof(DinerFunctions.ListFavourites), "Your favourites")
        {
            Answer = Answer.Uncached(200, "The latest first.", Content.Written(new FavouriteList([new Favourite(Venue, Lunch)]))),
        },
        new Endpoint(nameof(DinerFunctions.AddFavourite), "Make a stall a favourite")
        {
            Parameters = [VenueId],
            Answer = new Answer(204, "It is one.", null),
            Problems =
            [
                Problems.NotFound("venue"), DinerProfiles.TooMany("favourites", DinerDocument.MostFavourites), DinerProfiles.Leaving(),
            ],
        },
        new Endpoint(nameof(DinerFunctions.RemoveFavourite), "Make a stall no favourite")
        {
            Parameters = [VenueId],
            Answer = new Answer(204, "It is none.", null),
            Problems = [Problems.NotFound("venue"), DinerProfiles.Leaving()],
        },
        new Endpoint(nameof(DinerFunctions.ListConsents), "What you agreed to, and when")
        {
            Parameters = Paging,
            Answer = Answer.Uncached(200, "A page, the latest first.", Content.Written(new ConsentHistory(View.Consents)),
                Header.NextPage($"/api/v1/diners/me/consents?limit=1&cursor={DinerFunctions.CursorAfter(ConsentChangeDocument.Prefix)}")),
            Problems = [BadLimit],
        },
        new Endpoint(nameof(DinerFunctions.PutConsent), "Agree to a purpose, or withdraw")
        {
            Parameters = [new Parameter("path", "purpose", "The purpose.", Purposes(), ConsentDesk.Word(ConsentPurpose.History))],
            Body = Content.Read(new ConsentBody(true)),
            Answer = Answer.Uncached(200, "What holds from now on.", Content.Written(View.Consents[0])),
            Problems = [Problems.Invalid("/given", "has a value of the wrong type or out of range"), ConsentDesk.NotFound(), DinerProfiles.Leaving()],
        },
        new Endpoint(nameof(DinerFunctions.ListVisits), "Where you ate in the last 90 days")
        {
            Parameters = Paging,
            Answer = Answer.Uncached(200, "A page, the latest first.", Content.Written(new VisitHistory([new Visit(Venue, Lunch, VisitKind.Report)])),
                Header.NextPage($"/api/v1/diners/me/visits?limit=1&cursor={DinerFunctions.CursorAfter(VisitDocument.Prefix + Venue)}")),
            Problems = [BadLimit],
        },
    ]);

    private static DinerView View => new(
        "Mei", new Preferences([DietNeed.Halal], [Allergen.Peanuts], [Cuisine.Malay, Cuisine.Indian], 800), [new Consent(ConsentPurpose.History, true, Lunch)], null, 3);

    private static JsonObject Purposes() => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. Enum.GetValues<ConsentPurpose>().Select(purpose => (JsonNode)ConsentDesk.Word(purpose))]),
    };
}
