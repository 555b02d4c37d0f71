using QNom.Platform.Http;
using QNom.Queues;
using QNom.Queues.Notices;

namespace QNom.Tests.Unit.Queues;

public class NoticeBodyTests
{
    // A Wednesday, noon in Singapore.
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    public static TheoryData<NoticeBody, string> Bad { get; } = new()
    {
        { new NoticeBody(), "" },
        { new NoticeBody(WaitMinutes: 181), "/waitMinutes" },
        { new NoticeBody(WaitMinutes: -1), "/waitMinutes" },
        { new NoticeBody(QueueLength: 1000), "/queueLength" },
        { new NoticeBody(NoticeState.Closed, WaitMinutes: 5), "/waitMinutes" },
        { new NoticeBody(NoticeState.Paused, QueueLength: 5), "/queueLength" },
        { new NoticeBody(SoldOut: true, WaitMinutes: 5), "/waitMinutes" },
        { new NoticeBody(NoticeState.Open, SoldOut: true), "/soldOut" },
        { new NoticeBody(NoticeState.Paused, SoldOut: true), "/soldOut" },
        { new NoticeBody(NoticeState.Open, Until: Noon.AddHours(1)), "/until" },
        { new NoticeBody(NoticeState.Closed, Until: Noon), "/until" },
        { new NoticeBody(NoticeState.Closed, Until: Noon.AddDays(32)), "/until" },
        { new NoticeBody(NoticeState.Paused, Until: Noon.AddHours(13)), "/until" },
        { new NoticeBody(WaitMinutes: 5, ObservedAt: Noon.AddMinutes(3)), "/observedAt" },
        { new NoticeBody(WaitMinutes: 5, ObservedAt: Noon.AddHours(-25)), "/observedAt" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_notice_that_cannot_be_is_refused_with_a_pointer(NoticeBody body, string at) =>
        Assert.Equal([at], Assert.Throws<ProblemException>(() => body.ToNotice(Noon)).Errors!.Keys);

    [Fact]
    public void Who_sells_out_is_closed_until_the_end_of_the_day_in_singapore()
    {
        var notice = new NoticeBody(SoldOut: true).ToNotice(Noon);

        Assert.Equal((VenueState.Closed, new DateTimeOffset(2026, 11, 25, 16, 0, 0, TimeSpan.Zero), false), (notice.State, notice.Until, notice.Reopens));
    }

    [Fact]
    public void A_pause_whose_end_nobody_names_ends_after_half_an_hour() =>
        Assert.Equal(Noon.AddMinutes(30), new NoticeBody(NoticeState.Paused).ToNotice(Noon).Until);

    [Fact]
    public void A_wait_alone_says_that_the_stall_is_open() =>
        Assert.Equal((VenueState.Open, null), (new NoticeBody(WaitMinutes: 5).ToNotice(Noon).State, new NoticeBody(WaitMinutes: 5).ToNotice(Noon).Until));

    [Fact]
    public void A_clock_that_is_a_little_ahead_says_now() =>
        Assert.Equal(Noon, new NoticeBody(WaitMinutes: 5, ObservedAt: Noon.AddMinutes(2)).ToNotice(Noon).At);
}
