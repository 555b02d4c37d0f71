using QNom.Partners.Webhooks;
using QNom.Platform.Http;
using QNom.Queues;

namespace QNom.Tests.Unit.Partners.Webhooks;

public class ToldLineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    // Five minutes, or a quarter of what was told, whichever is more.
    [InlineData(0, 4, false)]
    [InlineData(0, 5, true)]
    [InlineData(12, 16, false)]
    [InlineData(12, 17, true)]
    [InlineData(12, 7, true)]
    [InlineData(40, 49, false)]
    [InlineData(40, 50, true)]
    [InlineData(40, 30, true)]
    [InlineData(null, 0, true)]
    [InlineData(12, null, true)]
    [InlineData(null, null, false)]
    public void A_wait_is_news_when_people_would_notice(int? told, int? now, bool isNews) =>
        Assert.Equal(isNews, Told(told).IsOutdatedBy(Change(8, now)));

    [Fact]
    public void Each_opening_pause_closing_and_selling_out_is_news()
    {
        var open = Told(12);
        Assert.True(open.IsOutdatedBy(Shut(VenueState.Closed, ShutReason.Hours, null)));
        var closed = ToldLine.Of("partner", Shut(VenueState.Closed, ShutReason.Hours, Noon) with { Sequence = 7 }, Noon);
        Assert.False(closed.IsOutdatedBy(Shut(VenueState.Closed, ShutReason.Hours, Noon)));
        Assert.True(closed.IsOutdatedBy(Shut(VenueState.Closed, ShutReason.SoldOut, Noon)));
        Assert.True(closed.IsOutdatedBy(Shut(VenueState.Closed, ShutReason.Hours, Noon.AddHours(1))));
        Assert.True(closed.IsOutdatedBy(Shut(VenueState.Paused, ShutReason.Hours, Noon)));
        Assert.True(closed.IsOutdatedBy(Change(8, null)));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void What_is_not_later_is_no_news(long sequence) => Assert.False(Told(12).IsOutdatedBy(Change(sequence, 60)));

    [Fact]
    public void The_longest_stalls_name_makes_an_id_as_routes_have_them()
    {
        var change = Change(long.MaxValue, 12) with { VenueId = new string('a', 100) };
        var delivery = WebhookDelivery.Of(
            "partner", new WebhookEndpoint { WebhookId = "w", Url = "https://pos.example.com/", CreatedAt = Noon, Secrets = [] }, QueueNews.Of(change, Noon));

        Assert.True(RouteValue.IsId(delivery.DeliveryId));
        Assert.NotEqual(QueueNews.Of(change, Noon).MessageId, QueueNews.Of(change with { VenueId = "b" }, Noon).MessageId);
    }

    private static ToldLine Told(int? likely) => ToldLine.Of("partner", Change(7, likely), Noon);

    private static QueueChanged Change(long sequence, int? likely) => new(
        QueueChanged.CurrentSchema, "stall", sequence, StatusView.Unknown("stall") with
        {
            State = VenueState.Open,
            Wait = likely is { } minutes ? new WaitRange(minutes, minutes, minutes) : null,
        });

    private static QueueChanged Shut(VenueState state, ShutReason reason, DateTimeOffset? until) => new(
        QueueChanged.CurrentSchema, "stall", 8, StatusView.Unknown("stall") with { State = state, Reason = reason, Until = until });
}
