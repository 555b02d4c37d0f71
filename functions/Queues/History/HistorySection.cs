using System.Text.Json.Nodes;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;

namespace QNom.Queues.History;

/// <summary>What the API document says of what queues were like.</summary>
internal static class HistorySection
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    private static readonly Parameter VenueId =
        Parameter.Id("venueId", "The stall.", "maxwell-food-centre-chicken-rice");

    public static ApiSection Section { get; } = new("History", "What queues were like, and what they usually are like.",
    [
        new Endpoint(nameof(HistoryFunctions.GetHistory), "The waits at a stall until now")
        {
            Parameters =
            [
                VenueId,
                Time("from", "From when on; a day before `to` if left out. Steps begin at whole minutes, quarters or hours.", Noon),
                Time("to", "Until when; now if left out.", Noon.AddHours(2)),
                new Parameter("query", "step", "How long a step is, in minutes.", Step(), 15),
                Parameter.PageLimit(HistoryQuery.UsualLimit, HistoryQuery.MostAtOnce),
                Parameter.PageCursor,
            ],
            Answer = Answer.Read(
                "A page of steps, at most a day of minutes. History is kept for 90 days.", Content.Written(Day), QueueFunctions.StatusMaxAge,
                Header.NextPage($"/api/v1/venues/{VenueId.Example}/queue/history?step=15&limit=1&cursor={HistoryQuery.CursorAt(Noon.AddMinutes(15))}")),
            Problems = [Problems.Invalid("from", "must be before to")],
        },
        new Endpoint(nameof(HistoryFunctions.GetUsualDay), "The usual waits at a stall")
        {
            Parameters =
            [
                VenueId,
                Parameter.OneOfInQuery("day", "The day of the week in Singapore; today if left out.", DayOfWeek.Wednesday),
            ],
            Answer = Answer.Read(
                "What is usual, for each quarter of an hour of which enough was said.", Content.Written(Usual), HistoryFunctions.UsualMaxAge),
            Problems = [UsualDay.InvalidDay()],
        },
    ]);

    private static QueueHistory Day => new(
        VenueId.Example!.GetValue<string>(), Noon, Noon.AddHours(2), 15,
        [
            new HistoryStep(Noon, 4, 1, new SaidRange(5, 13.4, 8, 20),
                new ShownWait(VenueState.Open, new WaitRange(14, 9, 21), 8, 0.62, Noon.AddMinutes(43))),
        ]);

    private static UsualDay Usual => new(
        VenueId.Example!.GetValue<string>(), DayOfWeek.Wednesday, [new UsualWait("12:00", 14), new UsualWait("12:15", 17)]);

    private static Parameter Time(string name, string text, DateTimeOffset example) => new(
        "query", name, text, new JsonObject { ["type"] = "string", ["format"] = "date-time" }, example.ToString("yyyy-MM-ddTHH:mm:ssZ", null));

    private static JsonObject Step() => new()
    {
        ["type"] = "integer",
        ["enum"] = new JsonArray([.. HistoryQuery.Steps.Select(step => (JsonNode)step)]),
        ["default"] = 15,
    };
}
