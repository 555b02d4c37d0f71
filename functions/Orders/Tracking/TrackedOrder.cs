using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using QNom.Orders.LifeCycle;
using QNom.Platform;
using QNom.Venues.Boards;

namespace QNom.Orders.Tracking;

/// <summary>
/// Server-sent events (HTML Living Standard, section 9.2): an event <c>order</c> with the order as it is now whenever it has
/// changed, its number as the id, and signs of life as for boards. Ends with the order.
/// </summary>
/// <param name="order">The order as it was read.</param>
/// <param name="seen">The change that the caller has seen last; 0 for none.</param>
/// <param name="store">Where it is read from.</param>
/// <param name="time">Whose time it is.</param>
/// <param name="stopping">Ends with the instance.</param>
public sealed class TrackedOrder(Order order, long seen, OrderStore store, TimeProvider time, CancellationToken stopping) : IResult
{
    /// <summary>How often the order is read.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>An event as it is sent.</summary>
    public static string Event(OrderView order) => string.Create(CultureInfo.InvariantCulture,
        $"id: {order.Revision}\nevent: order\ndata: {JsonSerializer.Serialize(order, Json.Responses)}\n\n");

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, gone) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = BoardEvents.MediaType;
        response.Headers.CacheControl = "no-store";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, stopping);
        try
        {
            await response.WriteAsync(BoardEvents.Opening, gone);
            await TellAsync(response, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Whoever followed has gone, or the instance stops and the follower comes back to another.
        }
    }

    private async Task TellAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        // An id that the order never had is from another database: tell how it is.
        var (current, told, end) = (order, seen > order.Sequence ? 0 : seen, time.GetUtcNow() + BoardEvents.Longest);
        var alive = time.GetUtcNow();
        while (true)
        {
            if (current.Sequence > told)
            {
                (told, alive) = (current.Sequence, time.GetUtcNow());
                await response.WriteAsync(Event(OrderView.Of(current, alive)), cancellationToken);
            }
            else if (time.GetUtcNow() - alive >= BoardEvents.Heartbeat)
            {
                alive = time.GetUtcNow();
                await response.WriteAsync(BoardEvents.SignOfLife, cancellationToken);
            }

            await response.Body.FlushAsync(cancellationToken);
            if (OrderMoves.IsFinal(current.State) || time.GetUtcNow() >= end)
                return;
            await Task.Delay(Interval, time, cancellationToken);
            // Deleted meanwhile: a draft that nobody ordered.
            if (await store.FindAsync(order.OrderId, cancellationToken) is not { } found)
                return;
            current = found.Document;
        }
    }
}
