using System.Text.Json;
using QNom.Orders;
using QNom.Orders.LifeCycle;
using QNom.Partners.Webhooks;
using QNom.Platform;
using QNom.Platform.Identity;
using QNom.Tests.Unit.Orders;

namespace QNom.Tests.Unit.Partners.Webhooks;

public class WebhookDeliveryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    private static readonly WebhookEndpoint Endpoint = new()
    {
        WebhookId = "c1f06a1be2d94a37",
        Url = "https://pos.example.com/",
        CreatedAt = Noon,
        VerifiedAt = Noon,
        Secrets = [],
    };

    private static readonly WebhookDelivery Fresh = WebhookDelivery.Of("partner", Endpoint, new WebhookNews("order-1-3", "order.paid", Noon, new { }));

    [Fact]
    public void What_fails_is_tried_ten_times_by_the_table_of_Standard_Webhooks_and_no_more()
    {
        var (delivery, at, waits) = (Fresh, Noon, new List<TimeSpan>());
        while (delivery.State == DeliveryState.Pending)
        {
            delivery = delivery.After(Failed(at));
            if (delivery.DueAt is { } due)
            {
                waits.Add(due - at);
                at = due;
            }
        }

        Assert.Equal("00:00:05 00:05:00 00:30:00 02:00:00 05:00:00 10:00:00 14:00:00 20:00:00 1.00:00:00", string.Join(' ', waits));
        Assert.Equal((DeliveryState.Failed, 10, 10), (delivery.State, delivery.Attempts, delivery.Tries.Count));
    }

    [Fact]
    public void Who_is_gone_is_not_tried_again() =>
        Assert.Equal(DeliveryState.Failed, Fresh.After(Failed(Noon, status: 410)).State);

    [Fact]
    public void Who_wants_to_be_left_alone_for_longer_is() =>
        Assert.Equal(Noon.AddHours(1), Fresh.After(Failed(Noon, status: 429, rest: TimeSpan.FromHours(1))).DueAt);

    [Fact]
    public void Who_wants_to_be_left_alone_for_shorter_is_tried_by_the_table() =>
        Assert.Equal(Noon.AddSeconds(5), Fresh.After(Failed(Noon, status: 503, rest: TimeSpan.FromSeconds(1))).DueAt);

    [Fact]
    public void What_is_sent_anew_is_tried_as_often_as_at_first_and_its_attempts_are_counted_on()
    {
        var arrived = Fresh.After(Failed(Noon)).After(new WebhookTry(Noon, 200, null, 5));
        var again = arrived.Again(Noon).After(Failed(Noon));

        Assert.Equal(DeliveryState.Delivered, arrived.State);
        Assert.Equal((DeliveryState.Pending, 3, Noon.AddSeconds(5)), (again.State, again.Attempts, again.DueAt));
    }

    [Fact]
    public void An_endpoint_is_disabled_when_something_failed_for_good_and_nothing_arrived_meanwhile()
    {
        var failing = WebhookCourier.Noted(Endpoint, Failed(Noon), isLast: false, Noon);
        var later = Noon.AddDays(3);

        Assert.Equal((Noon, null), (failing.FailingSince, failing.Disabled));
        Assert.Equal(DisabledReason.Failing, WebhookCourier.Noted(failing, Failed(later), isLast: true, since: Noon).Disabled);
        Assert.Null(WebhookCourier.Noted(failing, Failed(later), isLast: false, since: Noon).Disabled);
        // Something arrived since it was first tried, so it is this one message that the endpoint does not like.
        var revived = WebhookCourier.Noted(WebhookCourier.Noted(failing, new WebhookTry(Noon.AddHours(1), 200, null, 1), false, Noon), Failed(Noon.AddHours(2)), false, Noon.AddHours(2));
        Assert.Null(WebhookCourier.Noted(revived, Failed(later), isLast: true, since: Noon).Disabled);
        Assert.Equal(DisabledReason.Gone, WebhookCourier.Noted(Endpoint, Failed(Noon, 410), isLast: true, Noon).Disabled);
    }

    [Fact]
    public void An_endpoint_that_works_is_not_written() =>
        Assert.Same(Endpoint, WebhookCourier.Noted(Endpoint, new WebhookTry(Noon, 200, null, 1), isLast: false, Noon));

    [Fact]
    public void Signatures_are_those_of_the_vector_that_the_libraries_of_Standard_Webhooks_are_tested_with()
    {
        var secrets = new EndpointSecrets(new CredentialKeys(new Settings
        {
            Issuer = new Uri("https://issuer.example"),
            PseudonymKey = "0123456789abcdef",
            CredentialKey = new string('k', 32),
        }));
        var sealedSecret = secrets.Seal("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Endpoint.WebhookId, "s", Noon);

        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            secrets.Sign(Endpoint with { Secrets = [sealedSecret] }, "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}"));
    }

    [Fact]
    public void Two_secrets_sign_until_the_older_one_ends_and_a_secret_opens_at_its_own_endpoint_only()
    {
        var secrets = new EndpointSecrets(new CredentialKeys(new Settings
        {
            Issuer = new Uri("https://issuer.example"),
            PseudonymKey = "0123456789abcdef",
            CredentialKey = new string('k', 32),
        }));
        var (newest, older) = (Seal(1), Seal(2) with { EndsAt = Noon.AddHours(24) });
        var rotated = Endpoint with { Secrets = [newest, older] };

        var during = secrets.Sign(rotated, "m", Noon.AddHours(24).AddSeconds(-1), "{}").Split(' ');
        Assert.Equal(2, during.Distinct().Count());
        Assert.Single(secrets.Sign(rotated, "m", Noon.AddHours(24), "{}").Split(' '));
        Assert.DoesNotContain("whsec", JsonSerializer.Serialize(rotated, Json.Documents), StringComparison.Ordinal);
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(
            () => secrets.Sign(rotated with { WebhookId = "another" }, "m", Noon, "{}"));

        SealedSecret Seal(byte nonce) => secrets.Seal(secrets.Make([nonce]), Endpoint.WebhookId, $"s{nonce}", Noon);
    }

    [Fact]
    public void News_of_an_order_say_how_it_was_then_and_nothing_of_who_ordered()
    {
        var order = TestOrders.In(OrderState.Collected) with { Sequence = 9 };
        var entry = new OrderEvent(3, OrderEventKind.Moved, OrderState.NoShow, OrderActor.Clock, Noon, Noon);
        var news = OrderNews.Of(order, entry);

        Assert.Equal(($"order-{order.OrderId}-3", "order.no_show"), (news.MessageId, news.Type));
        var payload = JsonDocument.Parse(news.Payload()).RootElement;
        Assert.Equal(("order.no_show", Noon), (payload.GetProperty("type").GetString(), payload.GetProperty("timestamp").GetDateTimeOffset()));
        Assert.Equal(("noShow", 3), (payload.GetProperty("data").GetProperty("state").GetString(), payload.GetProperty("data").GetProperty("revision").GetInt32()));
        Assert.DoesNotContain(order.Diner, news.Payload(), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_a_name_for_everything_that_an_orders_history_tells() => Assert.All(
        Enum.GetValues<OrderEventKind>().SelectMany(kind => Enum.GetValues<OrderState>().Where(state => state != OrderState.Draft), (kind, state) => (kind, state)),
        told => Assert.Contains(WebhookTopics.Of(new OrderEvent(1, told.kind, told.state, OrderActor.Clock, Noon, Noon)), WebhookTopics.All));

    private static WebhookTry Failed(DateTimeOffset at, int status = 500, TimeSpan? rest = null) => new(at, status, WebhookFault.Status, 1, rest);
}
