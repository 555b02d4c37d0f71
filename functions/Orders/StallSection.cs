using System.Text.Json.Nodes;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;

namespace QNom.Orders;

/// <summary>What the API document says of orders to stalls.</summary>
internal static class StallSection
{
    private static readonly DateTimeOffset Lunch = new(2026, 11, 25, 4, 25, 0, TimeSpan.Zero);

    private static readonly Parameter VenueId = Parameter.Id("venueId", "The stall.", OrderSection.Venue);

    private static readonly Parameter OrderId = Parameter.Id("orderId", "The order.", OrderSection.Id);

    private static readonly Parameter OptionalIfMatch = Parameter.IfMatch with
    {
        Text = "The ETag of the order as it was read, if it must not have changed since: 412 if it has.",
    };

    private static readonly ProblemException[] OfMoves =
        [OrderProblems.NotFound(), OrderSection.NotNow, Problems.Stale(), Problems.Invalid("If-Match", "must be an ETag as it was answered")];

    private static OrderingView Ordering => new(OrderSection.Venue, 2, OrderingState.Open, null, true, 10, 6, 15);

    public static ApiSection Section { get; } = new("Stalls' orders", "How stalls take orders, when they can have them ready, and the orders themselves.",
    [
        new Endpoint(nameof(KitchenFunctions.GetOrdering), "Whether and how a stall takes orders")
        {
            Parameters = [VenueId],
            Answer = Answer.Read("How it takes orders.", Content.Written(Ordering), KitchenFunctions.MaxAge),
        },
        new Endpoint(nameof(KitchenFunctions.PutOrdering), "Change how a stall takes orders")
        {
            Parameters = [VenueId, Parameter.IfMatch],
            Body = Content.Read(new KitchenRules(TakesOrders: true)),
            Answer = Changed("How it takes orders now."),
            Problems = [Problems.Invalid("/leadMinutes", "must be 1 to 120"), Problems.IfMatchNeeded(), Problems.Stale()],
        },
        new Endpoint(nameof(KitchenFunctions.PauseOrdering), "Take no orders for a while")
        {
            Parameters = [VenueId],
            Body = Content.Read(new PauseBody(PauseLength.HalfHour)),
            Answer = Changed("It pauses."),
            Problems = [Problems.Invalid("/for", "has a value of the wrong type or out of range")],
        },
        new Endpoint(nameof(KitchenFunctions.ResumeOrdering), "Take orders again")
        {
            Parameters = [VenueId],
            Answer = Changed("It does not pause."),
        },
        new Endpoint(nameof(KitchenFunctions.ListPickUpTimes), "When an order can be collected today")
        {
            Parameters = [VenueId, Parameter.WholeInQuery("portions", "How many dishes there are to make; 1 if it is left out.", 1, Cart.CartBody.MostPortions, 2)],
            Answer = Answer.Read(
                "One time per slot of 15 minutes with room.",
                Content.Written(new PickUpList(OrderSection.Venue, OrderingState.Open, [new Promise(Lunch, Lunch.AddMinutes(-5), Lunch.AddMinutes(7))])),
                KitchenFunctions.MaxAge),
            Problems = [Problems.Invalid("portions", $"must be a whole number from 1 to {Cart.CartBody.MostPortions}")],
        },
        new Endpoint(nameof(StallFunctions.ListStallOrders), "The orders of a stall, by page")
        {
            Parameters =
            [
                VenueId,
                new Parameter("query", "show", "All, or only those that are not at their end.",
                    new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("open", "all"), ["default"] = "all" }, "open"),
                Parameter.PageLimit(OrderFunctions.UsualLimit, OrderFunctions.MostAtOnce), Parameter.PageCursor,
            ],
            Answer = Answer.Uncached(200, "A page.", Content.Written(new OrderPage([OrderSection.Listed])),
                Header.NextPage($"/api/v1/venues/{OrderSection.Venue}/orders?limit=1&cursor={OrderFunctions.CursorAfter("order:x")}")),
            Problems = [Problems.Invalid("show", "must be open or all")],
        },
        new Endpoint(nameof(StallFunctions.GetStallOrder), "An order of a stall")
        {
            Parameters = [VenueId, OrderId],
            Answer = Answer.Read("The order.", Content.Written(OrderSection.View), TimeSpan.Zero),
            Problems = [OrderProblems.NotFound()],
        },
        new Endpoint(nameof(StallFunctions.AcceptOrder), "Accept an order")
        {
            Parameters = [VenueId, OrderId, OptionalIfMatch],
            Body = Content.Read(new AcceptBody(Lunch)),
            Answer = OrderSection.Shown("The order, which will be made."),
            Problems = [Problems.Invalid("/readyAt", "must be within the next 3 hours, or null"), .. OfMoves],
        },
        new Endpoint(nameof(StallFunctions.RejectOrder), "Reject an order")
        {
            Parameters = [VenueId, OrderId, OptionalIfMatch],
            Body = Content.Read(new RejectBody(RejectReason.SoldOut)),
            Answer = OrderSection.Shown("The order, which will not be made."),
            Problems = OfMoves,
        },
        Move(nameof(StallFunctions.PrepareOrder), "Begin to make an order", "The order, which is being made."),
        Move(nameof(StallFunctions.FinishOrder), "Put an order out", "The order, which can be collected."),
        Move(nameof(StallFunctions.HandOverOrder), "Hand an order over", "The order, which is collected."),
    ]);

    private static Endpoint Move(string function, string summary, string text) => new(function, summary)
    {
        Parameters = [VenueId, OrderId, OptionalIfMatch],
        Answer = OrderSection.Shown(text),
        Problems = OfMoves,
    };

    private static Answer Changed(string text) =>
        Answer.Read(text, Content.Written(Ordering), KitchenFunctions.MaxAge) with { Conditional = false };
}
