using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using QNom.Local.Host;
using QNom.Local.Host.Timers;

namespace QNom.Tests.Unit.Host;

public sealed class TimerScheduleTests
{
    private static readonly TimerSchedule EveryFiveMinutes = TimerSchedule.Parse("0 */5 * * * *");

    [Theory]
    [InlineData("0 */5 * * * *", "2026-11-23 12:00:00", "2026-11-23 12:05:00")]
    [InlineData("30 0 4 * * *", "2026-11-23 12:00:00", "2026-11-24 04:00:30")]
    [InlineData("0 0 9 * * 1-5", "2026-11-27 10:00:00", "2026-11-30 09:00:00")]
    [InlineData("0 0 0 29 2 *", "2026-11-23 12:00:00", "2028-02-29 00:00:00")]
    [InlineData("*/10 * * * * *", "2026-12-31 23:59:55", "2027-01-01 00:00:00")]
    public void The_next_occurrence_is_later_than_the_time_and_in_UTC(string expression, string after, string expected)
    {
        var next = TimerSchedule.Parse(expression).NextAfter(Utc(after));

        Assert.Equal((Utc(expected), DateTimeKind.Utc), (next, next.Kind));
    }

    [Theory]
    [InlineData("*/5 * * * *")]
    [InlineData("00:05:00")]
    [InlineData("0 61 * * * *")]
    [InlineData("")]
    public void Anything_but_six_fields_is_refused(string expression) =>
        Assert.Throws<FunctionHostException>(() => TimerSchedule.Parse(expression));

    [Theory]
    [InlineData("* * * * * *", true)]
    [InlineData("0,30 0 9 * * *", true)]
    [InlineData("0 * * * * *", false)]
    [InlineData("0 */5 * * * *", false)]
    public void Schedules_with_less_than_a_minute_between_occurrences_are_told_apart(string expression, bool expected) =>
        Assert.Equal(expected, TimerSchedule.Parse(expression).IsMoreThanOncePerMinute(Utc("2026-11-23 12:00:00")));

    [Fact]
    public void A_timer_that_was_never_started_waits_for_its_next_occurrence() =>
        Assert.Equal("next 12:05 past due False new True", Plan(null, "12:03"));

    [Fact]
    public void A_restart_before_the_next_occurrence_misses_nothing() =>
        Assert.Equal("next 12:05 past due False new False", Plan(Record("12:00", "12:05"), "12:04"));

    [Fact]
    public void A_restart_after_it_is_past_due() =>
        Assert.Equal("next 12:05 past due True new False", Plan(Record("12:00", "12:05"), "12:17"));

    [Fact]
    public void A_timer_that_was_started_but_never_ran_is_past_due_too() => Assert.Equal(
        "next 12:05 past due True new False",
        Plan(new() { LastUpdated = Clock("12:03"), Next = Clock("12:05") }, "12:17"));

    [Fact]
    public void A_schedule_that_was_changed_is_not_past_due_for_what_it_never_promised() =>
        Assert.Equal("next 12:20 past due False new True", Plan(Record("11:00", "12:00"), "12:17"));

    private static string Plan(ScheduleStatus? recorded, string now)
    {
        var plan = SchedulePlan.Make(EveryFiveMinutes, recorded, Clock(now));
        return string.Create(CultureInfo.InvariantCulture, $"next {plan.Status.Next:HH:mm} past due {plan.IsPastDue} new {plan.IsNew}");
    }

    private static ScheduleStatus Record(string last, string next) =>
        new() { Last = Clock(last), Next = Clock(next), LastUpdated = Clock(last) };

    private static DateTime Clock(string time) => Utc($"2026-11-23 {time}:00");

    private static DateTime Utc(string time) => DateTime.SpecifyKind(DateTime.Parse(time, CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
