using QNom.Queues;
using QNom.Queues.Estimation;
using QNom.Queues.Notices;
using QNom.Tests.Unit.Venues.Hours;
using QNom.Venues.Hours;

namespace QNom.Tests.Unit.Queues;

public class OpeningGateTests
{
    private static readonly Opening Lunch =
        new(1, new OpeningHours([Schedules.Line(Enum.GetValues<DayOfWeek>(), "11:00", "14:30")]), 0, []);

    private static readonly DateTimeOffset Noon = Schedules.Local("2026-11-25 12:00").ToUniversalTime();

    [Fact]
    public void A_venue_closed_by_its_hours_shows_no_minutes_and_says_when_it_opens()
    {
        var status = StatusView.Of(Head(Lunch, Schedules.Local("2026-11-25 14:29")), Schedules.Local("2026-11-25 14:30"));

        Assert.Equal((VenueState.Closed, ShutReason.Hours, Schedules.Local("2026-11-26 11:00")), (status.State, status.Reason, status.Until));
        Assert.True(status is { Wait: null, Level: null, QueueLength: null, Confidence: 0 });
        Assert.Empty(status.Forecast);
    }

    [Fact]
    public void At_its_last_minute_a_venue_is_open_and_nothing_shown_runs_past_its_closing()
    {
        var closing = Schedules.Local("2026-11-25 14:30");
        var status = StatusView.Of(Head(Lunch, closing.AddMinutes(-20)), closing.AddMinutes(-20));

        Assert.Equal(VenueState.Open, status.State);
        Assert.Equal(closing, status.ValidUntil);
        Assert.Equal([closing.AddMinutes(-5)], status.Forecast.Select(point => point.At));
    }

    [Fact]
    public void A_venue_whose_site_is_cleaned_shows_no_minutes_though_its_hours_say_open()
    {
        var cleaned = Lunch with { ClosuresRevision = 1, Closures = [new DateRange(new(2026, 11, 25), new(2026, 11, 26))] };
        var status = StatusView.Of(Head(cleaned, Noon), Noon.AddMinutes(1));

        Assert.Equal((VenueState.Closed, ShutReason.SiteClosure, Schedules.Local("2026-11-27 11:00")), (status.State, status.Reason, status.Until));
        Assert.Null(status.Wait);
    }

    [Fact]
    public void What_was_said_before_an_opening_is_not_live_after_it()
    {
        var split = new Opening(1, new OpeningHours(
            [Schedules.Line(Enum.GetValues<DayOfWeek>(), "11:00", "12:00"), Schedules.Line(Enum.GetValues<DayOfWeek>(), "12:10", "14:00")]), 0, []);

        Assert.Null(StatusView.Of(Head(split, Noon.AddMinutes(-1)), Noon.AddMinutes(11)).ValidUntil);
        Assert.NotNull(StatusView.Of(Head(split, Noon.AddMinutes(10)), Noon.AddMinutes(11)).ValidUntil);
    }

    [Fact]
    public void A_venue_without_known_hours_is_not_gated()
    {
        var status = StatusView.Of(Head(Opening.Unknown, Noon), Noon);

        Assert.Equal((VenueState.Open, 3), (status.State, status.Forecast.Count));
        Assert.Equal(StatusView.Of(Head(null, Noon), Noon).ValidUntil, status.ValidUntil);
    }

    [Fact]
    public void What_a_stall_says_that_ends_while_it_is_closed_ends_with_the_next_opening()
    {
        var head = Head(Lunch, Noon) with
        {
            Notice = new Notice { At = Noon, State = VenueState.Closed, SoldOut = true, Until = Noon.AddHours(12) },
        };

        var status = StatusView.Of(head, Noon.AddMinutes(1));

        Assert.Equal((ShutReason.SoldOut, Schedules.Local("2026-11-26 11:00")), (status.Reason, status.Until));
    }

    [Fact]
    public void A_late_copy_never_takes_the_place_of_a_newer_one()
    {
        var newer = Lunch with { HoursRevision = 2, ClosuresRevision = 5 };

        Assert.Same(newer, newer.With(Lunch with { Hours = null }));
        Assert.Same(newer, newer.With(newer with { Hours = null }));
        Assert.Null(newer.With(newer with { HoursRevision = 3, Hours = null }).Hours);
    }

    private static QueueHead Head(Opening? opening, DateTimeOffset reported) => new()
    {
        VenueId = "stall",
        Opening = opening,
        UpdatedAt = reported,
        Estimator = WaitEstimator.Singapore.Update(new EstimatorState(), new Evidence(reported, SourceKind.Crowd, 20, 8)),
    };
}
