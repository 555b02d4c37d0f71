using System.Text.Json.Nodes;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;

namespace QNom.Venues.Boards;

/// <summary>What the API document says of live boards.</summary>
internal static class BoardSection
{
    private static readonly DateTimeOffset Lunch = new(2026, 11, 25, 4, 32, 10, TimeSpan.Zero);

    private static readonly Parameter SiteId = Parameter.Id("siteId", "The hawker centre or food court.", "maxwell-food-centre");

    private static readonly Parameter VenueId = Parameter.Id("venueId", "The stall.", "maxwell-food-centre-chicken-rice");

    private static readonly Parameter Since = new(
        "query", LastEventId.Parameter, "The number of the last change that the caller has seen: `change` of the board, or the id of an event.",
        new JsonObject { ["type"] = "integer", ["minimum"] = 0 }, 41);

    private static readonly Parameter LastSeen = new(
        "header", LastEventId.Header, "The id of the last event that the caller has seen; goes before `since`. Browsers send it by themselves.",
        new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+$" }, "41");

    public static ApiSection Section { get; } = new("Live boards", "The waits at all stalls of a centre, now and as they change.",
    [
        new Endpoint(nameof(BoardFunctions.GetBoard), "The board of a centre")
        {
            Parameters = [SiteId],
            Answer = Answer.Read(
                "Every stall with what is known of its wait. What has run out is `unknown`, never an old number.",
                Content.Written(Board), VenueFunctions.BoardMaxAge),
        },
        new Endpoint(nameof(BoardFunctions.StreamSite), "Changes of a centre's board")
        {
            Parameters = [SiteId, Since, LastSeen],
            Answer = Stream,
            Problems = [Problems.Invalid(LastEventId.Parameter, "must be the number of a change, from 0")],
        },
        new Endpoint(nameof(BoardFunctions.StreamVenue), "Changes of a stall")
        {
            Parameters = [VenueId, Since, LastSeen],
            Answer = Stream,
            Problems = [Problems.Invalid(LastEventId.Parameter, "must be the number of a change, from 0")],
        },
    ]);

    private static StallView Stall => new("maxwell-food-centre-chicken-rice", "Chicken Rice", Cuisine.Chinese, true,
        new StallWait("open", true, "moderate", 14, 9, 21, 0.62, Lunch, Lunch.AddMinutes(20)));

    private static BoardView Board => new("maxwell-food-centre", 42,
    [
        Stall,
        new StallView("maxwell-food-centre-nasi-padang", "Nasi Padang", Cuisine.Malay, true,
            new StallWait("closed", false, null, null, null, null, 0, null, null)),
    ]);

    private static Answer Stream => Answer.Uncached(
        200,
        "Server-sent events: `stall` with the stall as on the board, its `id` the number of the change. A comment line at least "
        + "every 15 seconds. Ends after 15 minutes at the latest; come back with the last id.",
        Content.Text(BoardEvents.MediaType, BoardEvents.Event(42, Stall)));
}
