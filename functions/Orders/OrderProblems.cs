using Microsoft.AspNetCore.Http;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Platform.Http;

namespace QNom.Orders;

/// <summary>What keeps orders from being made, paid or moved.</summary>
internal static class OrderProblems
{
    /// <summary>409: something costs another amount than the diner saw.</summary>
    /// <param name="prices">What it costs now, by the pointer of what the diner saw.</param>
    public static ProblemException PriceChanged(IReadOnlyDictionary<string, string[]> prices) =>
        Conflict("price-changed", "A price has changed.", "See errors for the prices of now; order again if they suit you.", prices);

    /// <summary>409: something cannot be had.</summary>
    public static ProblemException NotOnSale(IReadOnlyDictionary<string, string[]> items) =>
        Conflict("not-on-sale", "Something is sold out or not on the menu any more.", "See errors; order again without it.", items);

    /// <summary>409: the stall takes no orders now.</summary>
    public static ProblemException NotTaking(PickUpOffer offer) => offer.State switch
    {
        OrderingState.Paused => new ProblemException(
            StatusCodes.Status409Conflict, "ordering-paused", "The stall takes no orders for a while.", "The people in line are served.")
        {
            RetryAfter = offer.Kitchen.PausedUntil - offer.Now,
        },
        OrderingState.Closed => Conflict("venue-closed", "The stall is closed for today, or sold out.", "See its opening hours."),
        _ => Conflict("ordering-off", "The stall takes no orders over the app."),
    };

    /// <summary>409: there is no place for so many portions.</summary>
    public static ProblemException NoPlace(PickUpOffer offer, int portions, DateTimeOffset? wanted) =>
        offer.Find(portions, null) is var (_, promise) && wanted is not null
            ? Conflict("no-place", "There is no place at this time.", "See errors for the soonest.", new Dictionary<string, string[]>
            {
                ["/pickUpAt"] = [$"must be in a slot with room, the soonest at {promise.About:yyyy-MM-dd'T'HH:mm:ss'Z'}"],
            })
            : Conflict("no-place", "There is no place before the stall's last orders.", "All slots of today are taken, or too near its closing.");

    /// <summary>409: the order is not where this can be done.</summary>
    public static ProblemException NotNow(Order order, Refusal refusal) => Conflict(
        refusal == Refusal.TooLate ? "too-late" : "not-possible-now",
        refusal == Refusal.TooLate ? "It is too late for that." : "That is not possible with this order.",
        $"The order is {Name(order.State)}.");

    /// <summary>409: the order takes no payment.</summary>
    public static ProblemException NotPayable(Order order) =>
        order.State == OrderState.Placed && order.LivePayment is not null
            ? new ProblemException(StatusCodes.Status409Conflict, "payment-under-way", "Another payment is being called off.", "Ask again in a moment.")
            {
                RetryAfter = TimeSpan.FromSeconds(2),
            }
            : Conflict("not-payable", "This order takes no payment.", $"The order is {Name(order.State)}.");

    /// <summary>404: there is no such order, or it is another's.</summary>
    public static ProblemException NotFound() => Problems.NotFound("order");

    private static ProblemException Conflict(
        string code, string title, string? detail = null, IReadOnlyDictionary<string, string[]>? errors = null) =>
        new(StatusCodes.Status409Conflict, code, title, detail) { Errors = errors };

    private static string Name(OrderState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
