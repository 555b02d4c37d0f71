using System.Text.Json;
using Azure.Storage.Queues;
using QNom.Local;
using QNom.Partners.Webhooks;
using QNom.Platform;
using QNom.Platform.Http;

namespace QNom.Tests.Integration.Partners.Webhooks;

/// <summary>Webhooks to a receiver on this machine, at a time of their own.</summary>
public sealed class WebhookTests(WebhookDatabase cloud) : IClassFixture<WebhookDatabase>, IAsyncLifetime
{
    private WebhookReceiver receiver = null!;
    private string partner = "";

    public async ValueTask InitializeAsync() => (receiver, partner) = (await WebhookReceiver.StartAsync(), await cloud.PartnerAsync());

    public ValueTask DisposeAsync() => receiver.DisposeAsync();

    [Fact]
    public async Task News_make_one_delivery_for_each_endpoint_that_takes_them_however_often_they_are_told()
    {
        var all = await cloud.EndpointAsync(partner, receiver);
        var some = await cloud.EndpointAsync(partner, receiver, "/paid", ["order.paid"]);
        var others = await cloud.EndpointAsync(partner, receiver, "/canceled", ["order.canceled"]);
        var unverified = await cloud.EndpointAsync(partner, receiver, "/unverified", verified: false);
        var news = cloud.News();
        await TellAsync(news);
        await TellAsync(news);

        Assert.Empty((await cloud.DeliveriesAsync(partner, others)).Concat(await cloud.DeliveriesAsync(partner, unverified)));
        foreach (var endpoint in new[] { all, some })
        {
            var delivery = Assert.Single(await cloud.DeliveriesAsync(partner, endpoint));
            // A message may come twice, and both at once.
            await Task.WhenAll(cloud.AttemptAsync(delivery), cloud.AttemptAsync(delivery));
            Assert.Equal(DeliveryState.Delivered, Assert.Single(await cloud.DeliveriesAsync(partner, endpoint)).State);
        }

        Assert.Equal(["/paid", "/qnom"], receiver.Inbox.Select(received => received.Path).Order());
        Assert.All(receiver.Inbox, received => Assert.Equal((news.MessageId, news.Payload()), (received.Headers["webhook-id"], received.Body)));
    }

    [Fact]
    public async Task Who_does_not_send_the_challenge_back_is_told_nothing()
    {
        var endpoint = await cloud.EndpointAsync(partner, receiver, verified: false);
        receiver.Echoes = false;
        var trial = await cloud.Get<WebhookTrials>().VerifyAsync(partner, endpoint.Details.WebhookId, CancellationToken.None);
        Assert.Equal((false, WebhookFault.Challenge, WebhookState.Unverified), (trial.Succeeded, trial.Fault, trial.Webhook.State));
        await TellAsync(cloud.News());
        Assert.Empty(await cloud.DeliveriesAsync(partner, endpoint));
        await Assert.ThrowsAsync<ProblemException>(() => cloud.Get<WebhookTrials>().TestAsync(partner, endpoint.Details.WebhookId, CancellationToken.None));

        receiver.Echoes = true;
        trial = await cloud.Get<WebhookTrials>().VerifyAsync(partner, endpoint.Details.WebhookId, CancellationToken.None);
        Assert.Equal((true, WebhookState.Active), (trial.Succeeded, trial.Webhook.State));
        Assert.True((await cloud.Get<WebhookTrials>().TestAsync(partner, endpoint.Details.WebhookId, CancellationToken.None)).Succeeded);
        // At another address it is somebody else until it says otherwise.
        var changed = await cloud.Get<WebhookDesk>().ChangeAsync(
            partner, endpoint.Details.WebhookId, new WebhookBody(receiver.Url("/moved")), Whatever(), CancellationToken.None);
        Assert.Equal(WebhookState.Unverified, changed.State);
    }

    [Fact]
    public async Task Who_was_asked_speaks_for_no_address_that_is_put_in_its_place_meanwhile()
    {
        var endpoint = await cloud.EndpointAsync(partner, receiver, verified: false);
        receiver.Meanwhile = () => cloud.Get<WebhookDesk>().ChangeAsync(
            partner, endpoint.Details.WebhookId, new WebhookBody(receiver.Url("/moved")), Whatever(), CancellationToken.None);
        await cloud.Get<WebhookTrials>().VerifyAsync(partner, endpoint.Details.WebhookId, CancellationToken.None);

        Assert.Equal(WebhookState.Unverified, (await cloud.FindAsync(partner, endpoint)).State);
    }

    [Fact]
    public async Task What_fails_is_tried_by_the_table_and_then_the_endpoint_is_disabled_and_another_one_is_told()
    {
        await using var watching = await WebhookReceiver.StartAsync();
        var watcher = await cloud.EndpointAsync(partner, watching, events: ["endpoint.disabled"]);
        var endpoint = await cloud.EndpointAsync(partner, receiver, events: ["order.paid"]);
        receiver.Status = 500;
        var delivery = await ToldAsync(endpoint);
        while (delivery.State == DeliveryState.Pending)
        {
            Assert.Null((await cloud.FindAsync(partner, endpoint)).Disabled);
            delivery = await cloud.AttemptAsync(delivery);
        }

        Assert.Equal((DeliveryState.Failed, 10, 10), (delivery.State, delivery.Attempts, receiver.Inbox.Count));
        Assert.Equal(TimeSpan.FromSeconds((((((((5 + 300 + 1800) + 7200) + 18000) + 36000) + 50400) + 72000) + 86400)), delivery.Tries[^1].At - delivery.Tries[0].At);
        var disabled = await cloud.FindAsync(partner, endpoint);
        Assert.Equal((WebhookState.Disabled, DisabledReason.Failing, delivery.Tries[0].At), (disabled.State, disabled.Disabled, disabled.FailingSince));
        await cloud.AttemptAsync(Assert.Single(await cloud.DeliveriesAsync(partner, watcher)));
        var told = Assert.Single(watching.Inbox);
        Assert.Equal(("endpoint.disabled", endpoint.Details.WebhookId), (told.Type, told.Json.GetProperty("data").GetProperty("webhookId").GetString()));

        // It hears of nothing more, until it is verified again; then what failed can be sent anew.
        await TellAsync(cloud.News());
        Assert.Single(await cloud.DeliveriesAsync(partner, endpoint));
        var log = cloud.Get<DeliveryLog>();
        var refused = await Assert.ThrowsAsync<ProblemException>(() => log.ReplayAsync(partner, endpoint.Details.WebhookId, delivery.DeliveryId, CancellationToken.None));
        Assert.Equal((409, "webhook-not-active"), (refused.Status, refused.Code));
        receiver.Status = 200;
        await cloud.Get<WebhookTrials>().VerifyAsync(partner, endpoint.Details.WebhookId, CancellationToken.None);
        delivery = await cloud.AttemptAsync(await log.ReplayAsync(partner, endpoint.Details.WebhookId, delivery.DeliveryId, CancellationToken.None));
        Assert.Equal((DeliveryState.Delivered, 11), (delivery.State, delivery.Attempts));
        Assert.Null((await cloud.FindAsync(partner, endpoint)).FailingSince);
    }

    [Fact]
    public async Task Who_answers_410_is_disabled_at_once_and_what_waits_is_dropped()
    {
        var endpoint = await cloud.EndpointAsync(partner, receiver);
        var (first, second) = (await ToldAsync(endpoint), await ToldAsync(endpoint));
        receiver.Status = 410;
        first = await cloud.AttemptAsync(first);
        second = await cloud.AttemptAsync(second);

        Assert.Equal((DeliveryState.Failed, DeliveryState.Dropped), (first.State, second.State));
        Assert.Equal(DisabledReason.Gone, (await cloud.FindAsync(partner, endpoint)).Disabled);
        Assert.Single(receiver.Inbox);
    }

    [Fact]
    public async Task What_leads_elsewhere_is_not_followed()
    {
        var endpoint = await cloud.EndpointAsync(partner, receiver);
        receiver.Status = 302;
        var delivery = await cloud.AttemptAsync(await ToldAsync(endpoint));

        Assert.Equal((DeliveryState.Pending, 302, WebhookFault.Status), (delivery.State, delivery.Tries[0].Status, delivery.Tries[0].Fault));
        Assert.Equal("/qnom", Assert.Single(receiver.Inbox).Path);
    }

    [Fact]
    public async Task An_attempt_that_died_under_way_is_made_again_when_its_lease_has_ended_and_none_comes_too_early()
    {
        var endpoint = await cloud.EndpointAsync(partner, receiver);
        var delivery = await ToldAsync(endpoint);
        await cloud.Get<WebhookStore>().ChangeDeliveryAsync(
            partner, delivery.WebhookId, delivery.DeliveryId, now => now with { ClaimedUntil = cloud.Time.GetUtcNow().AddSeconds(30) }, CancellationToken.None);
        var queue = Queue();
        await queue.ClearMessagesAsync();
        Assert.Equal(0, (await cloud.AttemptAsync(delivery)).Attempts);
        // It is back on the queue, hidden until the lease ends.
        Assert.Null((await queue.ReceiveMessageAsync()).Value);
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);

        cloud.Time.Advance(TimeSpan.FromSeconds(31));
        receiver.Status = 503;
        delivery = await cloud.AttemptAsync(delivery);
        await cloud.Get<WebhookCourier>().DeliverAsync(WebhookDue.Next(delivery), CancellationToken.None);
        Assert.Equal(1, (await cloud.Get<WebhookStore>().FindDeliveryAsync(partner, delivery.WebhookId, delivery.DeliveryId, CancellationToken.None))!.Attempts);
        Assert.Single(receiver.Inbox);
    }

    [Fact]
    public async Task The_log_is_read_page_by_page_the_latest_first_and_by_state()
    {
        var endpoint = await cloud.EndpointAsync(partner, receiver);
        var told = new List<WebhookDelivery>();
        for (var number = 0; number < 3; number++)
        {
            cloud.Time.Advance(TimeSpan.FromSeconds(1));
            told.Insert(0, await ToldAsync(endpoint));
        }

        await cloud.AttemptAsync(told[1]);
        var log = cloud.Get<DeliveryLog>();
        var first = await log.ListAsync(partner, endpoint.Details.WebhookId, null, null, 2, CancellationToken.None);
        var rest = await log.ListAsync(partner, endpoint.Details.WebhookId, null, first[^1].DeliveryId, 2, CancellationToken.None);
        Assert.Equal(told.Select(delivery => delivery.DeliveryId), first.Concat(rest).Select(delivery => delivery.DeliveryId));
        Assert.Equal(told[1].DeliveryId, Assert.Single(await cloud.DeliveriesAsync(partner, endpoint, DeliveryState.Delivered)).DeliveryId);
    }

    [Fact]
    public async Task A_partner_has_ten_endpoints_at_most_and_the_same_request_makes_one()
    {
        var (desk, effect) = (cloud.Get<WebhookDesk>(), WebhookDatabase.NewEffect());
        var body = new WebhookBody(receiver.Url());
        var one = await desk.CreateAsync(partner, body, effect, CancellationToken.None);
        Assert.Equal(one.Secret, (await desk.CreateAsync(partner, body, effect, CancellationToken.None)).Secret);
        for (var number = 2; number <= WebhookList.Most; number++)
            await desk.CreateAsync(partner, body, WebhookDatabase.NewEffect(), CancellationToken.None);

        var full = await Assert.ThrowsAsync<ProblemException>(() => desk.CreateAsync(partner, body, WebhookDatabase.NewEffect(), CancellationToken.None));
        Assert.Equal((409, "too-many", WebhookList.Most), (full.Status, full.Code, (await desk.ListAsync(partner, CancellationToken.None)).Webhooks.Count));
        await desk.DeleteAsync(partner, one.Details.WebhookId, CancellationToken.None);
        Assert.Equal(WebhookList.Most - 1, (await desk.ListAsync(partner, CancellationToken.None)).Webhooks.Count);
    }

    [Fact]
    public async Task The_official_package_verifies_what_arrives_with_both_secrets_during_a_rotation()
    {
        var endpoint = await cloud.EndpointAsync(partner, receiver);
        await cloud.AttemptAsync(await ToldAsync(endpoint));
        var (desk, effect) = (cloud.Get<WebhookDesk>(), WebhookDatabase.NewEffect());
        var rotated = await desk.RotateAsync(partner, endpoint.Details.WebhookId, new RotationBody(), effect, CancellationToken.None);
        Assert.Equal(rotated.Secret, (await desk.RotateAsync(partner, endpoint.Details.WebhookId, new RotationBody(), effect, CancellationToken.None)).Secret);
        Assert.Equal(2, rotated.Details.Secrets.Count);
        await cloud.AttemptAsync(await ToldAsync(endpoint));
        cloud.Time.Advance(TimeSpan.FromHours(24));
        await cloud.AttemptAsync(await ToldAsync(endpoint));

        string[] secrets = [endpoint.Secret, rotated.Secret];
        var cases = receiver.Inbox.Select(received => new { received.Headers, received.Body, secrets });
        var output = await new NodeProject(Path.Combine(Checkout.Root, "tests", "Integration", "Partners", "node"))
            .RunAsync("verify.mjs", JsonSerializer.Serialize(cases));
        // Before, during and after: by the old secret, by the new one; and a changed body by neither.
        Assert.Equal("old,- old,new -,new", output.Trim());
    }

    [Fact]
    public async Task Nothing_that_is_stored_tells_a_secret()
    {
        var endpoint = await cloud.EndpointAsync(partner, receiver);
        var stored = JsonSerializer.Serialize(await cloud.Get<WebhookStore>().FindAsync(partner, CancellationToken.None), Json.Documents);

        Assert.DoesNotContain(endpoint.Secret[StandardWebhook.SecretPrefix.Length..], stored, StringComparison.Ordinal);
        Assert.DoesNotContain(StandardWebhook.SecretPrefix, stored, StringComparison.Ordinal);
    }

    private QueueClient Queue() => new(cloud.Storage, WebhookQueues.Deliveries, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    private Task TellAsync(WebhookNews news) => cloud.Get<WebhookAnnouncer>().AnnounceAsync(partner, news, CancellationToken.None);

    private async Task<WebhookDelivery> ToldAsync(IssuedWebhook endpoint)
    {
        var news = cloud.News();
        await TellAsync(news);
        return (await cloud.DeliveriesAsync(partner, endpoint)).Single(delivery => delivery.MessageId == news.MessageId);
    }

    private static IfMatch Whatever()
    {
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
        request.Headers.IfMatch = "*";
        return IfMatch.Read(request);
    }
}
