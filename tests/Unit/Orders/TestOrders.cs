using QNom.Orders.Cart;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Payments;

namespace QNom.Tests.Unit.Orders;

/// <summary>Orders for tests of their rules.</summary>
internal static class TestOrders
{
    /// <summary>Noon in Singapore.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    public const long Total = 1100;

    /// <summary>A draft of noon for 12:20.</summary>
    public static Order Draft(string id = "0af7651916cd43dd8448eb211c80319c") => OrderMachine.Draft(new Order
    {
        OrderId = id,
        VenueId = "stall",
        VenueName = "Stall",
        Diner = "someone",
        Lines = [new OrderLine("rice", "Rice", 2, 550, [], null)],
        TotalCents = Total,
        Promise = new Promise(Noon.AddMinutes(20), Noon.AddMinutes(15), Noon.AddMinutes(27)),
        CreatedAt = Noon,
    });

    /// <summary>An order in a state, which it came into at noon, with what led there.</summary>
    public static Order In(OrderState state)
    {
        var order = Draft() with { State = state, Number = 1 };
        if (state is OrderState.Draft)
            return order;
        order = order with { PlacedAt = Noon, Payments = [new OrderPayment(PaymentRequest.IdOf(order.OrderId, 1), 1, PaymentMethod.Card)] };
        if (state is OrderState.Placed)
            return order;
        return order with
        {
            PaidAt = Noon,
            ReadyAt = state is OrderState.Ready or OrderState.Collected or OrderState.NoShow ? Noon : null,
            EndedAt = OrderMoves.IsFinal(state) ? Noon : null,
            Payments = [order.Payments[0] with { State = PaymentState.Succeeded, Sequence = 1, CapturedCents = Total }],
        };
    }

    /// <summary>What is told of an order's payment.</summary>
    public static PaymentEvent Told(
        Order order, long sequence, PaymentState state, long captured = 0, long refunded = 0, int attempt = 1) => new(
        PaymentEvent.CurrentSchema, PaymentRequest.IdOf(order.OrderId, attempt), order.OrderId, sequence, state, captured, refunded, Noon);
}
