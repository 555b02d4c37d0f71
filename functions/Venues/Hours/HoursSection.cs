using System.Text.Json.Nodes;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;

namespace QNom.Venues.Hours;

/// <summary>What the API document says of opening hours.</summary>
internal static class HoursSection
{
    private static readonly Parameter VenueId = Parameter.Id("venueId", "The stall.", "maxwell-food-centre-chicken-rice");

    public static ApiSection Section { get; } = new("Opening hours", "When stalls are open: rules, special days, closures.",
    [
        new Endpoint(nameof(HoursFunctions.GetHours), "When a stall is open")
        {
            Parameters = [VenueId],
            Answer = Answer.Read("Its rules and what they amount to.", Content.Written(View), VenueFunctions.BoardMaxAge),
        },
        new Endpoint(nameof(HoursFunctions.PutHours), "Change when a stall is open")
        {
            Parameters = [VenueId, Parameter.IfMatch],
            Body = Content.Read(Hours),
            Answer = Answer.Read("What holds from now on.", Content.Written(View), VenueFunctions.BoardMaxAge),
            Problems =
            [
                Problems.Invalid("/weekly/1", "must not overlap with other hours of the week"),
                Problems.NotFound("venue"),
                Problems.Stale(),
                Problems.IfMatchNeeded(),
            ],
        },
    ])
    {
        Schemas = new Dictionary<Type, JsonObject> { [typeof(ClockTime)] = ClockTime.Schema },
    };

    private static OpeningHours Hours => new(
        [
            new WeeklyHours([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Friday], At("10:30"), At("14:30")),
            new WeeklyHours([DayOfWeek.Friday, DayOfWeek.Saturday], At("17:00"), At("01:00")),
        ],
        PublicHolidays: [],
        SpecialDays: [new SpecialDay(new DateOnly(2026, 12, 24), [new OpenSpan(At("10:30"), At("13:00"))])],
        Closures: [new DateRange(new DateOnly(2026, 12, 28), new DateOnly(2026, 12, 31))]);

    private static HoursView View => HoursView.Of(
        VenueId.Example!.GetValue<string>(),
        new Opening(3, Hours, 1, [new DateRange(new DateOnly(2026, 12, 7), new DateOnly(2026, 12, 8))]),
        new DateTimeOffset(2026, 11, 25, 4, 32, 0, TimeSpan.Zero));

    private static ClockTime At(string text) => ClockTime.Read(text)!.Value;
}
