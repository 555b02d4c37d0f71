using QNom.Diners.Alerts;
using QNom.Platform.Http;
using QNom.Venues.Hours;

namespace QNom.Tests.Unit.Diners;

public class AlertRuleTests
{
    [Theory]
    [InlineData("11:45", "13:00", "2026-11-23T11:45:00+08:00", true)]
    [InlineData("11:45", "13:00", "2026-11-23T11:44:59+08:00", false)]
    [InlineData("11:45", "13:00", "2026-11-23T12:59:59+08:00", true)]
    [InlineData("11:45", "13:00", "2026-11-23T13:00:00+08:00", false)]
    // The same moment, told in UTC: it is the clock in Singapore that counts.
    [InlineData("11:45", "13:00", "2026-11-23T03:45:00Z", true)]
    [InlineData("11:45", "13:00", "2026-11-23T11:45:00Z", false)]
    // Tuesday, and Sunday.
    [InlineData("11:45", "13:00", "2026-11-24T12:00:00+08:00", false)]
    [InlineData("11:45", "13:00", "2026-11-22T12:00:00+08:00", false)]
    // Past midnight it still is Monday's, and Sunday's is none.
    [InlineData("22:00", "01:30", "2026-11-24T01:29:59+08:00", true)]
    [InlineData("22:00", "01:30", "2026-11-24T01:30:00+08:00", false)]
    [InlineData("22:00", "01:30", "2026-11-23T00:30:00+08:00", false)]
    [InlineData("22:00", "24:00", "2026-11-23T23:59:59+08:00", true)]
    [InlineData("00:00", "24:00", "2026-11-23T00:00:00+08:00", true)]
    public void An_alert_is_on_from_its_first_minute_to_before_its_last_on_its_days_in_Singapore(string from, string until, string at, bool isOn)
    {
        var rule = new AlertRule(10, Clock(from), Clock(until), [DayOfWeek.Monday]);
        Assert.Equal(isOn, rule.At(DateTimeOffset.Parse(at, null)) is not null);
    }

    [Fact]
    public void An_occasion_is_of_the_day_on_which_it_began_and_says_when_it_ends()
    {
        var occasion = new AlertRule(10, Clock("22:00"), Clock("01:30")).At(DateTimeOffset.Parse("2026-11-24T01:00:00+08:00", null))!;
        Assert.Equal((new DateOnly(2026, 11, 23), DateTimeOffset.Parse("2026-11-23T17:30:00Z", null)), (occasion.Day, occasion.Ends));
    }

    [Fact]
    public void Two_rules_are_alike_whatever_the_order_of_their_days()
    {
        var rule = new AlertRule(10, Clock("11:45"), Clock("13:00"), [DayOfWeek.Monday, DayOfWeek.Friday]);
        Assert.True(rule.IsLike(rule with { Days = [DayOfWeek.Friday, DayOfWeek.Monday] }));
        Assert.True((rule with { Days = null }).IsLike((rule with { Days = null }).Filled()));
        Assert.False(rule.IsLike(rule with { Days = [DayOfWeek.Friday] }));
        Assert.False(rule.IsLike(rule with { UnderMinutes = 9 }));
    }

    [Theory]
    [InlineData(0, "11:45", "13:00", "/underMinutes")]
    [InlineData(181, "11:45", "13:00", "/underMinutes")]
    [InlineData(10, "24:00", "13:00", "/from")]
    [InlineData(10, "11:45", "11:45", "/until")]
    public void What_is_wrong_is_named(int under, string from, string until, string at)
    {
        var errors = new ValidationErrors();
        new AlertRule(under, Clock(from), Clock(until)).Check(errors, "");
        Assert.Equal(at, Assert.Single(Assert.Throws<ProblemException>(errors.ThrowIfAny).Errors!).Key);
    }

    private static ClockTime Clock(string text) => ClockTime.Read(text)!.Value;
}
