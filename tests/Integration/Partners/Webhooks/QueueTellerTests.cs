using QNom.Partners;
using QNom.Partners.Webhooks;
using QNom.Queues;

namespace QNom.Tests.Integration.Partners.Webhooks;

/// <summary>What partners' systems are told of the lines at their stalls.</summary>
public sealed class QueueTellerTests(WebhookDatabase cloud) : IClassFixture<WebhookDatabase>, IAsyncLifetime
{
    private WebhookReceiver receiver = null!;
    private string partner = "", stall = "";

    public async ValueTask InitializeAsync()
    {
        (receiver, partner) = (await WebhookReceiver.StartAsync(), await cloud.PartnerAsync());
        stall = await cloud.StallAsync(partner);
    }

    public ValueTask DisposeAsync() => receiver.DisposeAsync();

    [Fact]
    public async Task A_line_is_told_once_per_change_that_people_would_notice_however_often_and_late_it_comes()
    {
        var endpoint = await cloud.EndpointAsync(partner, receiver);
        await ShowAsync(1, 12);
        await ShowAsync(1, 12);
        await ShowAsync(3, 14);
        await ShowAsync(5, 17);
        // Late: a later one was told.
        await ShowAsync(4, 60);
        await ShowAsync(6, null, VenueState.Closed, ShutReason.SoldOut);

        var deliveries = await cloud.DeliveriesAsync(partner, endpoint);
        Assert.Equal(3, deliveries.Count);
        foreach (var delivery in deliveries.Reverse())
            await cloud.AttemptAsync(delivery);
        var told = receiver.Inbox.Select(received => received.Json.GetProperty("data")).ToList();
        Assert.All(receiver.Inbox, received => Assert.Equal("queue.updated", received.Type));
        Assert.Equal([1, 5, 6], told.Select(data => data.GetProperty("revision").GetInt32()));
        Assert.Equal([stall, stall, stall], told.Select(data => data.GetProperty("venueId").GetString()));
        Assert.Equal(17, told[1].GetProperty("wait").GetProperty("likely").GetInt32());
        Assert.Equal(("closed", "soldOut"), (told[2].GetProperty("state").GetString(), told[2].GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task What_was_noted_by_who_died_before_telling_it_is_told_when_its_message_comes_again()
    {
        var endpoint = await cloud.EndpointAsync(partner, receiver);
        var change = Change(7, 12);
        await cloud.Get<WebhookStore>().ChangeToldAsync(partner, stall, _ => ToldLine.Of(partner, change, cloud.Time.GetUtcNow()), CancellationToken.None);
        cloud.Time.Advance(TimeSpan.FromMinutes(1));
        await Teller.ShowAsync(change, CancellationToken.None);
        cloud.Time.Advance(TimeSpan.FromMinutes(1));
        await Teller.ShowAsync(change, CancellationToken.None);

        Assert.Single(await cloud.DeliveriesAsync(partner, endpoint));
    }

    [Fact]
    public async Task Only_those_hear_of_a_line_who_act_for_the_stall_and_want_to()
    {
        var other = await cloud.PartnerAsync();
        var another = await cloud.EndpointAsync(other, receiver);
        var orders = await cloud.EndpointAsync(partner, receiver, events: ["order.paid"]);
        await ShowAsync(1, 12);
        Assert.Empty((await cloud.DeliveriesAsync(other, another)).Concat(await cloud.DeliveriesAsync(partner, orders)));

        // Nothing is remembered of what nobody was told.
        var queues = await cloud.EndpointAsync(partner, receiver, events: ["queue.updated"]);
        await ShowAsync(1, 12);
        Assert.Single(await cloud.DeliveriesAsync(partner, queues));
        await cloud.Get<Onboarding>().TakeVenueAsync(partner, stall, CancellationToken.None);
        await cloud.Get<Onboarding>().GiveVenueAsync(other, stall, CancellationToken.None);
        await ShowAsync(2, 40);
        Assert.Single(await cloud.DeliveriesAsync(partner, queues));
        Assert.Single(await cloud.DeliveriesAsync(other, another));
    }

    private IQueueReadModel Teller => cloud.Get<IQueueReadModel>();

    private Task ShowAsync(long sequence, int? likely, VenueState state = VenueState.Open, ShutReason? reason = null)
    {
        cloud.Time.Advance(TimeSpan.FromSeconds(1));
        return Teller.ShowAsync(Change(sequence, likely, state, reason), CancellationToken.None);
    }

    private QueueChanged Change(long sequence, int? likely, VenueState state = VenueState.Open, ShutReason? reason = null) => new(
        QueueChanged.CurrentSchema, stall, sequence, StatusView.Unknown(stall) with
        {
            State = state,
            Reason = reason,
            Wait = likely is { } minutes ? new WaitRange(minutes, minutes - 2, minutes + 5) : null,
        });
}
