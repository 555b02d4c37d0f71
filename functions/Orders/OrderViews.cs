using QNom.Orders.Cart;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Orders.Projections;
using QNom.Payments;
using QNom.Venues.Details;
using QNom.Venues.Menus;

namespace QNom.Orders;

/// <summary>An order as its diner and its stall see it.</summary>
/// <param name="OrderId">Its id.</param>
/// <param name="Revision">Counts its changes, those of its payments among them: where a stream of them goes on from.</param>
/// <param name="VenueId">The stall.</param>
/// <param name="VenueName">What the stall was called when it was ordered.</param>
/// <param name="State">Where it is.</param>
/// <param name="Number">The number that the stall calls out; null for a draft.</param>
/// <param name="Items">What was ordered, at the prices of that moment.</param>
/// <param name="Total">What all of it costs.</param>
/// <param name="PickUp">When it will be ready.</param>
/// <param name="WantedAt">The time that was asked for, UTC; null for as soon as possible.</param>
/// <param name="CreatedAt">When the draft was made, UTC.</param>
/// <param name="PlacedAt">When it was ordered, UTC; null for a draft.</param>
/// <param name="PaidAt">When it was paid, UTC; null if it is not.</param>
/// <param name="ReadyAt">When it was put out, UTC; null if it was not.</param>
/// <param name="EndedAt">When it came to its end, UTC; null if it has not.</param>
/// <param name="DueAt">By when the next one has to move, UTC: the diner to order, to pay or to collect, the stall to answer or to finish; null at the end.</param>
/// <param name="CanCancel">Whether the diner can still take it back.</param>
/// <param name="Reason">Why the stall does not make it; null if it does.</param>
/// <param name="Payments">Its payments, one per attempt; null in a list, which is not told how each comes along.</param>
public sealed record OrderView(
    string OrderId, long Revision, string VenueId, string VenueName, OrderState State, int? Number, IReadOnlyList<OrderLine> Items,
    OrderAmount Total, Promise PickUp, DateTimeOffset? WantedAt, DateTimeOffset CreatedAt, DateTimeOffset? PlacedAt,
    DateTimeOffset? PaidAt, DateTimeOffset? ReadyAt, DateTimeOffset? EndedAt, DateTimeOffset? DueAt, bool CanCancel,
    RejectReason? Reason, IReadOnlyList<OrderPaymentView>? Payments)
{
    /// <summary>An order at a time.</summary>
    public static OrderView Of(Order order, DateTimeOffset now) => new(
        order.OrderId, order.Sequence, order.VenueId, order.VenueName, order.State, order.Number, order.Lines,
        new OrderAmount(order.TotalCents, PriceFacts.SingaporeDollar), order.Promise, order.WantedAt, order.CreatedAt, order.PlacedAt,
        order.PaidAt, order.ReadyAt, order.EndedAt, OrderDeadlines.Next(order)?.At,
        OrderMachine.Do(order, new OrderDeed(OrderAction.Cancel, OrderActor.Diner), now).Refusal == Refusal.None, order.Reason,
        [.. order.Payments.Select(payment => new OrderPaymentView(
            payment.PaymentId, payment.Method, payment.State, payment.CapturedCents, payment.RefundedCents))]);

    /// <summary>An order in a list, at a time.</summary>
    public static OrderView Of(OrderCard card, DateTimeOffset now) => Of(card.Order, now) with { Payments = null };
}

/// <summary>What an order costs.</summary>
/// <param name="Cents">In cents.</param>
/// <param name="Currency">Always <c>SGD</c>.</param>
public sealed record OrderAmount(long Cents, string Currency);

/// <summary>A payment of an order.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="Method">How.</param>
/// <param name="State">Where it is.</param>
/// <param name="CapturedCents">What has arrived, in cents.</param>
/// <param name="RefundedCents">What of it went back, in cents.</param>
public sealed record OrderPaymentView(
    string PaymentId, Payments.PaymentMethod Method, PaymentState State, long CapturedCents, long RefundedCents);

/// <summary>A page of orders.</summary>
/// <param name="Orders">The latest first, each as it was when something last happened to it.</param>
public sealed record OrderPage(IReadOnlyList<OrderView> Orders);

/// <summary>What happened to an order.</summary>
/// <param name="Events">In order; a draft has none.</param>
public sealed record OrderHistory(IReadOnlyList<OrderEvent> Events);
