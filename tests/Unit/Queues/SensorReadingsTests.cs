using QNom.Platform.Http;
using QNom.Queues;
using QNom.Queues.Estimation;
using QNom.Queues.Sensors;

namespace QNom.Tests.Unit.Queues;

public class SensorReadingsTests
{
    // A Wednesday, noon in Singapore.
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Counts_become_a_live_wait_by_a_sensor()
    {
        var head = Send(Head(), Noon, [.. Enumerable.Range(-9, 10).Select(minute => Count(minute, 10 + minute % 3))]).Head;
        var status = StatusView.Of(head, Noon);

        Assert.Equal(VenueState.Open, status.State);
        Assert.InRange(status.QueueLength!.Value, 7, 13);
        Assert.Contains(status.Sources, source => source.Kind == SourceKind.Sensor);
    }

    [Fact]
    public void What_is_sent_again_changes_nothing_and_is_reported()
    {
        Reading[] readings = [Count(-2, 4), Count(-1, 5), Count(-1, 6), Count(0, 7)];
        var (head, first) = Send(Head(), Noon, readings);
        var (again, second) = Send(head, Noon.AddMinutes(10), readings);

        Assert.Equal((3, 1), (first.Accepted, first.Repeated));
        Assert.Equal((0, 4), (second.Accepted, second.Repeated));
        Assert.Same(head, again);
    }

    [Fact]
    public void The_order_within_a_call_makes_no_difference()
    {
        Reading[] readings = [.. Enumerable.Range(-20, 21).Select(minute => Count(minute, 30 + minute))];
        var (ordered, shuffled) = (Send(Head(), Noon, readings).Head, Send(Head(), Noon, [.. readings.Reverse()]).Head);

        Assert.Equal(StateCodec.Write(ordered.Estimator), StateCodec.Write(shuffled.Estimator));
        Assert.Equal(ordered.Sensors, shuffled.Sensors);
    }

    [Fact]
    public void Gaps_are_reported_also_from_one_call_to_the_next()
    {
        var (head, _) = Send(Head(), Noon, [Count(0, 4)]);
        var (_, report) = Send(head, Noon.AddMinutes(30), [Count(6, 4), Count(11, 5), Count(17, 6)]);

        Assert.Equal([(Noon, Noon.AddMinutes(6)), (Noon.AddMinutes(11), Noon.AddMinutes(17))], report.Gaps.Select(gap => (gap.From, gap.To)));
    }

    [Fact]
    public void A_clock_that_is_ahead_is_reported_and_corrected_for()
    {
        var (head, report) = Send(Head(), Noon, [Count(5, 4), Count(10, 5)]);

        Assert.Equal(600, report.ClockOffsetSeconds);
        Assert.Equal(2, report.Accepted);
        Assert.Equal(Noon, head.UpdatedAt);
    }

    [Fact]
    public void A_clock_that_is_behind_is_reported_and_its_readings_count_as_old()
    {
        var (head, report) = Send(Head(), Noon, [Count(-40, 5)]);

        Assert.Equal(-2400, report.ClockOffsetSeconds);
        Assert.Equal(VenueState.Unknown, StatusView.Of(head, Noon).State);
    }

    [Fact]
    public void A_clock_that_is_none_changes_nothing_and_is_reported()
    {
        var head = Head();
        var (same, report) = Send(head, Noon, [new Reading(DateTimeOffset.UnixEpoch, 5), Count(61, 5)]);

        Assert.Same(head, same);
        Assert.Equal((0, 1, 1), (report.Accepted, report.TooOld, report.TooFarAhead));
    }

    [Fact]
    public void Who_is_served_tells_how_long_a_queue_of_so_many_takes()
    {
        // Two people a minute, ten in the queue: the next one waits (10 + 1) / 2 minutes.
        Reading[] readings = [.. Enumerable.Range(-20, 21).Select(minute => new Reading(Noon.AddMinutes(minute), 10, 2, 2))];
        var fold = new ReadingFold(Noon);
        fold.Take("counter", null, readings);

        Assert.Equal(5.5, fold.Evidence[^1].WaitMinutes!.Value, 0.01);
        Assert.Equal(10, fold.Evidence[^1].QueueLength);
    }

    [Fact]
    public void Without_a_count_those_who_came_less_those_who_went_are_the_queue_and_never_less_than_none()
    {
        var fold = new ReadingFold(Noon);
        var memory = fold.Take("door", null, [Flow(-4, 5, 0), Flow(-3, 2, 3), Flow(-2, 0, 9), Flow(-1, 3, 1)]);

        Assert.Equal(2, memory!.Length);
    }

    [Fact]
    public void A_sensor_tells_at_most_once_in_three_minutes_so_that_others_are_still_heard()
    {
        var fold = new ReadingFold(Noon);
        fold.Take("counter", null, [.. Enumerable.Range(-600, 500).Select(second => new Reading(Noon.AddSeconds(second), second % 7 + 9))]);

        Assert.Equal(3, fold.Evidence.Count);
    }

    [Fact]
    public void A_sensor_that_is_stuck_shows_no_live_number_and_is_told_so()
    {
        var head = Head();
        ReadingReport? report = null;
        for (var minute = 0; minute <= 180; minute++)
            (head, report) = Send(head, Noon.AddMinutes(minute), [Count(minute, 7)]);

        Assert.True(report!.Stuck);
        Assert.Null(StatusView.Of(head, Noon.AddMinutes(180)).ValidUntil);
        Assert.Null(StatusView.Of(head, Noon.AddMinutes(180)).QueueLength);
    }

    [Fact]
    public void A_count_that_stays_weighs_less_and_less_before_it_counts_for_nothing()
    {
        var fold = new ReadingFold(Noon.AddMinutes(60));
        fold.Take("counter", null, [.. Enumerable.Range(0, 60).Select(minute => Count(minute, 7))]);

        var trusts = fold.Evidence.Select(evidence => evidence.Trust).ToList();
        Assert.Equal(1, trusts[0]);
        Assert.Equal(trusts.OrderDescending(), trusts);
        Assert.InRange(trusts[^1], 0.01, 0.2);
        Assert.Equal(Noon.AddMinutes(39), fold.Evidence[^1].At);
    }

    [Fact]
    public void More_sensors_than_a_head_remembers_are_refused_until_one_is_silent_for_a_day()
    {
        var head = Enumerable.Range(0, SensorReadings.MostSensors).Aggregate(
            Head(), (head, i) => SensorReadings.Fold(head, $"sensor-{i}", [Count(0, 4)], Noon).Step.Head);

        Assert.Equal(409, Assert.Throws<ProblemException>(() => Send(head, Noon, [Count(0, 4)])).Status);
        Assert.Single(Send(head, Noon.AddHours(25), [Count(25 * 60, 4)]).Head.Sensors);
    }

    [Fact]
    public void A_reading_that_cannot_be_is_refused_with_a_pointer()
    {
        Assert.Equal(["/readings/0"], Pointers(new Reading(Noon)));
        Assert.Equal(["/readings/0/count"], Pointers(new Reading(Noon, 1000)));
        Assert.Equal(["/readings/0/departures"], Pointers(new Reading(Noon, Arrivals: 1)));
        Assert.Equal(["/readings/0/arrivals"], Pointers(new Reading(Noon, 1, Departures: 1)));
        Assert.Equal(["/readings"], Pointers([.. Enumerable.Repeat(Count(0, 1), 501)]));
        Assert.Equal(["/readings"], Pointers());
    }

    private static IEnumerable<string> Pointers(params Reading[] readings) =>
        Assert.Throws<ProblemException>(() => new ReadingsBody(readings).Validate()).Errors!.Keys;

    private static (QueueHead Head, ReadingReport Report) Send(QueueHead head, DateTimeOffset now, Reading[] readings)
    {
        var (step, report) = SensorReadings.Fold(head, "counter", readings, now);
        return (step.Head, report);
    }

    private static QueueHead Head() => new() { VenueId = "stall" };

    private static Reading Count(int minute, int people) => new(Noon.AddMinutes(minute), people);

    private static Reading Flow(int minute, int arrivals, int departures) =>
        new(Noon.AddMinutes(minute), Arrivals: arrivals, Departures: departures);
}
