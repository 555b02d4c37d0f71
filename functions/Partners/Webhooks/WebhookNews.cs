using System.Text.Json;
using QNom.Orders;
using QNom.Orders.Cart;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Platform;
using QNom.Venues.Details;

namespace QNom.Partners.Webhooks;

/// <summary>Something to tell a partner's systems.</summary>
/// <param name="MessageId">What it is told apart by, the same however often we come to tell it: an id as routes have them.</param>
/// <param name="Type">What kind of thing: see <see cref="WebhookTopics"/>.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Data">What there is to say.</param>
public sealed record WebhookNews(string MessageId, string Type, DateTimeOffset At, object Data)
{
    /// <summary>The body, in the form that Standard Webhooks recommends.</summary>
    public string Payload() => JsonSerializer.Serialize(new { Type, Timestamp = At, Data }, Json.Responses);
}

/// <summary>What can be told.</summary>
public static class WebhookTopics
{
    /// <summary>Asks whether someone wants to be told.</summary>
    public const string Verification = "endpoint.verification";

    /// <summary>Says nothing.</summary>
    public const string Test = "endpoint.test";

    /// <summary>Another endpoint of the partner is told nothing any more.</summary>
    public const string Disabled = "endpoint.disabled";

    /// <summary>The line at a stall of the partner has changed noticeably.</summary>
    public const string Queue = "queue.updated";

    private const string Reminded = "order.reminded";
    private const string Refunded = "order.refunded";

    /// <summary>What an endpoint can choose from.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Enum.GetValues<OrderState>().Where(state => state != OrderState.Draft).Select(Of), Reminded, Refunded, Queue, Disabled,
    ];

    /// <summary>What an entry of an order's history is.</summary>
    public static string Of(OrderEvent entry) => entry.Kind switch
    {
        OrderEventKind.Moved => Of(entry.State),
        OrderEventKind.Reminded => Reminded,
        OrderEventKind.Refunded => Refunded,
        _ => throw new ArgumentOutOfRangeException(nameof(entry)),
    };

    private static string Of(OrderState state) => "order." + JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
}

/// <summary>An order as its stall's system is told of it: as it was at the event, and nothing of who ordered.</summary>
/// <param name="OrderId">Its id.</param>
/// <param name="Revision">Counts its changes: what comes with a lower one is older.</param>
/// <param name="VenueId">The stall.</param>
/// <param name="Number">The number that the stall calls out.</param>
/// <param name="State">Where it was then.</param>
/// <param name="Actor">Who moved it.</param>
/// <param name="ReadyAbout">When it was promised, UTC.</param>
/// <param name="Reason">Why the stall does not make it; null if it does.</param>
/// <param name="Items">What was ordered.</param>
/// <param name="Total">What all of it costs.</param>
public sealed record OrderNews(
    string OrderId, long Revision, string VenueId, int? Number, OrderState State, OrderActor Actor, DateTimeOffset ReadyAbout,
    RejectReason? Reason, IReadOnlyList<OrderLine> Items, OrderAmount Total)
{
    /// <summary>What is told of an entry in the history of an order that was placed. Its lines and number change no more.</summary>
    public static WebhookNews Of(Order order, OrderEvent entry) => new(
        $"order-{order.OrderId}-{entry.Sequence}", WebhookTopics.Of(entry), entry.At,
        new OrderNews(
            order.OrderId, entry.Sequence, order.VenueId, order.Number, entry.State, entry.Actor, entry.About, entry.Reason,
            order.Lines, new OrderAmount(order.TotalCents, PriceFacts.SingaporeDollar)));
}

/// <summary>That an endpoint is told nothing any more.</summary>
/// <param name="WebhookId">Which.</param>
/// <param name="Reason">Why.</param>
/// <param name="FailingSince">Since when nothing arrived there, UTC.</param>
public sealed record DisabledNews(string WebhookId, DisabledReason Reason, DateTimeOffset? FailingSince)
{
    /// <summary>What is told of an endpoint that is disabled.</summary>
    public static WebhookNews Of(WebhookEndpoint endpoint) => new(
        $"endpoint-{endpoint.WebhookId}-{endpoint.DisabledAt!.Value.ToUnixTimeMilliseconds()}", WebhookTopics.Disabled,
        endpoint.DisabledAt.Value, new DisabledNews(endpoint.WebhookId, endpoint.Disabled!.Value, endpoint.FailingSince));
}
