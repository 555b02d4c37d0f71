using System.Runtime.Intrinsics;
using System.Text.Json;
using QNom.Queues.Estimation;

namespace QNom.Tests.Unit.Queues;

public class WaitEstimatorTests
{
    private static readonly WaitEstimator Estimator = WaitEstimator.Singapore;

    // A Wednesday, noon in Singapore.
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_report_moves_the_estimate_towards_itself_but_not_all_the_way()
    {
        var before = Estimator.At(new EstimatorState(), Noon).Likely;
        var after = Estimator.At(After(Guess(0, 30)), Noon).Likely;

        Assert.InRange(after, before + 3, 29);
    }

    [Fact]
    public void Reports_that_agree_narrow_the_interval_and_raise_the_confidence()
    {
        var one = Estimator.At(After(Guess(0, 20)), Noon);
        var five = Estimator.At(After([.. Enumerable.Repeat(Guess(0, 20), 5)]), Noon);

        Assert.True(five.High - five.Low < one.High - one.Low);
        Assert.True(five.Confidence > one.Confidence);
        Assert.InRange(five.Likely, 16, 20.5);
    }

    [Fact]
    public void Without_news_the_estimate_goes_back_to_the_profile_and_grows_uncertain()
    {
        var state = After(Guess(0, 60));
        var profile = Estimator.Usual(state, Noon.AddHours(10));
        var now = Estimator.At(state, Noon);
        var confirmed = Estimator.At(state, Noon.AddMinutes(2));
        var soon = Estimator.At(state, Noon.AddMinutes(30));
        var later = Estimator.At(state, Noon.AddHours(10));

        Assert.True(now.Likely > confirmed.Likely && confirmed.Likely > soon.Likely && soon.Likely > later.Likely);
        Assert.Equal(profile, later.Likely, 0.2);
        Assert.True(now.Confidence > soon.Confidence || now.High - now.Low < soon.High - soon.Low);
        Assert.Equal(1, Estimator.HistoryShare(state, Noon.AddHours(10)), 0.01);
    }

    [Fact]
    public void An_outlier_moves_the_estimate_less_than_its_distance_would()
    {
        var state = After([.. Enumerable.Repeat(Guess(0, 10), 6)]);
        var plausible = Move(state, 15);
        var absurd = Move(state, 180);

        Assert.True(absurd < 3 * plausible, $"15 minutes moved it by {plausible:F2}, 180 by {absurd:F2}");

        static double Move(EstimatorState from, double minutes) =>
            Estimator.At(Estimator.Update(from, Guess(1, minutes)), Noon.AddMinutes(1)).Likely
            - Estimator.At(from, Noon.AddMinutes(1)).Likely;
    }

    [Fact]
    public void A_late_report_counts_less_than_a_fresh_one_and_does_not_turn_time_back()
    {
        var state = After(Guess(0, 10));
        var fresh = Estimator.Update(state, Guess(0, 40));
        var late = Estimator.Update(state, Guess(-60, 40));

        Assert.Equal(Noon, late.At);
        Assert.True(Estimator.At(late, Noon).Likely < Estimator.At(fresh, Noon).Likely);
    }

    [Fact]
    public void Counted_people_are_a_wait_too()
    {
        var few = Estimator.At(After(new Evidence(Noon, SourceKind.Crowd, null, 2)), Noon).Likely;
        var many = Estimator.At(After(new Evidence(Noon, SourceKind.Crowd, null, 30)), Noon).Likely;

        Assert.True(many > few + 5);
    }

    [Fact]
    public void A_profile_is_learned_for_the_hour_and_the_kind_of_day_and_not_for_others()
    {
        var state = new EstimatorState();
        for (var week = 0; week < 8; week++)
        {
            state = Estimator.Update(state, Visit(7 * 24 * 60 * week - 180 + 30, 2));
            state = Estimator.Update(state, Visit(7 * 24 * 60 * week + 30, 40));
        }

        var nextWeek = Noon.AddDays(7 * 8);
        var lunch = Estimator.Usual(state, nextWeek.AddMinutes(30));
        var morning = Estimator.Usual(state, nextWeek.AddHours(-3).AddMinutes(30));
        Assert.True(lunch > 25, $"lunch {lunch:F1}");
        Assert.True(morning < 10, $"morning {morning:F1}");
        Assert.True(Estimator.HistorySupport(state, nextWeek.AddMinutes(30)) > 1);
        Assert.Equal(0, Estimator.HistorySupport(state, nextWeek.AddDays(3).AddMinutes(30)));
    }

    [Theory]
    [InlineData(-1.2815515655, 0.1)]
    [InlineData(0, 0.5)]
    [InlineData(1.96, 0.9750021)]
    [InlineData(-5, 2.8665e-7)]
    public void The_normal_distribution_is_right_to_seven_digits(double z, double expected) =>
        Assert.Equal(expected, Normal.Cumulative(z), 1e-7);

    [Fact]
    public void The_normal_distribution_of_several_values_agrees_with_that_of_each()
    {
        for (var z = -8.0; z < 8; z += 0.01)
        {
            var several = Normal.Cumulative(Vector512.Create(z, 0, 3, -3, -z, 1, 2, 20));

            Assert.Equal(Normal.Cumulative(z), several[0], 2.25e-7);
            Assert.Equal(Normal.Cumulative(-z), several[4], 2.25e-7);
            Assert.Equal(1, several[7], 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_is_said_the_estimate_stays_a_sane_number_in_constant_space(int seed)
    {
        var random = new Random(seed);
        var state = new EstimatorState();
        for (var i = 0; i < 400; i++)
        {
            var minutes = random.Next(-30, 60 * 24 * 20) * random.NextDouble();
            state = Estimator.Update(state, new Evidence(
                Noon.AddMinutes(minutes), SourceKind.Crowd,
                random.Next(2) == 0 ? random.Next(0, 181) : null, random.Next(0, 1000)));
            var estimate = Estimator.At(state, Noon.AddMinutes(minutes + 5));

            Assert.True(double.IsFinite(estimate.Likely) && estimate.Low >= 0 && estimate.Low <= estimate.Likely
                && estimate.Likely <= estimate.High && estimate.High < 2000, estimate.ToString());
            Assert.InRange(estimate.Confidence, 0, 1);
            Assert.InRange(Estimator.HistoryShare(state, Noon.AddMinutes(minutes)), 0, 1);
            Assert.True(state.RecentCount <= EstimatorModel.RemembersReports);
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 20)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_stored_goes_on_learning_as_if_it_had_not_been(bool withSign)
    {
        var random = new Random(5);
        var kept = new EstimatorState();
        Learn(kept, 0, 10);
        var read = JsonSerializer.Deserialize<EstimatorState>(JsonSerializer.Serialize(kept))!;
        random = new Random(6);
        Learn(kept, 10, 13);
        random = new Random(6);
        Learn(read, 10, 13);

        for (var minutes = 0; minutes <= 60; minutes += 15)
        {
            var now = Noon.AddDays(12).AddMinutes(400);
            var (expected, actual) = (Estimator.Forecast(kept, now, now.AddMinutes(minutes)), Estimator.Forecast(read, now, now.AddMinutes(minutes)));
            Assert.Equal(expected.Likely, actual.Likely, 0.05);
            Assert.Equal(expected.High, actual.High, 0.5);
        }

        void Learn(EstimatorState state, int fromDay, int untilDay)
        {
            for (var day = fromDay; day < untilDay; day++)
            {
                for (var minute = 0; minute < 400; minute += 5)
                {
                    var (at, wait) = (Noon.AddDays(day).AddMinutes(minute), 8 + minute / 20 + random.Next(12));
                    if (withSign)
                        Estimator.Apply(state, new Evidence(at, SourceKind.Partner, wait * 1.4 + random.Next(5), null));
                    Estimator.Apply(state, Visit(day * 1440 + minute - wait, wait));
                }
            }
        }
    }

    [Fact]
    public void A_visit_without_a_sign_says_nothing_of_how_right_signs_are()
    {
        var state = After([.. Enumerable.Range(0, 40).Select(i => Visit(10 * i, 10 + i % 7))]);

        var scale = StateLayout.Current.Intervals.Scale;
        Assert.Equal(0, Seen(0));
        for (var kind = 1; kind < Beliefs.Kinds; kind++)
            Assert.True(Seen(kind) > 10, $"kind {kind}");

        double Seen(int kind) => Enumerable.Range(0, scale.OfLane(kind).Counts.Length).Sum(i => scale.OfLane(kind).Counts.At(state.Cells, i));
    }

    [Fact]
    public void What_comes_late_is_learned_from_at_once()
    {
        var state = After([.. Enumerable.Range(0, 6).Select(i => Guess(10 * i, 12))]);
        Estimator.Apply(state, Guess(15, 30));

        Assert.Equal([true, true, true, true, true, true, false], state.Recent.Take(state.RecentCount).Select(said => said.Learned));
    }

    private static Evidence Visit(double minutesAfterNoon, double wait) =>
        new(Noon.AddMinutes(minutesAfterNoon), SourceKind.Crowd, wait, null, Timed: true);

    private static Evidence Guess(double minutesAfterNoon, double wait) =>
        new(Noon.AddMinutes(minutesAfterNoon), SourceKind.Crowd, wait, null);

    private static EstimatorState After(params Evidence[] evidence) =>
        evidence.Aggregate(new EstimatorState(), Estimator.Update);
}
