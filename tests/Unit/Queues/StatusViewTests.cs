using System.Text.Json;
using QNom.Platform;
using QNom.Queues;
using QNom.Queues.Estimation;

namespace QNom.Tests.Unit.Queues;

public class StatusViewTests
{
    private static readonly WaitEstimator Estimator = WaitEstimator.Singapore;
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_venue_that_nobody_told_us_about_is_unknown_and_shows_no_minutes()
    {
        var status = StatusView.Of("stall", new EstimatorState(), Noon);

        Assert.Equal(VenueState.Unknown, status.State);
        Assert.Null(status.Wait);
        Assert.Null(status.Level);
        Assert.Equal(0, status.Confidence);
        Assert.Empty(status.Forecast);
    }

    [Fact]
    public void One_report_is_shown_with_its_range_its_source_and_until_when_it_holds()
    {
        var status = StatusView.Of("stall", After(Guess(0, 15)), Noon.AddMinutes(1));

        Assert.Equal(VenueState.Open, status.State);
        Assert.NotNull(status.Wait);
        Assert.True(status.Wait.Low < status.Wait.Likely && status.Wait.Likely < status.Wait.High);
        Assert.InRange(status.Confidence, 0.2, 0.9);
        Assert.Equal(Noon, status.UpdatedAt);
        Assert.Equal(Noon.AddMinutes(30), status.ValidUntil);
        var crowd = Assert.Single(status.Sources, source => source.Kind == SourceKind.Crowd);
        Assert.Equal(1, crowd.Count);
        Assert.Equal(1, status.Sources.Sum(source => source.Weight), 0.011);
    }

    [Fact]
    public void A_live_wait_ends_when_its_validity_does()
    {
        var state = After(Guess(0, 15));

        Assert.Equal(VenueState.Open, StatusView.Of("stall", state, Noon.AddMinutes(29)).State);
        var after = StatusView.Of("stall", state, Noon.AddMinutes(30));
        Assert.Equal(VenueState.Unknown, after.State);
        Assert.Null(after.Wait);
        Assert.Null(after.ValidUntil);
        Assert.Equal(Noon, after.UpdatedAt);
    }

    [Fact]
    public void With_a_history_the_forecast_of_history_is_shown_with_less_confidence_and_never_as_live()
    {
        var state = new EstimatorState();
        for (var day = 0; day < 3; day++)
        {
            for (var minute = 0; minute < 60; minute += 5)
                state = Estimator.Update(state, Guess(day * 24 * 60 + minute, 20));
        }

        var live = StatusView.Of("stall", state, Noon.AddDays(2).AddMinutes(56));
        var history = StatusView.Of("stall", state, Noon.AddDays(5 + 2).AddMinutes(30));

        Assert.NotNull(history.Wait);
        Assert.Null(history.ValidUntil);
        Assert.True(history.Confidence < live.Confidence, $"{history.Confidence} {live.Confidence}");
        Assert.Equal([SourceKind.History], history.Sources.Select(source => source.Kind));
    }

    [Fact]
    public void Within_a_step_of_the_clock_a_status_is_the_same_to_the_byte()
    {
        var state = After(Guess(0, 15), Guess(2, 20));
        var texts = Enumerable.Range(0, 14)
            .Select(second => Serialize(StatusView.Of("stall", state, Noon.AddMinutes(10).AddSeconds(second))))
            .Distinct();

        Assert.Single(texts);
        Assert.NotEqual(texts.Single(), Serialize(StatusView.Of("stall", state, Noon.AddMinutes(25))));
    }

    [Fact]
    public void A_report_within_a_step_shows_at_once()
    {
        var before = After(Guess(0, 10));
        var after = Estimator.Update(before, new Evidence(Noon.AddSeconds(7), SourceKind.Crowd, 60, null));

        Assert.NotEqual(
            StatusView.Of("stall", before, Noon.AddSeconds(8)).Wait,
            StatusView.Of("stall", after, Noon.AddSeconds(8)).Wait);
    }

    [Fact]
    public void The_forecast_looks_a_quarter_half_and_whole_hour_ahead_and_widens()
    {
        var forecast = StatusView.Of("stall", After(Guess(0, 40), Guess(1, 40), Guess(2, 40)), Noon.AddMinutes(2)).Forecast;

        Assert.Equal(
            [Noon.AddMinutes(15), Noon.AddMinutes(30), Noon.AddMinutes(60)],
            forecast.Select(point => point.At));
        Assert.True(Spread(forecast[0]) < Spread(forecast[1]) && Spread(forecast[1]) < Spread(forecast[2]));

        static double Spread(ForecastPoint point) => WaitScale.FromMinutes(point.High) - WaitScale.FromMinutes(point.Low);
    }

    [Fact]
    public void No_wait_is_below_zero_now_or_later()
    {
        var status = StatusView.Of("stall", After(Guess(0, 0), Guess(1, 1), Guess(2, 0)), Noon.AddMinutes(2));

        Assert.True(status.Wait!.Low >= 0);
        Assert.All(status.Forecast, point => Assert.True(point.Low >= 0 && point.Low <= point.Likely));
    }

    [Fact]
    public void A_growing_queue_is_rising_and_a_shrinking_one_is_falling()
    {
        var rising = After([.. Enumerable.Range(0, 8).Select(i => Guess(i * 4, 5 + i * 6))]);
        var falling = After([.. Enumerable.Range(0, 8).Select(i => Guess(i * 4, 47 - i * 6))]);

        Assert.Equal(WaitTrend.Rising, StatusView.Of("stall", rising, Noon.AddMinutes(28)).Trend);
        Assert.Equal(WaitTrend.Falling, StatusView.Of("stall", falling, Noon.AddMinutes(28)).Trend);
    }

    [Fact]
    public void Read_models_are_told_only_what_people_would_see_and_before_validity_runs_out()
    {
        var published = new PublishedStatus(VenueState.Open, new WaitRange(10, 5, 20), null, null, Noon.AddMinutes(30));

        Assert.False(published.IsOutdatedBy(published with { ValidUntil = Noon.AddMinutes(34) }));
        Assert.True(published.IsOutdatedBy(published with { ValidUntil = Noon.AddMinutes(35) }));
        Assert.True(published.IsOutdatedBy(published with { Wait = new WaitRange(11, 5, 20) }));
    }

    [Fact]
    public void The_head_of_a_busy_venue_stays_below_four_kilobytes_of_state()
    {
        var state = new EstimatorState();
        for (var i = 0; i < 3000; i++)
            state = Estimator.Update(state, new Evidence(Noon.AddMinutes(i * 17), SourceKind.Crowd, i % 60, i % 40));

        var size = JsonSerializer.SerializeToUtf8Bytes(state, Json.Documents).Length;
        Assert.True(size < 4096, $"{size} bytes");
    }

    [Fact]
    public void The_state_survives_its_document()
    {
        var state = After(Guess(0, 12), Guess(3, 18));
        var copy = JsonSerializer.Deserialize<EstimatorState>(JsonSerializer.SerializeToUtf8Bytes(state, Json.Documents), Json.Documents)!;

        Assert.Equal(
            Serialize(StatusView.Of("stall", state, Noon.AddMinutes(5))),
            Serialize(StatusView.Of("stall", copy, Noon.AddMinutes(5))));
    }

    private static string Serialize(QueueStatus status) => JsonSerializer.Serialize(status, Json.Responses);

    private static Evidence Guess(double minutesAfterNoon, double wait) =>
        new(Noon.AddMinutes(minutesAfterNoon), SourceKind.Crowd, wait, null);

    private static EstimatorState After(params Evidence[] evidence) =>
        evidence.Aggregate(new EstimatorState(), Estimator.Update);
}
