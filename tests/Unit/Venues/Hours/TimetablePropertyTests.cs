using CsCheck;
using QNom.Venues.Hours;

namespace QNom.Tests.Unit.Venues.Hours;

/// <summary>What holds of any rules: hours that overlap, run past midnight and meet holidays, special days and closures.</summary>
public class TimetablePropertyTests
{
    // Around Christmas and New Year's Day, so that holidays are met.
    private static readonly DateOnly First = new(2026, 12, 20);

    private static readonly Gen<OpenSpan> Spans = Gen.Select(
        Gen.Int[0, ClockTime.Day - 1], Gen.Int[0, ClockTime.Day],
        (open, close) => new OpenSpan(new ClockTime(open), new ClockTime(close)));

    private static readonly Gen<DateOnly> Days = Gen.Int[0, 20].Select(First.AddDays);

    private static readonly Gen<DateRange> Ranges =
        Gen.Select(Days, Gen.Int[0, 3], (from, length) => new DateRange(from, from.AddDays(length)));

    private static readonly Gen<WeeklyHours> Lines = Gen.Select(
        Gen.Int[0, 6].Array[1, 4], Spans,
        (days, span) => new WeeklyHours([.. days.Distinct().Select(day => (DayOfWeek)day)], span.Open, span.Close));

    private static readonly Gen<(OpeningHours Hours, DateRange[] Site)> Rules = Gen.Select(
        Lines.Array[0, 4],
        Gen.OneOf(Gen.Const(() => (OpenSpan[]?)null), Spans.Array[0, 2].Select(spans => (OpenSpan[]?)spans)),
        Gen.Select(Days, Spans.Array[0, 2], (day, spans) => new SpecialDay(day, spans)).Array[0, 3],
        Ranges.Array[0, 2], Ranges.Array[0, 2],
        (weekly, holidays, special, own, site) =>
            (new OpeningHours(weekly, holidays, [.. special.DistinctBy(day => day.Date)], own), site));

    private static readonly Gen<DateTimeOffset> Times =
        Gen.Int[0, 20 * ClockTime.Day].Select(minute => Schedules.Local("2026-12-20 00:00").AddMinutes(minute));

    [Fact]
    public void It_is_open_if_and_only_if_some_interval_contains_the_time() => Gen.Select(Rules, Times).Sample((rules, at) =>
    {
        var timetable = new Timetable(rules.Hours, rules.Site);
        return timetable.IsOpenAt(at)
            == timetable.Intervals(at.AddDays(-3), at.AddDays(3)).Any(open => at >= open.From && at < open.To);
    });

    [Fact]
    public void It_is_open_if_and_only_if_the_rules_read_word_by_word_say_so() => Gen.Select(Rules, Times).Sample((rules, at) =>
        new Timetable(rules.Hours, rules.Site).IsOpenAt(at) == IsOpenWordByWord(rules.Hours, rules.Site, at));

    [Fact]
    public void The_next_opening_is_open_and_never_is_it_open_before() => Gen.Select(Rules, Times).Sample((rules, at) =>
    {
        var timetable = new Timetable(rules.Hours, rules.Site);
        var next = timetable.NextOpening(at);
        var end = next ?? at.AddDays(9);
        return (next is null || (next >= at && timetable.IsOpenAt(next.Value)))
            && !timetable.Intervals(at, end).Any();
    });

    [Fact]
    public void Until_it_closes_it_is_open_and_then_it_is_not() => Gen.Select(Rules, Times).Sample((rules, at) =>
    {
        var timetable = new Timetable(rules.Hours, rules.Site);
        return timetable.ClosesAt(at) is not { } closing
            ? !timetable.IsOpenAt(at) || timetable.IsOpenAt(at.AddDays(6))
            : timetable.IsOpenAt(at) && !timetable.IsOpenAt(closing)
                && timetable.Intervals(at, closing).SequenceEqual([new OpenInterval(at, closing)]);
    });

    [Fact]
    public void Intervals_are_in_order_do_not_touch_and_lie_within_the_window() => Gen.Select(Rules, Times).Sample((rules, at) =>
    {
        var intervals = new Timetable(rules.Hours, rules.Site).Intervals(at, at.AddDays(5)).ToList();
        return intervals.All(open => open.From < open.To && open.From >= at && open.To <= at.AddDays(5))
            && intervals.Zip(intervals.Skip(1)).All(pair => pair.First.To < pair.Second.From);
    });

    // The rules once more, as slowly and plainly as can be.
    private static bool IsOpenWordByWord(OpeningHours hours, DateRange[] site, DateTimeOffset at)
    {
        var local = at.ToOffset(TimeSpan.FromHours(8));
        var (today, minute) = (DateOnly.FromDateTime(local.DateTime), (local.Hour * 60) + local.Minute);
        if (Closed(today))
            return false;
        var fromToday = SpansOf(today).Any(span => minute >= span.Open.Minutes
            && (span.Close.Minutes <= span.Open.Minutes || minute < span.Close.Minutes));
        var fromYesterday = !Closed(today.AddDays(-1)) && SpansOf(today.AddDays(-1)).Any(span =>
            span.Close.Minutes <= span.Open.Minutes && minute < span.Close.Minutes);
        return fromToday || fromYesterday;

        bool Closed(DateOnly day) => site.Concat(hours.Closures!).Any(range => range.From <= day && day <= range.To);

        IEnumerable<OpenSpan> SpansOf(DateOnly day)
        {
            foreach (var special in hours.SpecialDays!)
            {
                if (special.Date == day)
                    return special.Spans;
            }

            if (hours.PublicHolidays is not null && (day is { Month: 12, Day: 25 } or { Month: 1, Day: 1 }))
                return hours.PublicHolidays;
            return hours.Weekly.Where(line => line.Days.Contains(day.DayOfWeek)).Select(line => new OpenSpan(line.Open, line.Close));
        }
    }
}
