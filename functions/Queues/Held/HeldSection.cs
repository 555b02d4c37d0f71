using QNom.Platform.Http;
using QNom.Platform.OpenApi;
using QNom.Queues.Trust;

namespace QNom.Queues.Held;

/// <summary>What the API document says of reports that were held back.</summary>
internal static class HeldSection
{
    private static readonly DateTimeOffset Lunch = new(2026, 11, 25, 4, 32, 10, TimeSpan.Zero);

    private static readonly Parameter VenueId =
        Parameter.Id("venueId", "The stall.", "maxwell-food-centre-chicken-rice");

    public static ApiSection Section { get; } = new(
        "Held reports", "Reports that look like part of an attack: kept, and counted for nothing until they are released. For operators.",
    [
        new Endpoint(nameof(HeldFunctions.ListHeldReports), "What was held back at a stall, by page")
        {
            Parameters = [VenueId, Parameter.PageLimit(HeldFunctions.UsualLimit, HeldFunctions.MostAtOnce), Parameter.PageCursor],
            Answer = Answer.Uncached(
                200, "A page, the latest first. Reports are kept for 90 days.", Content.Written(new HeldPage([Report])),
                Header.NextPage($"/api/v1/venues/maxwell-food-centre-chicken-rice/queue/held?limit=1&cursor={Cursor.Encode(new { After = "a" })}")),
            Problems = [Problems.Invalid("limit", $"must be a whole number from 1 to {HeldFunctions.MostAtOnce}")],
        },
        new Endpoint(nameof(HeldFunctions.ReleaseReport), "Let a held report count")
        {
            Parameters = [VenueId, Parameter.Id("reportId", "The report.", Report.ReportId)],
            Answer = Answer.Uncached(200, "It counts.", Content.Written(
                Report with { Weight = 1, Released = new Release(Lunch.AddMinutes(3), ReleaseCause.Operator) })),
            Problems = [HeldReports.NeverHeld()],
        },
    ]);

    private static HeldReport Report => new(
        "0f0a2d52-0a2b-4c8e-9d63-0c1f3f7f5b1e", Lunch, Lunch, FromDevice: false, WaitMinutes: 60, QueueLength: null, JoinedAt: null,
        ServedAt: null, HeldReason.AloneAgainstTheRest, Weight: 0, Released: null);
}
