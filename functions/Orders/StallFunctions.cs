using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Platform.Http;

namespace QNom.Orders;

/// <summary>Orders, for the stalls that make them.</summary>
public sealed class StallFunctions(StallDesk desk, OrderStore store, TimeProvider time)
{
    private const int LargestBody = 4 * 1024;

    /// <summary>The orders of a stall, the latest first, page by page; those that are not at their end, if asked for.</summary>
    [Function(nameof(ListStallOrders))]
    public async Task<IResult> ListStallOrders(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/orders")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var open = request.Query["show"] switch
        {
            [] or ["all"] => false,
            ["open"] => true,
            _ => throw Problems.Invalid("show", "must be open or all"),
        };
        return await OrderFunctions.PageAsync(
            request, KitchenDocument.PartitionOf(RouteValue.Id(request, "venueId")), open, store, time, cancellationToken);
    }

    /// <summary>An order of a stall.</summary>
    [Function(nameof(GetStallOrder))]
    public async Task<IResult> GetStallOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/orders/{orderId}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        OrderFunctions.Show(request, OrderView.Of(
            await desk.FindAsync(RouteValue.Id(request, "venueId"), RouteValue.Id(request, "orderId"), cancellationToken), time.GetUtcNow()));

    /// <summary>Says that a stall will make an order, and when it will be ready. An order that is not accepted 10 minutes after it was paid expires.</summary>
    [Function(nameof(AcceptOrder))]
    public async Task<IResult> AcceptOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/venues/{venueId}/orders/{orderId}/accept")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<AcceptBody>(request, LargestBody, cancellationToken);
        body.Validate(time.GetUtcNow());
        return await MoveAsync(
            request, new OrderDeed(OrderAction.Accept, OrderActor.Partner) { ReadyAt = body.ReadyAt?.ToUniversalTime() }, cancellationToken);
    }

    /// <summary>Says that a stall will not make an order, up to the moment when it is ready. What was paid goes back.</summary>
    [Function(nameof(RejectOrder))]
    public async Task<IResult> RejectOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/venues/{venueId}/orders/{orderId}/reject")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<RejectBody>(request, LargestBody, cancellationToken);
        return await MoveAsync(request, new OrderDeed(OrderAction.Reject, OrderActor.Partner) { Reason = body.Reason }, cancellationToken);
    }

    /// <summary>Says that a stall is making an order: from now on the diner cannot take it back.</summary>
    [Function(nameof(PrepareOrder))]
    public Task<IResult> PrepareOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/venues/{venueId}/orders/{orderId}/prepare")] HttpRequest request,
        CancellationToken cancellationToken) =>
        MoveAsync(request, new OrderDeed(OrderAction.Prepare, OrderActor.Partner), cancellationToken);

    /// <summary>Says that an order is ready to be collected.</summary>
    [Function(nameof(FinishOrder))]
    public Task<IResult> FinishOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/venues/{venueId}/orders/{orderId}/ready")] HttpRequest request,
        CancellationToken cancellationToken) =>
        MoveAsync(request, new OrderDeed(OrderAction.Finish, OrderActor.Partner), cancellationToken);

    /// <summary>Says that an order was handed over. What is not collected an hour after it was ready ends as a no-show.</summary>
    [Function(nameof(HandOverOrder))]
    public Task<IResult> HandOverOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/venues/{venueId}/orders/{orderId}/collected")] HttpRequest request,
        CancellationToken cancellationToken) =>
        MoveAsync(request, new OrderDeed(OrderAction.Collect, OrderActor.Partner), cancellationToken);

    private async Task<IResult> MoveAsync(HttpRequest request, OrderDeed deed, CancellationToken cancellationToken) =>
        OrderFunctions.Show(request, await desk.MoveAsync(
            RouteValue.Id(request, "venueId"), RouteValue.Id(request, "orderId"), deed, IfMatch.ReadIfSent(request), cancellationToken));
}
