using System.Text.Json;
using QNom.Queues.Estimation;

namespace QNom.Tests.Unit.Queues;

public class TimedVisitTests
{
    private static readonly WaitEstimator Estimator = WaitEstimator.Singapore;
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_sign_that_runs_high_is_corrected_by_what_visits_took()
    {
        var state = new EstimatorState();
        for (var day = 0; day < 10; day++)
            Day(state, day, posted: 40, waited: 20);
        Estimator.Apply(state, new Evidence(Noon.AddDays(10), SourceKind.Partner, 40, null));

        Assert.InRange(Estimator.At(state, Noon.AddDays(10)).Likely, 17, 23);
    }

    [Fact]
    public void A_sign_that_is_old_is_forgotten()
    {
        var state = new EstimatorState();
        for (var day = 0; day < 10; day++)
            Day(state, day, posted: 20, waited: 20);
        Estimator.Apply(state, new Evidence(Noon.AddDays(10), SourceKind.Partner, 90, null));

        var fresh = Estimator.At(state, Noon.AddDays(10).AddMinutes(30)).Likely;
        var forgotten = Estimator.At(state, Noon.AddDays(10).AddMinutes(31)).Likely;

        Assert.True(fresh > 40, $"{fresh}");
        Assert.InRange(forgotten, 15, 25);
    }

    [Fact]
    public void Where_waits_scatter_more_the_interval_is_wider_and_the_confidence_lower()
    {
        var (even, uneven) = (new EstimatorState(), new EstimatorState());
        for (var day = 0; day < 30; day++)
        {
            for (var visit = 0; visit < 8; visit++)
            {
                var joined = Noon.AddDays(day).AddMinutes(visit * 20);
                Estimator.Apply(even, new Evidence(joined, SourceKind.Crowd, 20 + visit % 2, null, Timed: true));
                Estimator.Apply(uneven, new Evidence(joined, SourceKind.Crowd, visit % 2 == 0 ? 6 : 40, null, Timed: true));
            }
        }

        var (narrow, wide) = (Estimator.At(even, Noon.AddDays(30)), Estimator.At(uneven, Noon.AddDays(30)));
        Assert.True(wide.High - wide.Low > 4 * (narrow.High - narrow.Low), $"{narrow} {wide}");
        Assert.True(narrow.Confidence > 0.9 && wide.Confidence < 0.6, $"{narrow} {wide}");
    }

    [Fact]
    public void Diners_who_always_guess_too_high_are_believed_less_high_once_the_truth_was_seen()
    {
        var (measured, unmeasured) = (new EstimatorState(), new EstimatorState());
        for (var i = 0; i < 40; i++)
        {
            var at = Noon.AddDays(i / 4).AddMinutes(i % 4 * 25);
            var guess = new Evidence(at, SourceKind.Crowd, 30, null);
            Estimator.Apply(measured, guess);
            Estimator.Apply(unmeasured, guess);
            Estimator.Apply(measured, new Evidence(at.AddMinutes(1), SourceKind.Crowd, 12, null, Timed: true));
        }

        var now = Noon.AddDays(10);
        var next = new Evidence(now, SourceKind.Crowd, 30, null);
        Assert.InRange(Estimator.At(Estimator.Update(measured, next), now).Likely, 9, 17);
        Assert.InRange(Estimator.At(Estimator.Update(unmeasured, next), now).Likely, 25, 31);
    }

    [Fact]
    public void A_visit_of_impossible_length_is_remembered_as_the_longest_that_is_believed()
    {
        var state = Estimator.Update(
            new EstimatorState(), new Evidence(Noon, SourceKind.Crowd, 90_387, null, Timed: true));
        var copy = StateCodec.Read(StateCodec.Write(state));

        Assert.Equal(Noon.AddMinutes(WaitScale.LongestMinutes), state.At);
        Assert.Equal(state.Recent[0].Known, copy.Recent[0].Known);
        Assert.True(double.IsFinite(Estimator.At(state, Noon.AddDays(1)).High));
    }

    [Fact]
    public void An_update_allocates_nothing()
    {
        var state = new EstimatorState();
        Day(state, 0, posted: 40, waited: 20);
        Day(state, 1, posted: 40, waited: 20);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Day(state, 2, posted: 35, waited: 22);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_state_with_every_place_taken_stays_below_four_kilobytes_in_a_document()
    {
        var state = new EstimatorState();
        for (var day = 0; day < 20; day++)
            Day(state, day, posted: 20 + day, waited: 20);
        for (var second = 0; second < 40; second++)
        {
            Estimator.Apply(state, new Evidence(Noon.AddDays(20).AddSeconds(second), SourceKind.Crowd, second, 999));
            Estimator.Apply(state, new Evidence(Noon.AddDays(20).AddSeconds(second), SourceKind.Partner, second, null));
        }

        Assert.True(state.RecentCount >= EstimatorModel.RemembersReports - 1);
        Assert.True(state.PostedCount >= EstimatorModel.RemembersPosted - 1);
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(state).Length, 3000, 4096);
    }

    [Fact]
    public void Another_version_of_the_state_and_a_cut_off_one_are_refused()
    {
        var bytes = StateCodec.Write(new EstimatorState());
        Assert.Throws<EndOfStreamException>(() => StateCodec.Read(bytes[..^1]));

        bytes[0]++;
        Assert.Throws<InvalidDataException>(() => StateCodec.Read(bytes));
    }

    private static void Day(EstimatorState state, int day, double posted, double waited)
    {
        for (var visit = 0; visit < 6; visit++)
        {
            var joined = Noon.AddDays(day).AddMinutes(visit * 30);
            Estimator.Apply(state, new Evidence(joined, SourceKind.Partner, posted, null));
            Estimator.Apply(state, new Evidence(joined.AddSeconds(5), SourceKind.Crowd, waited, null, Timed: true));
        }
    }
}
