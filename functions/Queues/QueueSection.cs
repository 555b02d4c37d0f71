using QNom.Platform.Http;
using QNom.Platform.OpenApi;
using QNom.Queues.Estimation;

namespace QNom.Queues;

/// <summary>What the API document says of live waits.</summary>
internal static class QueueSection
{
    private static readonly DateTimeOffset Lunch = new(2026, 11, 25, 4, 32, 10, TimeSpan.Zero);

    private static readonly Parameter VenueId =
        Parameter.Id("venueId", "The stall.", "maxwell-food-centre-chicken-rice");

    public static ApiSection Section { get; } = new("Live waits", "How long a queue takes now and later, and how diners tell us.",
    [
        new Endpoint(nameof(QueueFunctions.GetQueue), "The wait at a stall")
        {
            Parameters = [VenueId],
            Answer = Answer.Read(
                "What is known. `unknown` means that nobody has told us, which is not the same as no wait.",
                Content.Written(Status), QueueFunctions.StatusMaxAge, Header.LastModified),
        },
        new Endpoint(nameof(QueueFunctions.ReportQueue), "Report a queue")
        {
            Parameters = [VenueId, Parameter.OptionalIdempotencyKey],
            Body = Content.Read(new ReportBody(WaitMinutes: 15, QueueLength: 8)),
            Answer = new Answer(202, "The report is durable and will be counted once.", Content.Written(Accepted)),
            Problems =
            [
                Problems.Invalid("/waitMinutes", $"must be from 0 to {ReportBody.LongestWait}"),
                ReportIntake.KeyReused(),
                ReportIntake.ReportedRecently(TimeSpan.FromSeconds(212)),
            ],
        },
    ]);

    private static QueueStatus Status => new(
        VenueId.Example!.GetValue<string>(), VenueState.Open, WaitLevel.Moderate, new WaitRange(14, 9, 21), 8, 0.62,
        WaitTrend.Rising,
        [new StatusSource(SourceKind.Crowd, 3, Lunch, 0.71), new StatusSource(SourceKind.History, 0, null, 0.29)],
        Lunch, Lunch.AddMinutes(20),
        [
            new ForecastPoint(new DateTimeOffset(2026, 11, 25, 4, 45, 0, TimeSpan.Zero), 16, 9, 26, 0.51),
            new ForecastPoint(new DateTimeOffset(2026, 11, 25, 5, 0, 0, TimeSpan.Zero), 13, 6, 24, 0.44),
        ]);

    private static AcceptedReport Accepted => new(
        "0f0a2d52-0a2b-4c8e-9d63-0c1f3f7f5b1e", VenueId.Example!.GetValue<string>(), Lunch);
}
