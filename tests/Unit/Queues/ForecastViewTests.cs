using QNom.Queues;
using QNom.Queues.Estimation;
using QNom.Tests.Unit.Venues.Hours;
using QNom.Venues.Hours;

namespace QNom.Tests.Unit.Queues;

public class ForecastViewTests
{
    private static readonly DateTimeOffset Noon = Schedules.Local("2026-11-25 12:05").ToUniversalTime();

    [Fact]
    public void It_goes_to_the_closing_by_the_quarter_of_an_hour_and_never_past_it()
    {
        var forecast = ForecastView.Of(Head(Hours("11:00", "21:10")), Noon);

        var closing = Schedules.Local("2026-11-25 21:10");
        Assert.Equal(Schedules.Local("2026-11-25 12:15").ToUniversalTime(), forecast.Forecast[0].At);
        Assert.Equal(Schedules.Local("2026-11-25 21:00").ToUniversalTime(), forecast.Forecast[^1].At);
        Assert.All(forecast.Forecast.Zip(forecast.Forecast.Skip(1)), pair => Assert.Equal(TimeSpan.FromMinutes(15), pair.Second.At - pair.First.At));
        Assert.All(forecast.Forecast, point => Assert.True(point.At < closing && point.Low <= point.Likely && point.Likely <= point.High));
    }

    [Fact]
    public void At_a_closing_on_the_quarter_nobody_joins_any_more() =>
        Assert.Equal(
            Schedules.Local("2026-11-25 14:15").ToUniversalTime(), ForecastView.Of(Head(Hours("11:00", "14:30")), Noon).Forecast[^1].At);

    [Fact]
    public void Where_no_closing_is_known_it_looks_four_hours_ahead() =>
        Assert.Equal(16, ForecastView.Of(Head(Opening.Unknown), Noon).Forecast.Count);

    [Fact]
    public void So_it_does_where_a_venue_never_closes() =>
        Assert.Equal(16, ForecastView.Of(Head(Hours("00:00", "00:00")), Noon).Forecast.Count);

    [Fact]
    public void Its_intervals_are_its_own_and_wider_the_further_ahead()
    {
        var forecast = ForecastView.Of(Head(Hours("11:00", "21:10")), Noon).Forecast;

        Assert.True(forecast[3].High - forecast[3].Low > forecast[0].High - forecast[0].Low);
        Assert.True(forecast[3].Confidence <= forecast[0].Confidence);
    }

    private static Opening Hours(string from, string to) =>
        new(1, new OpeningHours([Schedules.Line(Enum.GetValues<DayOfWeek>(), from, to)]), 0, []);

    // A stall that posts its wait, a quarter of an hour each.
    private static QueueHead Head(Opening opening)
    {
        var state = new EstimatorState();
        for (var minute = -20; minute <= -5; minute += 5)
            WaitEstimator.Singapore.Apply(state, new Evidence(Noon.AddMinutes(minute), SourceKind.Partner, 15, null));
        return new QueueHead { VenueId = "stall", Opening = opening, Estimator = state, UpdatedAt = Noon.AddMinutes(-5) };
    }
}
