using QNom.Platform.OpenApi;
using QNom.Queues.Estimation;
using QNom.Queues.Trust;
using QNom.Queues.Truths;

namespace QNom.Queues.Explanations;

/// <summary>What the API document says of where waits come from and how right they were.</summary>
internal static class ExplanationSection
{
    private static readonly DateTimeOffset Lunch = new(2026, 11, 25, 4, 32, 15, TimeSpan.Zero);

    private static readonly Parameter VenueId =
        Parameter.Id("venueId", "The stall.", "maxwell-food-centre-chicken-rice");

    public static ApiSection Section { get; } = new("How sure we are", "Where the wait at a stall comes from, and how right it was.",
    [
        new Endpoint(nameof(ExplanationFunctions.ExplainQueue), "Where the wait at a stall comes from")
        {
            Parameters = [VenueId],
            Answer = Answer.Uncached(200, "The terms of the sum, what was said, and what was held back.", Content.Written(Example)),
        },
        new Endpoint(nameof(AccuracyFunctions.GetAccuracy), "How right the waits at a stall were")
        {
            Parameters = [VenueId],
            Answer = Answer.Read(
                "Waits that were measured at the stall, against what was shown when they began. Null where none was.",
                Content.Written(new QueueAccuracy(
                    VenueId.Example!.GetValue<string>(),
                    new AccuracyFigures(212, 2.4, 0.88, 0.79, -0.3, 0.84, 0.86), new AccuracyFigures(50, 2.1, 0.9, 0.82, 0.1, 0.85, 0.88))),
                AccuracyFunctions.MaxAge),
        },
    ]);

    private static QueueExplanation Example => new(
        VenueId.Example!.GetValue<string>(), Lunch, VenueState.Open, 13.6, 0.62,
        [
            new TermView(ExplainedBy.Usual, 8.4), new TermView(ExplainedBy.Hour, 3.1), new TermView(ExplainedBy.KindOfDay, 0.2),
            new TermView(ExplainedBy.LastDays, -0.4), new TermView(ExplainedBy.LastHours, 0.9), new TermView(ExplainedBy.LastMinutes, 1.1),
            new TermView(ExplainedBy.NewestWaits, 0.5), new TermView(ExplainedBy.OwnWays, -0.2),
        ],
        [new SourceView(SourceKind.Crowd, true, Lunch.AddMinutes(-17), 3, 14, null, 14, 1, 0.68)],
        [new HeldView("0f0a2d52-0a2b-4c8e-9d63-0c1f3f7f5b1e", HeldReason.AloneAgainstTheRest, Lunch.AddMinutes(-2), false, 60, null)]);
}
