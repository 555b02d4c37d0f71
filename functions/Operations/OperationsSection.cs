using System.Text.Json.Nodes;
using QNom.Operations.Audit;
using QNom.Operations.DeadLetters;
using QNom.Operations.Health;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;
using QNom.Queues;

namespace QNom.Operations;

/// <summary>What the API document says of operations.</summary>
internal static class OperationsSection
{
    private const string LetterId = "2516421403139999999-7c9d2b7e-52f1-4c58-9a3b-0d8c1a2f6e41";
    private const string EntryId = "2516421403139999999-1c0f6a52-6a0e-4f5b-8f0c-6f7f2f3d9b10";

    private const string Seal = "q3l0Hk0m1Vw5s8nJYb2xTgq3l0Hk0m1Vw5s8nJYb2xA";

    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    private static readonly Parameter DeadLetterIdInRoute = new(
        "path", "deadLetterId", "The dead letter.",
        new JsonObject { ["type"] = "string", ["pattern"] = DeadLetterId.Pattern }, LetterId);

    public static ApiSection Section { get; } = new(
        "Operations", "Messages that failed all their attempts, what operators did, and whether the app can work.",
    [
        new Endpoint(nameof(DeadLetterFunctions.ListDeadLetters), "Dead letters, by page")
        {
            Parameters =
            [
                new Parameter("query", "queue", "Only those that failed on this queue.", new JsonObject { ["type"] = "string" }, QueueNames.Reports),
                Parameter.PageLimit(DeadLetterQuery.UsualLimit, DeadLetterQuery.MostAtOnce),
                Parameter.PageCursor,
            ],
            Answer = Answer.Uncached(200, "A page; it may have fewer than `limit` although more follow.",
                Content.Written(new DeadLetterList([Letter.Summarise()])),
                Header.NextPage($"/api/v1/dead-letters?limit=1&cursor={Cursor.Encode(new { After = LetterId })}")),
            Problems = [Problems.Invalid("queue", $"must be one of: {QueueNames.Reports}, {QueueNames.Events}")],
        },
        new Endpoint(nameof(DeadLetterFunctions.GetDeadLetter), "A dead letter with its body")
        {
            Parameters = [DeadLetterIdInRoute],
            Answer = Answer.Uncached(200, "The dead letter.", Content.Written(Letter)),
            Problems = [DeadLetterId.NotFound()],
        },
        new Endpoint(nameof(DeadLetterFunctions.ReplayDeadLetter), "Replay a dead letter")
        {
            Parameters = [DeadLetterIdInRoute],
            Answer = Answer.Uncached(200, "It is back on its queue, as it was. A second time changes nothing.",
                Content.Written(Letter.Summarise() with { ReplayedAt = Noon.AddHours(2) })),
            Problems = [DeadLetterId.NotFound(), FileReplay.Gone()],
        },
        new Endpoint(nameof(DeadLetterFunctions.DiscardDeadLetter), "Discard a dead letter")
        {
            Parameters = [DeadLetterIdInRoute],
            Answer = new Answer(204, "It is gone.", null),
            Problems = [DeadLetterId.NotFound()],
        },
        new Endpoint(nameof(AuditFunctions.ListAudit), "The audit trail, by page")
        {
            Parameters = [Parameter.PageLimit(AuditFunctions.UsualLimit, AuditFunctions.MostAtOnce), Parameter.PageCursor],
            Answer = Answer.Uncached(200, "A page.", Content.Written(new AuditPage([Entry])),
                Header.NextPage($"/api/v1/audit?limit=1&cursor={Cursor.Encode(new { After = EntryId })}")),
            Problems = [Problems.Invalid("limit", $"must be a whole number from 1 to {AuditFunctions.MostAtOnce}")],
        },
        new Endpoint(nameof(AuditFunctions.VerifyAudit), "Whether the audit trail is intact")
        {
            Parameters =
            [
                new Parameter("query", "number", "The number of a line whose seal was noted at an earlier verification.",
                    new JsonObject { ["type"] = "integer", ["minimum"] = 1 }, 42),
                new Parameter("query", "seal", "That seal: a trail that was cut or written anew since then is found out.",
                    new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9_-]{43}$" }, Seal),
            ],
            Answer = Answer.Uncached(200, "What was found. Note the number and the seal outside of the database.",
                Content.Written(new AuditVerification(true, 42, Seal, []))),
            Problems = [Problems.Invalid("seal", "must be a seal as a verification gave it, with its number")],
        },
        new Endpoint(nameof(HealthFunctions.GetLiveness), "Whether the process answers")
        {
            Answer = Answer.Uncached(200, "It does.", Content.Written(new LivenessReport(true))),
        },
        new Endpoint(nameof(HealthFunctions.GetReadiness), "Whether the app can work")
        {
            Answer = Answer.Uncached(200, "It can.", Content.Written(Report(DependencyState.Ready))),
            OtherAnswers = [Answer.Uncached(503, "It cannot.", Content.Written(Report(DependencyState.TimedOut)))],
        },
    ]);

    private static DeadLetter Letter => new()
    {
        Id = LetterId,
        Queue = QueueNames.Reports,
        Failure = new Failure(
            nameof(QueueFunctions.CountReport), nameof(InvalidDataException), "The message has an unknown schema.", Noon,
            "7c9d2b7e-52f1-4c58-9a3b-0d8c1a2f6e41", Noon.AddMinutes(-1), 5),
        PoisonedAt = Noon,
        SetAsideAt = Noon.AddSeconds(2),
        Bytes = 24,
        Body = new MessageBody(BodyEncoding.Text, "{\"schema\":\"report/99\"}"),
    };

    private static AuditView Entry => new(
        EntryId, "b0a3c7de-5a0f-4a5e-8a60-b3a7f0f6d7c2", Noon, "q3l0Hk0m1Vw5s8nJYb2xTg",
        nameof(DeadLetterFunctions.ReplayDeadLetter), $"/api/v1/dead-letters/{LetterId}/replay", AuditOutcome.Done, null, 42, Seal);

    private static ReadinessReport Report(DependencyState database) => new(
        database == DependencyState.Ready, Noon,
        [
            new DependencyReport("database", database, database == DependencyState.Ready ? 4 : (long)Readiness.Patience.TotalMilliseconds),
            new DependencyReport("queues", DependencyState.Ready, 6),
        ]);
}
