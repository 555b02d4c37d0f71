using QNom.Venues.Hours;

namespace QNom.Tests.Unit.Venues.Hours;

public class TimetableTests
{
    private static readonly TimeSpan[] AroundAnEdge =
        [TimeSpan.FromMinutes(-1), TimeSpan.FromTicks(-1), TimeSpan.Zero, TimeSpan.FromMinutes(1)];

    /// <summary>The last minute, the last instant, the edge and the first minute of every opening and closing.</summary>
    public static TheoryData<string, DateTimeOffset> Cases()
    {
        var cases = new TheoryData<string, DateTimeOffset>();
        foreach (var schedule in Schedules.All)
        {
            var window = Schedules.Interval(schedule.Window);
            var edges = schedule.Open.Select(Schedules.Interval).SelectMany(open => new[] { open.From, open.To });
            foreach (var at in edges.SelectMany(edge => AroundAnEdge.Select(step => edge + step))
                .Where(at => at >= window.From && at < window.To).Distinct())
                cases.Add(schedule.Name, at);
        }

        return cases;
    }

    [Fact]
    public void There_are_at_least_300_cases() => Assert.True(Cases().Count >= 300, $"{Cases().Count}");

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_open_opens_next_and_closes_as_worked_out_by_hand(string name, DateTimeOffset at)
    {
        var schedule = Schedules.All.Single(schedule => schedule.Name == name);
        var timetable = Of(schedule);
        var (window, expected) = (Schedules.Interval(schedule.Window), schedule.Open.Select(Schedules.Interval).ToList());
        var current = expected.SingleOrDefault(open => at >= open.From && at < open.To);
        var next = expected.FirstOrDefault(open => open.From > at);

        Assert.Equal(current is not null, timetable.IsOpenAt(at));
        // What lies past the window was not worked out.
        if (current is null && next is not null)
            Assert.Equal(next.From, timetable.NextOpening(at));
        if (current is not null)
            Assert.Equal(at, timetable.NextOpening(at));
        if (current is null || current.To < window.To)
            Assert.Equal(current?.To, timetable.ClosesAt(at));
    }

    [Fact]
    public void The_intervals_of_a_window_are_those_worked_out_by_hand() => Assert.All(Schedules.All, schedule =>
    {
        var window = Schedules.Interval(schedule.Window);
        Assert.Equal(schedule.Open.Select(Schedules.Interval), Of(schedule).Intervals(window.From, window.To));
    });

    [Fact]
    public void Who_never_closes_is_open_without_an_end()
    {
        var timetable = new Timetable(new OpeningHours([Schedules.Line(Enum.GetValues<DayOfWeek>(), "00:00", "24:00")]), []);
        var at = Schedules.Local("2026-11-23 03:00");

        Assert.True(timetable.IsOpenAt(at));
        Assert.Null(timetable.ClosesAt(at));
        Assert.Equal(at, timetable.NextOpening(at));
    }

    [Fact]
    public void Who_never_opens_has_no_next_opening() =>
        Assert.Null(new Timetable(new OpeningHours([]), []).NextOpening(Schedules.Local("2026-11-23 03:00")));

    [Fact]
    public void Where_no_hours_are_known_only_closures_close()
    {
        var timetable = new Timetable(null, [new DateRange(new DateOnly(2026, 12, 7), new DateOnly(2026, 12, 8))]);

        Assert.True(timetable.IsOpenAt(Schedules.Local("2026-12-06 23:59")));
        Assert.Equal(Schedules.Local("2026-12-07 00:00"), timetable.ClosesAt(Schedules.Local("2026-12-06 23:59")));
        Assert.False(timetable.IsOpenAt(Schedules.Local("2026-12-08 23:59")));
        Assert.Equal(Schedules.Local("2026-12-09 00:00"), timetable.NextOpening(Schedules.Local("2026-12-07 12:00")));
    }

    [Fact]
    public void A_place_is_open_since_its_last_opening() => Assert.Equal(
        Schedules.Local("2026-11-26 18:00"),
        Of(Schedules.All.Single(schedule => schedule.Name == "supper past midnight")).OpenSince(Schedules.Local("2026-11-27 01:00")));

    private static Timetable Of(Schedule schedule) => new(schedule.Hours, schedule.Site ?? []);
}
