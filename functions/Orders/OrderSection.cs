using System.Text.Json.Nodes;
using QNom.Orders.Cart;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Orders.Projections;
using QNom.Orders.Tracking;
using QNom.Payments;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;
using QNom.Platform.OpenApi;
using QNom.Venues.Boards;

namespace QNom.Orders;

/// <summary>What the API document says of orders to diners.</summary>
internal static class OrderSection
{
    /// <summary>The order of the examples.</summary>
    internal const string Id = "0af7651916cd43dd8448eb211c80319c";

    /// <summary>The stall of the examples.</summary>
    internal const string Venue = "maxwell-food-centre-chicken-rice";

    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 5, 0, TimeSpan.Zero);

    private static readonly Parameter OrderId = Parameter.Id("orderId", "The order.", Id);

    private static readonly Parameter OptionalIfMatch = Parameter.IfMatch with
    {
        Text = "The ETag of the order as it was read, if it must not have changed since: 412 if it has.",
    };

    private static readonly ProblemException[] OfKeys =
        [Problems.Invalid("Idempotency-Key", "is missing"), FirstAnswers.KeyReused(), FirstAnswers.StillRunning()];

    private static readonly PickUpOffer Off = new(KitchenDocument.Of(Venue), null, Venues.Hours.Opening.Unknown, SlotBook.Of(Venue, default), Noon);

    private static readonly ProblemException[] NotToBeHad =
    [
        OrderProblems.PriceChanged(new Dictionary<string, string[]> { ["/items/0/unitCents"] = ["must be 600"] }),
        OrderProblems.NotOnSale(new Dictionary<string, string[]> { ["/items/0/itemId"] = ["is sold out"] }),
        OrderProblems.NotTaking(Off), OrderProblems.NotTaking(Paused(Off)), OrderProblems.NotTaking(Closed(Off)),
        OrderProblems.NoPlace(Off, 1, null),
    ];

    public static ApiSection Section { get; } = new("Orders", "Ordering ahead, paying, and following an order until it is collected.",
    [
        new Endpoint(nameof(OrderFunctions.DraftOrder), "Price a cart and be told when it would be ready")
        {
            Parameters = [Parameter.RequiredIdempotencyKey],
            Body = Content.Read(new CartBody(Venue,
                [new CartItem("chicken-rice", 2, 550, new Dictionary<string, IReadOnlyList<string>> { ["size"] = ["large"] }, "No chilli")])),
            Answer = Answer.Uncached(
                201, "The draft.", Content.Written(View with { State = OrderState.Draft, Number = null, PlacedAt = null, PaidAt = null, Payments = [] }),
                new Header("Location", "Where it can be read.", $"/api/v1/orders/{Id}", Always: true)),
            Problems = [Problems.Invalid("/items/0/quantity", "must be 1 to 20"), Problems.NotFound("venue"), .. OfKeys, .. NotToBeHad],
        },
        new Endpoint(nameof(OrderFunctions.ListOrders), "The caller's orders, by page")
        {
            Parameters = [Parameter.PageLimit(OrderFunctions.UsualLimit, OrderFunctions.MostAtOnce), Parameter.PageCursor],
            Answer = Answer.Uncached(200, "A page.", Content.Written(new OrderPage([Listed])),
                Header.NextPage($"/api/v1/orders?limit=1&cursor={OrderFunctions.CursorAfter("order:x")}")),
            Problems = [Problems.Invalid("limit", $"must be a whole number from 1 to {OrderFunctions.MostAtOnce}")],
        },
        new Endpoint(nameof(OrderFunctions.GetOrder), "An order")
        {
            Parameters = [OrderId],
            Answer = Answer.Read("The order.", Content.Written(View), TimeSpan.Zero),
        },
        new Endpoint(nameof(OrderFunctions.GetOrderHistory), "What happened to an order")
        {
            Parameters = [OrderId],
            Answer = Answer.Uncached(200, "Its history.", Content.Written(new OrderHistory(
            [
                new OrderEvent(2, OrderEventKind.Moved, OrderState.Placed, OrderActor.Diner, Noon.AddMinutes(1), Noon.AddMinutes(20)),
                new OrderEvent(4, OrderEventKind.Moved, OrderState.Paid, OrderActor.Payment, Noon.AddMinutes(2), Noon.AddMinutes(20)),
            ]))),
        },
        new Endpoint(nameof(OrderFunctions.PlaceOrder), "Order what is in a draft")
        {
            Parameters = [OrderId, OptionalIfMatch],
            Answer = Shown("The order, which has a place at the stall."),
            Problems = [OrderProblems.NotFound(), .. NotToBeHad, NotNow, Problems.Stale(), Problems.Invalid("If-Match", "must be an ETag as it was answered")],
        },
        new Endpoint(nameof(OrderFunctions.PayOrder), "Pay for an order")
        {
            Parameters = [OrderId, Parameter.RequiredIdempotencyKey],
            Body = Content.Read(new PayBody(PaymentMethod.Card)),
            Answer = Answer.Uncached(
                201, "The payment, and what the client needs to go on with it.",
                Content.Written(new PaymentStarted($"{Id}-1", PaymentState.RequiresAction, "stripe", "pi_secret", null, null)),
                new Header("Location", "The order that it pays.", $"/api/v1/orders/{Id}", Always: true)),
            Problems = [Problems.Invalid("/method", "has a value of the wrong type or out of range"), .. OfKeys, OrderProblems.NotPayable(Order), UnderWay, PaymentDesk.AnotherPayment(), PaymentDesk.NotOffered(PaymentMethod.Card)],
        },
        new Endpoint(nameof(OrderFunctions.CancelOrder), "Take an order back")
        {
            Parameters = [OrderId, OptionalIfMatch],
            Answer = Shown("The order, which is canceled."),
            Problems = [NotNow, OrderProblems.NotNow(Order, Refusal.TooLate), Problems.Stale(), Problems.Invalid("If-Match", "must be an ETag as it was answered")],
        },
        new Endpoint(nameof(OrderFunctions.TrackOrder), "Follow an order")
        {
            Parameters =
            [
                OrderId,
                new Parameter("query", LastEventId.Parameter, "The `revision` of the order that the caller has seen last.",
                    new JsonObject { ["type"] = "integer", ["minimum"] = 0 }, 3),
                new Parameter("header", LastEventId.Header, "The id of the last event that the caller has seen; goes before `since`. Browsers send it by themselves.",
                    new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+$" }, "3"),
            ],
            Answer = Answer.Uncached(
                200,
                "Server-sent events: `order` with the order as it is, its `id` the order's `revision`. A comment line at least every 17 "
                + "seconds. Ends with the order, or after 15 minutes; come back with the last id.",
                Content.Text(BoardEvents.MediaType, TrackedOrder.Event(View))),
            Problems = [Problems.Invalid(LastEventId.Parameter, "must be the number of a change, from 0")],
        },
    ]);

    /// <summary>The order of the examples.</summary>
    internal static OrderView View => OrderView.Of(Order, Noon.AddMinutes(3));

    /// <summary>The same in a list.</summary>
    internal static OrderView Listed => OrderView.Of(OrderCard.Of(Order, OrderCard.PartitionOfDiner(Order.Diner)), Noon.AddMinutes(3));

    /// <summary>409: the order is not where that can be done.</summary>
    internal static ProblemException NotNow => OrderProblems.NotNow(Order, Refusal.NotAllowed);

    /// <summary>The answer of a change.</summary>
    internal static Answer Shown(string text) => Answer.Read(text, Content.Written(View), TimeSpan.Zero) with { Conditional = false };

    private static Order Order => new()
    {
        OrderId = Id,
        Sequence = 4,
        State = OrderState.Paid,
        VenueId = Venue,
        VenueName = "Hainanese Chicken Rice",
        Diner = "q3l0Hk0m1Vw5s8nJYb2xTg",
        Lines = [new OrderLine("chicken-rice", "Chicken Rice", 2, 550, [new ChosenOption("size", "large", "Large", 100)], "No chilli")],
        TotalCents = 1100,
        Promise = new Promise(Noon.AddMinutes(20), Noon.AddMinutes(15), Noon.AddMinutes(27)),
        Number = 7,
        CreatedAt = Noon,
        PlacedAt = Noon.AddMinutes(1),
        PaidAt = Noon.AddMinutes(2),
        Payments = [new OrderPayment($"{Id}-1", 1, PaymentMethod.Card, null, PaymentState.Succeeded, 2, 1100)],
    };

    private static ProblemException UnderWay => OrderProblems.NotPayable(
        Order with { State = OrderState.Placed, Payments = [new OrderPayment($"{Id}-1", 1, PaymentMethod.PayNow)] });

    private static PickUpOffer Paused(PickUpOffer offer) => offer with
    {
        Kitchen = offer.Kitchen with { Rules = new KitchenRules(TakesOrders: true), PausedUntil = offer.Now.AddMinutes(30) },
    };

    private static PickUpOffer Closed(PickUpOffer offer) => offer with
    {
        Kitchen = offer.Kitchen with { Rules = new KitchenRules(TakesOrders: true) },
        Opening = new Venues.Hours.Opening(1, new Venues.Hours.OpeningHours([]), 0, []),
    };
}
