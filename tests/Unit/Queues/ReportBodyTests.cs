using QNom.Platform.Http;
using QNom.Queues;

namespace QNom.Tests.Unit.Queues;

public class ReportBodyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    public static TheoryData<ReportBody, string> Bad { get; } = new()
    {
        { new ReportBody(), "" },
        { new ReportBody(WaitMinutes: 181), "/waitMinutes" },
        { new ReportBody(QueueLength: -1), "/queueLength" },
        { new ReportBody(JoinedAt: Noon.AddMinutes(-9)), "/servedAt" },
        { new ReportBody(ServedAt: Noon), "/joinedAt" },
        { Visit(-9, -9), "/servedAt" },
        { Visit(-9, -10), "/servedAt" },
        { Visit(-182, -1), "/servedAt" },
        { Visit(-9, 3), "/servedAt" },
        { Visit(-361, -350), "/joinedAt" },
        { Visit(-9, -1) with { WaitMinutes = 8 }, "/waitMinutes" },
        { Visit(-9, -1) with { QueueLength = 8 }, "/queueLength" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_report_that_cannot_be_is_refused_with_a_pointer(ReportBody body, string at) =>
        Assert.Equal([at], Assert.Throws<ProblemException>(() => Check(body)).Errors!.Keys);

    [Fact]
    public void A_guess_the_people_ahead_both_and_a_timed_visit_are_reports()
    {
        Check(new ReportBody(WaitMinutes: 0));
        Check(new ReportBody(QueueLength: 999));
        Check(new ReportBody(180, 0));
        Check(Visit(-180, 0));
        Check(Visit(-360, -200));
    }

    [Fact]
    public void A_visit_by_a_clock_that_is_ahead_keeps_its_length()
    {
        var visit = Visit(-8, 2).Visit(Noon)!.Value;

        Assert.Equal((Noon.AddMinutes(-10), Noon), visit);
    }

    [Fact]
    public void Turns_are_five_minutes_apart_before_and_after()
    {
        var turns = new ReporterTurns { Id = "turns:x", VenueId = "stall" }.With(new Turn("one", Noon, "key"), Noon);

        Assert.NotNull(turns.InTheWayOf(new Turn("two", Noon.AddSeconds(299), null)));
        Assert.NotNull(turns.InTheWayOf(new Turn("two", Noon.AddSeconds(-299), null)));
        Assert.Null(turns.InTheWayOf(new Turn("two", Noon.AddSeconds(300), null)));
        Assert.Null(turns.InTheWayOf(new Turn("two", Noon.AddSeconds(-300), null)));
    }

    [Fact]
    public void Turns_older_than_anything_that_is_accepted_are_forgotten()
    {
        var turns = new ReporterTurns { Id = "turns:x", VenueId = "stall" }.With(new Turn("one", Noon, null), Noon);

        Assert.Equal(2, turns.With(new Turn("two", Noon.AddHours(24), null), Noon.AddHours(24)).Turns.Count);
        Assert.Single(turns.With(new Turn("two", Noon.AddHours(25), null), Noon.AddHours(25)).Turns);
    }

    private static void Check(ReportBody body) => body.Check(new ValidationErrors(), "", Noon).ThrowIfAny();

    private static ReportBody Visit(int joined, int served) =>
        new(JoinedAt: Noon.AddMinutes(joined), ServedAt: Noon.AddMinutes(served));
}
