using QNom.Queues;
using QNom.Queues.Estimation;
using QNom.Queues.Notices;

namespace QNom.Tests.Unit.Queues;

public class NoticeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(VenueState.Closed)]
    [InlineData(VenueState.Paused)]
    public void While_a_stall_says_that_it_is_closed_or_paused_no_minutes_are_shown_and_it_says_until_when(VenueState state)
    {
        var status = StatusView.Of(Head(Shut(state, 20)), Noon.AddMinutes(1));

        Assert.Equal((state, Noon.AddMinutes(20), ShutReason.Notice), (status.State, status.Until, status.Reason));
        Assert.Equal(Noon.AddMinutes(20), status.ValidUntil);
        Assert.True(status is { Wait: null, Level: null, QueueLength: null, Trend: null, Confidence: 0 });
        Assert.Empty(status.Forecast);
    }

    [Fact]
    public void A_stall_that_has_sold_out_says_so() =>
        Assert.Equal(ShutReason.SoldOut, StatusView.Of(Head(Shut(VenueState.Closed, 20) with { SoldOut = true }), Noon).Reason);

    [Fact]
    public void Past_its_end_a_pause_is_over_without_anyone_saying_so_and_who_queues_still_counts()
    {
        var status = StatusView.Of(Head(Shut(VenueState.Paused, 20)), Noon.AddMinutes(20));

        Assert.Equal((VenueState.Open, null, null), (status.State, status.Until, status.Reason));
        Assert.NotNull(status.Wait);
    }

    [Fact]
    public void Past_the_end_of_a_closing_what_was_said_before_it_is_not_live()
    {
        var status = StatusView.Of(Head(Shut(VenueState.Closed, 20)), Noon.AddMinutes(20));

        Assert.Equal((VenueState.Open, null), (status.State, status.Wait));
    }

    [Fact]
    public void Who_does_not_name_the_end_does_not_say_that_it_is_open_from_then_on()
    {
        var status = StatusView.Of(Head(Shut(VenueState.Closed, 20) with { Reopens = false }), Noon.AddMinutes(20));

        Assert.Equal(VenueState.Unknown, status.State);
    }

    [Fact]
    public void An_open_stall_is_open_though_nobody_knows_its_wait_and_not_for_ever()
    {
        var head = new QueueHead { VenueId = "stall", Notice = new Notice { At = Noon, State = VenueState.Open }, UpdatedAt = Noon };

        var open = StatusView.Of(head, Noon.AddMinutes(29));
        Assert.Equal((VenueState.Open, null, Noon.AddMinutes(30)), (open.State, open.Wait, open.ValidUntil));
        Assert.Equal(VenueState.Unknown, StatusView.Of(head, Noon.AddMinutes(30)).State);
    }

    [Fact]
    public void Read_models_are_told_when_an_end_moves()
    {
        var told = PublishedStatus.Of(StatusView.Of(Head(Shut(VenueState.Paused, 20)), Noon));

        Assert.True(told.IsOutdatedBy(PublishedStatus.Of(StatusView.Of(Head(Shut(VenueState.Paused, 21)), Noon))));
    }

    private static Notice Shut(VenueState state, int minutes) =>
        new() { At = Noon, State = state, Until = Noon.AddMinutes(minutes), Reopens = true };

    // A guess of noon, and a notice right after it.
    private static QueueHead Head(Notice notice) => new()
    {
        VenueId = "stall",
        Notice = notice,
        UpdatedAt = Noon,
        Estimator = WaitEstimator.Singapore.Update(new EstimatorState(), new Evidence(Noon, SourceKind.Crowd, 15, null)),
    };
}
