using QNom.Queues;
using QNom.Queues.Estimation;
using QNom.Queues.Notices;

namespace QNom.Tests.Unit.Queues;

/// <summary>Numbers that look live and are not: what users of other systems complain of most.</summary>
public class StuckSourceTests
{
    // A Wednesday, noon in Singapore.
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_feed_that_is_frozen_for_hours_shows_no_live_number()
    {
        var head = new QueueHead { VenueId = "stall" };
        for (var minute = 0; minute <= 6 * 60; minute++)
        {
            head = Post(head, Noon.AddMinutes(minute), wait: 15);
            AssertShown(head, Noon.AddMinutes(minute), live: minute < 120 + 29);
        }

        Assert.Equal(Noon.AddMinutes(119), head.UpdatedAt);
    }

    [Fact]
    public void A_zero_that_is_stamped_anew_all_night_shows_no_live_number_and_not_even_that_it_is_open()
    {
        var (head, ten) = (new QueueHead { VenueId = "stall" }, Noon.AddHours(10));
        for (var minute = 0; minute <= 9 * 60; minute += 5)
        {
            head = Post(head, ten.AddMinutes(minute), wait: 0);
            if (minute >= 90)
                AssertShown(head, ten.AddMinutes(minute), live: false);
        }

        Assert.NotEqual(VenueState.Open, StatusView.Of(head, ten.AddHours(9)).State);
    }

    [Fact]
    public void A_partner_who_posts_once_and_forgets_is_live_for_half_an_hour_and_never_again()
    {
        var head = Post(new QueueHead { VenueId = "stall" }, Noon, wait: 20);

        AssertShown(head, Noon.AddMinutes(29), live: true);
        for (var minute = 30; minute < 3 * 24 * 60; minute += 30)
            AssertShown(head, Noon.AddMinutes(minute), live: false);
    }

    [Fact]
    public void A_count_that_stays_with_people_in_the_queue_is_no_count_after_forty_minutes()
    {
        var run = Run(length: 7, minutes: 20);
        Assert.Equal(1, run.Trust);
        Assert.InRange(Run(length: 7, minutes: 30).Trust, 0.4, 0.6);
        Assert.Equal(0, Run(length: 7, minutes: 40).Trust);
    }

    [Fact]
    public void A_sign_may_say_the_same_for_an_hour_and_a_zero_for_half_of_one()
    {
        Assert.Equal(1, Repetition.After(new Repetition(15, null, Noon, Noon.AddMinutes(59)), 15, null, Noon.AddMinutes(60)).Trust);
        Assert.Equal(0, Repetition.After(new Repetition(15, null, Noon, Noon.AddMinutes(119)), 15, null, Noon.AddMinutes(120)).Trust);
        Assert.Equal(0, Repetition.After(new Repetition(0, null, Noon, Noon.AddMinutes(59)), 0, null, Noon.AddMinutes(60)).Trust);
    }

    [Fact]
    public void The_first_other_value_is_news_at_once()
    {
        var frozen = Run(length: 7, minutes: 300);

        Assert.Equal(0, frozen.Trust);
        Assert.Equal(1, Repetition.After(frozen, null, 8, frozen.At.AddMinutes(1)).Trust);
    }

    [Fact]
    public void After_a_night_of_silence_the_same_value_may_be_true_again() =>
        Assert.Equal(1, Repetition.After(Run(length: 7, minutes: 300), null, 7, Noon.AddDays(1)).Trust);

    [Fact]
    public void What_is_sent_again_or_comes_late_changes_nothing()
    {
        var head = Post(new QueueHead { VenueId = "stall" }, Noon, wait: 20);

        Assert.Same(head, Post(head, Noon, wait: 20));
        Assert.Same(head, Post(head, Noon.AddMinutes(-1), wait: 40));
    }

    [Fact]
    public void What_is_said_now_counts_even_if_another_clock_was_ahead()
    {
        var head = Post(new QueueHead { VenueId = "stall" }, Noon.AddSeconds(1), wait: 20);
        var next = StallNotices.Fold(head, new NoticeBody(NoticeState.Closed).ToNotice(Noon), Noon).Head;

        Assert.Equal(VenueState.Closed, StatusView.Of(next, Noon.AddSeconds(2)).State);
    }

    private static Repetition Run(int length, int minutes) =>
        Enumerable.Range(0, minutes + 1).Aggregate(
            (Repetition?)null, (before, minute) => Repetition.After(before, null, length, Noon.AddMinutes(minute)))!;

    private static QueueHead Post(QueueHead head, DateTimeOffset at, int wait) =>
        StallNotices.Fold(head, new NoticeBody(WaitMinutes: wait, ObservedAt: at).ToNotice(at), at).Head;

    private static void AssertShown(QueueHead head, DateTimeOffset now, bool live)
    {
        var status = StatusView.Of(head, now);
        Assert.True(live == (status.ValidUntil > now), $"{now:HH:mm}: {status}");
        Assert.True(live || status.Sources.All(source => source.Kind == SourceKind.History), $"{now:HH:mm}: {status}");
    }
}
