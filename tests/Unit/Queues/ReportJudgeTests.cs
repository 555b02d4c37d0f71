using System.Text.Json;
using QNom.Queues.Estimation;
using QNom.Queues.Trust;

namespace QNom.Tests.Unit.Queues;

public class ReportJudgeTests
{
    private static readonly ReportJudge Judge = ReportJudge.Singapore;

    // A Wednesday, noon in Singapore.
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    private readonly EstimatorState state = new();
    private readonly TrustState trust = new();
    private ulong reports;

    [Fact]
    public void Where_nobody_is_known_newcomers_count_in_full() =>
        Assert.Equal(new Verdict(1, null), Report(1, 0, 12).Verdict);

    [Fact]
    public void At_a_stall_with_known_reporters_a_newcomer_counts_little()
    {
        Regulars(waited: 10);

        var verdict = Report(99, 0, 10).Verdict;

        Assert.Null(verdict.Held);
        Assert.InRange(verdict.Weight, 0.01, 0.3);
    }

    [Fact]
    public void A_burst_of_newcomers_is_held_back_and_moves_nothing_but_what_one_honest_report_could()
    {
        Regulars(waited: 10);
        var before = Likely(0);

        var verdicts = Enumerable.Range(0, 50).Select(i => Report(1000 + (ulong)i, i / 30.0, 12).Verdict).ToList();

        Assert.True(verdicts.Count(verdict => verdict.Held == HeldReason.ManyNewcomers) >= 45);
        Assert.Equal(before, Likely(2), 1.0);
    }

    [Fact]
    public void Two_reporters_with_one_device_are_one()
    {
        Assert.Null(Report(1, 0, 10, device: 7).Verdict.Held);
        Assert.Equal(HeldReason.SameDevice, Report(2, 1, 10, device: 7).Verdict.Held);
        Assert.Null(Report(1, 6, 10, device: 7).Verdict.Held);
    }

    [Fact]
    public void Newcomers_of_one_network_are_one_and_those_who_are_known_are_not()
    {
        Regulars(waited: 10);

        Assert.Null(Report(99, 0, 10, network: 7).Verdict.Held);
        Assert.Equal(HeldReason.SameNetwork, Report(98, 1, 10, network: 7).Verdict.Held);
        Assert.Null(Report(1, 2, 10, network: 7).Verdict.Held);
    }

    [Fact]
    public void A_newcomer_alone_against_the_rest_is_held_back()
    {
        Regulars(waited: 10);
        var before = Likely(0);

        Assert.Equal(HeldReason.AloneAgainstTheRest, Report(99, 0, 90, timed: true).Verdict.Held);
        Assert.Equal(before, Likely(0));
    }

    [Fact]
    public void Who_was_right_before_counts_more_than_who_was_wrong_and_who_is_often_wrong_counts_nothing()
    {
        for (var day = 0; day < 6; day++)
        {
            for (ulong who = 1; who <= 6; who++)
                Report(who, Day(day) + 4 * (int)who, 10, timed: true);
            Report(50, Day(day) + 30, 40);
        }

        Assert.InRange(Report(1, Day(6), 10).Verdict.Weight, 0.8, TrustModel.LargestWeight);
        Assert.Equal(HeldReason.OftenWrong, Report(50, Day(6) + 1, 10).Verdict.Held);
    }

    [Fact]
    public void A_newcomer_who_was_held_back_and_was_right_becomes_known()
    {
        Regulars(waited: 10);
        for (var day = 0; day < 5; day++)
        {
            Report(1, Day(day), 10, timed: true);
            Report(99, Day(day) + 1, 10, network: 5);
            Report(98, Day(day) + 2, 10, network: 5);
        }

        Assert.True(Report(98, Day(6), 10, network: 5).Verdict.Weight > 0.7);
    }

    [Fact]
    public void What_was_held_back_is_released_when_others_agree_later()
    {
        Regulars(waited: 10);
        var held = Report(99, 0, 30);
        Assert.Equal(HeldReason.AloneAgainstTheRest, held.Verdict.Held);
        var id = Id(reports);

        List<(Guid ReportId, double Weight)> released = [];
        for (ulong who = 1; who <= 6; who++)
            released.AddRange(Report(who, who, 30, timed: true).Released);

        Assert.Equal(id, Assert.Single(released).ReportId);
        Assert.InRange(released[0].Weight, 0.01, 0.3);
    }

    [Fact]
    public void An_operator_releases_a_report_once()
    {
        Regulars(waited: 10);
        var testimony = Testimony(99, 0, 30);
        Assert.NotNull(Judge.Take(trust, state, testimony).Verdict.Held);
        var before = Likely(0);

        Assert.True(Judge.Release(trust, state, testimony));
        Assert.True(Likely(0) > before + 1);
        Assert.False(Judge.Release(trust, state, testimony));
    }

    [Fact]
    public void What_is_remembered_is_bounded_and_survives_being_stored()
    {
        Regulars(waited: 10);
        for (var i = 0; i < 100; i++)
            Report(3000 + (ulong)i, Day(-1) + i * 5, 10 + i % 3, timed: true);
        for (var i = 0; i < 200; i++)
            Report(1000 + (ulong)i, i / 10.0, i % 50, network: (uint)i % 7, device: (uint)i % 90);
        var json = JsonSerializer.SerializeToUtf8Bytes(trust);
        var copy = JsonSerializer.Deserialize<TrustState>(json)!;

        Assert.InRange(json.Length, 1500, 2600);
        Assert.Equal(trust.Reports, copy.Reports);
        Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes(copy));
        Assert.InRange(trust.Reports.Count, 11, TrustModel.RemembersReports);
        Assert.Equal(TrustModel.RemembersHeld, trust.Reports.Count(report => report.Held is not null));
    }

    // Six people who timed their visits on eight days.
    private void Regulars(double waited)
    {
        for (var day = -9; day < -1; day++)
        {
            for (ulong who = 1; who <= 6; who++)
                Report(who, Day(day) + 5 * (int)who, waited, timed: true);
        }

        for (ulong who = 1; who <= 3; who++)
            Report(who, -25 + (int)who, waited, timed: true);
    }

    private static double Day(int day) => day * 24 * 60;

    private double Likely(double minutesAfterNoon) => WaitEstimator.Singapore.At(state, Noon.AddMinutes(minutesAfterNoon)).Likely;

    private Judged Report(ulong who, double minutesAfterNoon, double wait, bool timed = false, uint network = 0, uint device = 0) =>
        Judge.Take(trust, state, Testimony(who, minutesAfterNoon, wait, timed, network, device));

    private Testimony Testimony(
        ulong who, double minutesAfterNoon, double wait, bool timed = false, uint network = 0, uint device = 0)
    {
        var received = Noon.AddMinutes(minutesAfterNoon);
        var at = timed ? received.AddMinutes(-wait) : received;
        return new Testimony(
            Id(++reports), new Origin(who, network, device), received, new Evidence(at, SourceKind.Crowd, wait, null, timed));
    }

    private static Guid Id(ulong number) => new(0, 0, 0, BitConverter.GetBytes(number));
}
