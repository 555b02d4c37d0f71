using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;

namespace QNom.Partners.Webhooks;

/// <summary>What was sent to partners' systems, kept for 30 days.</summary>
public sealed class DeliveryFunctions(DeliveryLog log)
{
    internal const int UsualLimit = 50;
    internal const int MostAtOnce = 100;

    private sealed record Position(string After);

    /// <summary>What an endpoint was to be told, the latest event first, page by page.</summary>
    [Function(nameof(ListDeliveries))]
    public async Task<IResult> ListDeliveries(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners/{partnerId}/webhooks/{webhookId}/deliveries")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (partnerId, webhookId) = WebhookFunctions.Ids(request);
        var after = Cursor.Read<Position>(request)?.After;
        var limit = Cursor.ReadLimit(request, UsualLimit, MostAtOnce);
        DeliveryState? state = request.Query["state"] switch
        {
            [] => null,
            ["pending"] => DeliveryState.Pending,
            ["delivered"] => DeliveryState.Delivered,
            ["failed"] => DeliveryState.Failed,
            ["dropped"] => DeliveryState.Dropped,
            _ => throw Problems.Invalid("state", "must be pending, delivered, failed or dropped"),
        };
        // One more than the page tells whether there is a next one.
        var deliveries = await log.ListAsync(partnerId, webhookId, state, after, limit + 1, cancellationToken);
        if (deliveries.Count > limit)
            Cursor.AddNextLink(request, CursorAfter(deliveries[limit - 1].DeliveryId));
        return UncachedJson.Of(request, new DeliveryPage([.. deliveries.Take(limit).Select(DeliveryView.Of)]));
    }

    /// <summary>A delivery with what was sent.</summary>
    [Function(nameof(GetDelivery))]
    public async Task<IResult> GetDelivery(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners/{partnerId}/webhooks/{webhookId}/deliveries/{deliveryId}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (partnerId, webhookId) = WebhookFunctions.Ids(request);
        var delivery = await log.FindAsync(partnerId, webhookId, RouteValue.Id(request, "deliveryId"), cancellationToken);
        return UncachedJson.Of(request, new DeliveryDetails(DeliveryView.Of(delivery), delivery.Payload));
    }

    /// <summary>Sends something anew, whatever became of it: the same message under the same id, as often as at first.</summary>
    [Function(nameof(ReplayDelivery))]
    public async Task<IResult> ReplayDelivery(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/partners/{partnerId}/webhooks/{webhookId}/deliveries/{deliveryId}/replay")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (partnerId, webhookId) = WebhookFunctions.Ids(request);
        return UncachedJson.Of(request, DeliveryView.Of(
            await log.ReplayAsync(partnerId, webhookId, RouteValue.Id(request, "deliveryId"), cancellationToken)));
    }

    /// <summary>The cursor of the page that starts after a delivery.</summary>
    internal static string CursorAfter(string deliveryId) => Cursor.Encode(new Position(deliveryId));
}
