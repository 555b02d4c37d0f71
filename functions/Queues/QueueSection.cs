using System.Text.Json.Nodes;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;
using QNom.Queues.Estimation;
using QNom.Queues.Notices;
using QNom.Queues.Sensors;

namespace QNom.Queues;

/// <summary>What the API document says of live waits.</summary>
internal static class QueueSection
{
    private static readonly DateTimeOffset Lunch = new(2026, 11, 25, 4, 32, 10, TimeSpan.Zero);

    private static readonly Parameter VenueId =
        Parameter.Id("venueId", "The stall.", "maxwell-food-centre-chicken-rice");

    private static readonly Parameter DeviceToken = new(
        "header", ReportOrigins.DeviceHeader,
        "With a diner's token: the token of the device that the app runs on, so that two accounts on one device are seen to be one.",
        new JsonObject { ["type"] = "string", ["pattern"] = "^qd_" }, null);

    public static ApiSection Section { get; } = new("Live waits", "How long a queue takes now and later, and how diners tell us.",
    [
        new Endpoint(nameof(QueueFunctions.GetQueue), "The wait at a stall")
        {
            Parameters = [VenueId],
            Answer = Answer.Read(
                "What is known. `unknown` means that nobody has told us, which is not the same as no wait.",
                Content.Written(Status), QueueFunctions.StatusMaxAge, Header.LastModified),
        },
        new Endpoint(nameof(QueueFunctions.GetQueues), "The waits at many stalls")
        {
            Parameters =
            [
                new Parameter("query", "venues", $"The stalls: 1 to {QueueListQuery.MostAtOnce} ids, with commas in between.",
                    new JsonObject { ["type"] = "string", ["pattern"] = QueueListQuery.Pattern },
                    "maxwell-food-centre-chicken-rice,newton-food-centre-satay"),
            ],
            Answer = Answer.Read(
                "What is known of each, in the order asked for.",
                Content.Written(new QueueList([Status], ["no-such-stall"])), QueueFunctions.StatusMaxAge),
            Problems = [QueueListQuery.Invalid()],
        },
        new Endpoint(nameof(QueueFunctions.GetForecast), "The wait at a stall later on")
        {
            Parameters = [VenueId],
            Answer = Answer.Read(
                "By the quarter of an hour. Empty where nothing is known, and while it is closed or paused.",
                Content.Written(new QueueForecast(Status.VenueId, Status.State, Status.UpdatedAt, Status.Forecast)),
                QueueFunctions.StatusMaxAge, Header.LastModified),
        },
        new Endpoint(nameof(QueueFunctions.ReportQueue), "Report a queue")
        {
            Parameters = [VenueId, Parameter.OptionalIdempotencyKey, DeviceToken],
            Body = Content.Read(new ReportBody(WaitMinutes: 15, QueueLength: 8)),
            Answer = new Answer(202, "The report is durable and will be counted once.", Content.Written(Accepted)),
            Problems =
            [
                Problems.Invalid("/waitMinutes", $"must be from 0 to {ReportBody.LongestWait}"),
                ReportOrigins.NoDevice(),
                ReportIntake.VenueClosed(Lunch.AddHours(18)),
                ReportIntake.KeyReused(),
                ReportIntake.ReportedRecently(TimeSpan.FromSeconds(212)),
            ],
        },
        new Endpoint(nameof(QueueFunctions.ReportQueues), "Send what was noted offline")
        {
            Parameters = [DeviceToken],
            Body = Content.Read(Offline),
            Answer = Answer.Uncached(200, "What became of each report. Whatever is not accepted says why.", Content.Written(OfflineResults)),
            Problems = [Problems.Invalid("/reports", $"must hold 1 to {OfflineReports.Most} reports"), ReportOrigins.NoDevice()],
        },
        new Endpoint(nameof(NoticeFunctions.PostNotice), "Say what your queue is like")
        {
            Parameters = [VenueId],
            Body = Content.Read(new NoticeBody(NoticeState.Paused, Until: Lunch.AddMinutes(20))),
            Answer = Answer.Uncached(200, "What is shown from now on.", Content.Written(Paused)),
            Problems =
            [
                Problems.Invalid("/until", "must be later than when this was true"),
                Problems.NotFound("venue"),
            ],
        },
        new Endpoint(nameof(SensorFunctions.SendReadings), "Send what a sensor read")
        {
            Parameters = [Parameter.Id("sensorId", "The sensor.", "counter-7")],
            Body = Content.Read(new ReadingsBody(
            [
                new Reading(Lunch.AddMinutes(-1), 8),
                new Reading(Lunch, 9, Arrivals: 3, Departures: 2),
            ])),
            Answer = Answer.Uncached(200, "What became of the readings, and what they show of the sensor.", Content.Written(
                new ReadingReport("counter-7", VenueId.Example!.GetValue<string>(), 2, 0, 0, 0, -1.5,
                    [new ReadingGap(Lunch.AddMinutes(-9), Lunch.AddMinutes(-1))], Stuck: false))),
            Problems =
            [
                Problems.Invalid("/readings/1/count", $"must be from 0 to {ReportBody.LongestQueue}"),
                Problems.NotFound("sensor"),
                SensorReadings.TooManySensors(),
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

    private static OfflineReports Offline => new(
    [
        new OfflineReport("note-1", VenueId.Example!.GetValue<string>(), Lunch, WaitMinutes: 15),
        new OfflineReport(
            "note-2", VenueId.Example!.GetValue<string>(), Lunch.AddMinutes(14), JoinedAt: Lunch, ServedAt: Lunch.AddMinutes(14)),
        new OfflineReport("note-3", "no-such-stall", Lunch, QueueLength: 8),
    ]);

    private static ReportResults OfflineResults => new(
    [
        new ReportResult("note-1", ReportOutcome.Duplicate, Accepted.ReportId, null),
        new ReportResult("note-2", ReportOutcome.Accepted, "6dd5a3a1-2f3c-4f4a-8d3f-5a6fd9c2f1b7", null),
        new ReportResult("note-3", ReportOutcome.Rejected, null, ItemProblem.Of(Problems.NotFound("venue"))),
    ]);

    private static QueueStatus Paused => StatusView.Unknown(VenueId.Example!.GetValue<string>(), Lunch) with
    {
        State = VenueState.Paused,
        ValidUntil = Lunch.AddMinutes(20),
        Until = Lunch.AddMinutes(20),
        Reason = ShutReason.Notice,
    };

    private static AcceptedReport Accepted => new(
        "0f0a2d52-0a2b-4c8e-9d63-0c1f3f7f5b1e", VenueId.Example!.GetValue<string>(), Lunch);
}
