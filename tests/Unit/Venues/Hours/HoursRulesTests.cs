using System.Text.Json;
using QNom.Platform;
using QNom.Platform.Http;
using QNom.Venues.Hours;

namespace QNom.Tests.Unit.Venues.Hours;

public class HoursRulesTests
{
    [Theory]
    [InlineData("""{"weekly":null}""", "/weekly")]
    [InlineData("""{"weekly":[null]}""", "/weekly")]
    [InlineData("""{"weekly":[],"specialDays":[null]}""", "/specialDays")]
    [InlineData("""{"weekly":[],"publicHolidays":[null]}""", "/publicHolidays")]
    [InlineData("""{"weekly":[],"closures":[null]}""", "/closures")]
    [InlineData("""{"weekly":[{"days":[],"open":"10:00","close":"12:00"}]}""", "/weekly/0/days")]
    [InlineData("""{"weekly":[{"days":["monday","monday"],"open":"10:00","close":"12:00"}]}""", "/weekly/0/days")]
    [InlineData("""{"weekly":[{"days":["monday"],"open":"24:00","close":"12:00"}]}""", "/weekly/0/open")]
    [InlineData("""{"weekly":[{"days":["monday"],"open":"10:00","close":"12:00"},{"days":["monday"],"open":"11:59","close":"13:00"}]}""", "/weekly/1")]
    [InlineData("""{"weekly":[{"days":["saturday"],"open":"22:00","close":"02:00"},{"days":["sunday"],"open":"01:00","close":"03:00"}]}""", "/weekly/1")]
    [InlineData("""{"weekly":[],"publicHolidays":[{"open":"10:00","close":"12:00"},{"open":"11:00","close":"13:00"}]}""", "/publicHolidays")]
    [InlineData("""{"weekly":[],"specialDays":[{"date":"2026-12-24","spans":[]},{"date":"2026-12-24","spans":[]}]}""", "/specialDays/1/date")]
    [InlineData("""{"weekly":[],"specialDays":[{"date":"1999-12-24","spans":[]}]}""", "/specialDays/0/date")]
    [InlineData("""{"weekly":[],"closures":[{"from":"2026-12-24","to":"2026-12-23"}]}""", "/closures/0/to")]
    [InlineData("""{"weekly":[],"closures":[{"from":"2026-12-24","to":"2028-12-23"}]}""", "/closures/0/to")]
    public void What_breaks_a_rule_is_told_with_its_place(string json, string at)
    {
        var hours = JsonSerializer.Deserialize<OpeningHours>(json, Json.Strict)!;

        var problem = Assert.Throws<ProblemException>(hours.Validate);

        Assert.Equal(400, problem.Status);
        Assert.Contains(at, problem.Errors!.Keys);
    }

    [Fact]
    public void Hours_that_touch_do_not_overlap() => new OpeningHours(
        [Schedules.Line([DayOfWeek.Saturday], "22:00", "02:00"), Schedules.Line([DayOfWeek.Sunday], "02:00", "03:00")]).Validate();

    [Theory]
    [InlineData("\"24:01\"")]
    [InlineData("\"7:00\"")]
    [InlineData("\"07:60\"")]
    [InlineData("\"-1:00\"")]
    [InlineData("700")]
    [InlineData("null")]
    public void What_is_no_time_of_the_day_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ClockTime>(json, Json.Strict));

    [Fact]
    public void A_Monday_is_a_public_holiday_after_one_on_a_Sunday() => Assert.All(
        PublicHolidays.All.Where(day => day.DayOfWeek == DayOfWeek.Sunday),
        sunday => Assert.True(PublicHolidays.Contains(sunday.AddDays(1)), $"{sunday}"));
}
