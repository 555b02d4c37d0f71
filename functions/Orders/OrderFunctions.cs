using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Orders.Cart;
using QNom.Orders.LifeCycle;
using QNom.Orders.Projections;
using QNom.Orders.Tracking;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;
using QNom.Platform.Identity;
using QNom.Venues.Boards;

namespace QNom.Orders;

/// <summary>Orders, for the diners who make them.</summary>
public sealed class OrderFunctions(
    DinerDesk desk, OrderStore store, OrderTracking tracking, FirstAnswers answers, Pseudonyms pseudonyms, TimeProvider time)
{
    internal const int UsualLimit = 20;
    internal const int MostAtOnce = 100;

    // 20 dishes with a note and forty choices each.
    private const int LargestCart = 32 * 1024;
    private const int LargestBody = 4 * 1024;

    private sealed record Position(string After);

    /// <summary>
    /// Prices a cart by the menu of now and says when it would be ready. It is a draft for 30 minutes, and holds no place at the
    /// stall before it is placed.
    /// </summary>
    [Function(nameof(DraftOrder))]
    public async Task<IResult> DraftOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/orders")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<CartBody>(request, LargestCart, cancellationToken);
        body.Validate();
        return await answers.AnswerAsync(request, body, async (effect, cancelled) =>
        {
            var order = await desk.DraftAsync(body, Caller.Of(request), effect, cancelled);
            return FirstAnswer.Created($"/api/v1/orders/{order.OrderId}", order);
        }, cancellationToken);
    }

    /// <summary>The caller's orders, the latest first, page by page.</summary>
    [Function(nameof(ListOrders))]
    public async Task<IResult> ListOrders(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orders")] HttpRequest request,
        CancellationToken cancellationToken) =>
        await PageAsync(request, OrderCard.PartitionOfDiner(pseudonyms.Of(Caller.Of(request))), open: false, store, time, cancellationToken);

    /// <summary>An order of the caller's.</summary>
    [Function(nameof(GetOrder))]
    public async Task<IResult> GetOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orders/{orderId}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Show(request, OrderView.Of(await OwnAsync(request, cancellationToken), time.GetUtcNow()));

    /// <summary>What happened to an order of the caller's.</summary>
    [Function(nameof(GetOrderHistory))]
    public async Task<IResult> GetOrderHistory(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orders/{orderId}/history")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var order = await OwnAsync(request, cancellationToken);
        return UncachedJson.Of(request, new OrderHistory(await store.ListEventsAsync(order.OrderId, after: 0, cancellationToken)));
    }

    /// <summary>Orders what is in a draft: takes a place in a slot of the stall, for 10 minutes until it is paid. A second time changes nothing.</summary>
    [Function(nameof(PlaceOrder))]
    public async Task<IResult> PlaceOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/orders/{orderId}/place")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Show(request, await desk.PlaceAsync(RouteValue.Id(request, "orderId"), Caller.Of(request), IfMatch.ReadIfSent(request), cancellationToken));

    /// <summary>
    /// Begins to pay for an order, or goes on with the payment that is under way. An order has one at a time; the next attempt
    /// begins when the last has ended without money.
    /// </summary>
    [Function(nameof(PayOrder))]
    public async Task<IResult> PayOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/orders/{orderId}/payments")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var orderId = RouteValue.Id(request, "orderId");
        var body = await JsonBody.ReadAsync<PayBody>(request, LargestBody, cancellationToken);
        body.Validate();
        return await answers.AnswerAsync(
            request, body,
            async (_, cancelled) => FirstAnswer.Created(
                $"/api/v1/orders/{orderId}", await desk.PayAsync(orderId, Caller.Of(request), body, cancelled)),
            cancellationToken);
    }

    /// <summary>
    /// Takes an order back: before the stall has accepted it, or up to 15 minutes before the promised time while it is not being
    /// made. What was paid goes back. A second time changes nothing.
    /// </summary>
    [Function(nameof(CancelOrder))]
    public async Task<IResult> CancelOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/orders/{orderId}/cancel")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Show(request, await desk.CancelAsync(RouteValue.Id(request, "orderId"), Caller.Of(request), IfMatch.ReadIfSent(request), cancellationToken));

    /// <summary>
    /// An order of the caller's as server-sent events: first as it is, unless the caller has seen that, and then whenever it
    /// changes, until it has come to its end.
    /// </summary>
    [Function(nameof(TrackOrder))]
    public async Task<IResult> TrackOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orders/{orderId}/stream")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var seen = LastEventId.Read(request);
        var order = await OwnAsync(request, cancellationToken);
        return tracking.Follow(order, seen, request);
    }

    /// <summary>An order that is for its caller alone, with the tag that a change may be sent under.</summary>
    internal static ConditionalContent Show(HttpRequest request, OrderView order) => ConditionalJson.Of(order, TimeSpan.Zero, revision: order.Revision);

    /// <summary>A page of a list.</summary>
    internal static async Task<IResult> PageAsync(
        HttpRequest request, string partition, bool open, OrderStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var after = Cursor.Read<Position>(request)?.After;
        var limit = Cursor.ReadLimit(request, UsualLimit, MostAtOnce);
        // One more than the page tells whether there is a next one.
        var cards = await store.ListAsync(partition, open, after, limit + 1, cancellationToken);
        if (cards.Count > limit)
            Cursor.AddNextLink(request, CursorAfter(cards[limit - 1].Id));
        var now = time.GetUtcNow();
        return UncachedJson.Of(request, new OrderPage([.. cards.Take(limit).Select(card => OrderView.Of(card, now))]));
    }

    /// <summary>The cursor of the page that starts after a card.</summary>
    internal static string CursorAfter(string cardId) => Cursor.Encode(new Position(cardId));

    private Task<Order> OwnAsync(HttpRequest request, CancellationToken cancellationToken) =>
        desk.OwnAsync(RouteValue.Id(request, "orderId"), Caller.Of(request), cancellationToken);
}
