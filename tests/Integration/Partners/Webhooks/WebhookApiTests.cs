using System.Net;
using System.Text.Json;
using QNom.Tests.Integration.Host;
using QNom.Tests.Integration.Orders;

namespace QNom.Tests.Integration.Partners.Webhooks;

/// <summary>Webhooks through the whole app: from a member's request to an order that a partner's system is told of.</summary>
public sealed class WebhookApiTests(AppFixture app)
{
    private static readonly string[] Told = ["order.placed", "order.paid"];

    [Fact]
    public async Task A_member_sets_an_endpoint_up_and_its_system_is_told_of_an_order_as_it_goes()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var desk = await PartnerDesk.OpenAsync(app);
        var venue = app.TakeVenue();
        var partner = await desk.PartnerAsync(venue);
        var subject = $"member-{Guid.NewGuid():N}";
        await desk.DoAsync(HttpMethod.Post, $"{partner}/members", new { subject });
        var (server, _) = await desk.KeyAsync(partner, new { use = "server", venues = new[] { venue } });
        var token = await app.TokenAsync("partner", subject);

        var issued = await DoAsync(HttpMethod.Post, "", new { url = receiver.Url(), events = Told, label = "Till" });
        Assert.StartsWith("whsec_", issued.GetProperty("secret").GetString(), StringComparison.Ordinal);
        var id = issued.GetProperty("details").GetProperty("webhookId").GetString()!;
        Assert.Equal("unverified", (await DoAsync(HttpMethod.Get, $"/{id}")).GetProperty("state").GetString());
        Assert.True((await DoAsync(HttpMethod.Post, $"/{id}/verification")).GetProperty("succeeded").GetBoolean());
        Assert.True((await DoAsync(HttpMethod.Post, $"/{id}/test")).GetProperty("succeeded").GetBoolean());
        Assert.StartsWith("whsec_", (await DoAsync(HttpMethod.Post, $"/{id}/secret", new { overlapHours = 1 })).GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Single((await DoAsync(HttpMethod.Get, "")).GetProperty("webhooks").EnumerateArray());
        using (var put = await desk.CallAsync(HttpMethod.Put, $"{partner}/webhooks/{id}", new { url = receiver.Url() }, credential: token))
            Assert.Equal(HttpStatusCode.PreconditionRequired, put.StatusCode);
        foreach (var stranger in new[] { server, await app.TokenAsync("partner") })
        {
            using var refused = await desk.CallAsync(HttpMethod.Get, $"{partner}/webhooks", credential: stranger);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        var stall = await OrderingStall.OpenAtAsync(app, venue, server);
        var order = await stall.PaidAsync();
        await Probe.UntilAsync(() => receiver.Inbox.Count(received => received.Type != "endpoint.test") == 2, "the partner's system is not told");
        var told = receiver.Inbox.Where(received => received.Type != "endpoint.test").ToDictionary(received => received.Type);
        Assert.All(told.Values, received => Assert.Equal(order, received.Json.GetProperty("data").GetProperty("orderId").GetString()));
        Assert.Equal("paid", told["order.paid"].Json.GetProperty("data").GetProperty("state").GetString());

        var delivered = (await DoAsync(HttpMethod.Get, $"/{id}/deliveries?state=delivered&limit=1")).GetProperty("deliveries")[0];
        var details = await DoAsync(HttpMethod.Get, $"/{id}/deliveries/{delivered.GetProperty("deliveryId").GetString()}");
        Assert.Equal(told[delivered.GetProperty("event").GetString()!].Body, details.GetProperty("payload").GetString());
        await DoAsync(HttpMethod.Post, $"/{id}/deliveries/{delivered.GetProperty("deliveryId").GetString()}/replay");
        await Probe.UntilAsync(() => receiver.Inbox.Count(received => received.Body == details.GetProperty("payload").GetString()) == 2, "it is not sent anew");
        await DoAsync(HttpMethod.Delete, $"/{id}");

        async Task<JsonElement> DoAsync(HttpMethod method, string path, object? body = null)
        {
            using var answer = await desk.CallAsync(method, $"{partner}/webhooks{path}", body, credential: token);
            return await OrderingStall.ReadAsync(answer);
        }
    }
}
