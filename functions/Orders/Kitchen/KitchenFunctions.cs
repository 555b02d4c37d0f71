using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Orders.Cart;
using QNom.Platform.Http;
using QNom.Platform.Identity;

namespace QNom.Orders.Kitchen;

/// <summary>How stalls take orders, and when they can have them ready.</summary>
public sealed class KitchenFunctions(KitchenEditor editor, PickUpTimes times)
{
    private const int LargestBody = 4 * 1024;

    // A stall pauses in the middle of lunch, and a place is gone with the next order.
    internal static readonly TimeSpan MaxAge = TimeSpan.Zero;

    /// <summary>Whether and how a stall takes orders.</summary>
    [Function(nameof(GetOrdering))]
    public async Task<IResult> GetOrdering(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/ordering")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Show(await editor.ReadAsync(RouteValue.Id(request, "venueId"), cancellationToken));

    /// <summary>Changes how a stall takes orders. The partner who does so is whom the money is for.</summary>
    [Function(nameof(PutOrdering))]
    public async Task<IResult> PutOrdering(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/venues/{venueId}/ordering")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var seen = IfMatch.Read(request);
        var body = await JsonBody.ReadAsync<KitchenRules>(request, LargestBody, cancellationToken);
        return Show(await editor.ChangeAsync(
            RouteValue.Id(request, "venueId"), body, Caller.Of(request), seen, cancellationToken));
    }

    /// <summary>Takes no orders for 30 minutes, an hour or the rest of the day; what was ordered stays ordered.</summary>
    [Function(nameof(PauseOrdering))]
    public async Task<IResult> PauseOrdering(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/venues/{venueId}/ordering/pause")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<PauseBody>(request, LargestBody, cancellationToken);
        return Show(await editor.PauseAsync(RouteValue.Id(request, "venueId"), body.For, cancellationToken));
    }

    /// <summary>Takes orders again. A second time changes nothing.</summary>
    [Function(nameof(ResumeOrdering))]
    public async Task<IResult> ResumeOrdering(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/venues/{venueId}/ordering/pause")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Show(await editor.ResumeAsync(RouteValue.Id(request, "venueId"), cancellationToken));

    /// <summary>When an order of so many portions could be collected today: from the line as it is and is foretold, and what is booked.</summary>
    [Function(nameof(ListPickUpTimes))]
    public async Task<IResult> ListPickUpTimes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/pick-up-times")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var venueId = RouteValue.Id(request, "venueId");
        var portions = request.Query["portions"] switch
        {
            [] => 1,
            [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count is >= 1 and <= CartBody.MostPortions => count,
            _ => throw Problems.Invalid("portions", $"must be a whole number from 1 to {CartBody.MostPortions}"),
        };
        var offer = await times.OfferAsync(venueId, cancellationToken);
        return ConditionalJson.Of(
            new PickUpList(venueId, offer.State, [.. offer.For(portions).Select(place => place.Promise)]), MaxAge);
    }

    private static ConditionalContent Show(OrderingView ordering) => ConditionalJson.Of(ordering, MaxAge, revision: ordering.Revision);
}
