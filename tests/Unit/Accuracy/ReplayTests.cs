using QNom.Accuracy;

namespace QNom.Tests.Unit.Accuracy;

public class ReplayTests
{
    private static readonly Period Judged = new(RecordedDays.First.Date.AddDays(15), DateTime.MaxValue);

    [Theory]
    [InlineData(1, 20.15)]
    [InlineData(2, 24.20)]
    [InlineData(3, 29.25)]
    public void Whatever_happens_later_no_earlier_prediction_changes(int seed, double daysBefore)
    {
        var series = RecordedDays.Create(30, seed);
        var now = RecordedDays.First.AddDays(daysBefore);
        var other = series with { Rows = [.. series.Rows.Select(row => Perturb(row, now))] };

        var one = Replay.Run(series, Judged).Where(j => j.Joined <= now).ToList();
        var two = Replay.Run(other, Judged).Where(j => j.Joined <= now).ToList();

        Assert.True(one.Count > 20);
        Assert.Equal(one.Select(j => (j.Joined, j.All, j.NoPosted)), two.Select(j => (j.Joined, j.All, j.NoPosted)));
        Assert.Equal(one.SelectMany(j => j.Forecasts), two.SelectMany(j => j.Forecasts));
        Assert.Equal(one.Select(j => j.Guesses), two.Select(j => j.Guesses));
        Assert.NotEqual(
            Replay.Run(series, Judged).Where(j => j.Joined > now.AddHours(3)).Select(j => j.All),
            Replay.Run(other, Judged).Where(j => j.Joined > now.AddHours(3)).Select(j => j.All));
    }

    [Fact]
    public void Two_runs_are_the_same_to_the_last_bit()
    {
        var series = RecordedDays.Create(25, 4);

        Assert.Equal(
            Replay.Run(series, Judged).Select(j => (j.All, j.NoPosted)), Replay.Run(series, Judged).Select(j => (j.All, j.NoPosted)));
    }

    [Fact]
    public void A_visit_is_judged_only_where_the_sign_was_seen_within_half_an_hour()
    {
        var noon = RecordedDays.First.Date.AddDays(20).AddHours(12);
        WaitRow[] rows =
        [
            new(noon, null, 30),
            new(noon.AddMinutes(30), 10, null),
            new(noon.AddMinutes(31), 11, null),
            new(noon.AddMinutes(40), null, -1),
            new(noon.AddMinutes(41), 12, null),
        ];

        var judged = Replay.Run(new WaitSeries("short", rows, 0), Judged);

        Assert.Equal([10], judged.Select(j => j.Actual));
    }

    [Fact]
    public void A_visit_is_recent_to_another_only_once_it_is_over_for_an_hour_and_on_the_same_day()
    {
        var noon = RecordedDays.First.Date.AddDays(20).AddHours(12);
        WaitRow[] rows =
        [
            .. Enumerable.Range(0, 20).Select(i => new WaitRow(noon.AddMinutes(i * 7), null, 30)),
            new(noon.AddMinutes(1), 20, null),
            new(noon.AddMinutes(20), 5, null),
            new(noon.AddMinutes(22), 6, null),
            new(noon.AddMinutes(90), 7, null),
        ];

        var judged = Replay.Run(new WaitSeries("short", [.. rows.OrderBy(row => row.At)], 0), Judged);

        Assert.Equal([false, false, true, false], judged.Select(j => j.Recent));
        Assert.Equal(20, judged[2].Guesses.Les);
        Assert.Null(judged[3].Guesses.Les);
    }

    [Fact]
    public void A_sign_that_runs_high_is_calibrated_and_beats_the_simple_rules()
    {
        var judged = Replay.Run(RecordedDays.Create(40, 5), Judged);
        var result = Result.Of(judged);

        Assert.True(result.All.Mae < 0.5 * result.Baselines["postedRaw"].Mae, $"{result.All.Mae} {result.Baselines["postedRaw"].Mae}");
        Assert.True(result.All.Mae < result.Baselines["postedRatio"].Mae);
        Assert.True(result.NoPosted.Mae < result.Baselines["history"].Mae);
        Assert.InRange(result.All.Coverage80, 0.65, 0.95);
    }

    // What is known at a time stays: rows until then, but for the length of waits that are not over.
    private static WaitRow Perturb(WaitRow row, DateTime now)
    {
        if (row.At > now)
            return row with { Posted = row.Posted * 3, Actual = row.Actual * 2 + 7 };
        return row.Actual is { } wait && row.At.AddMinutes(wait) > now ? row with { Actual = wait + 90 } : row;
    }
}
