namespace QNom.Orders.LifeCycle;

/// <summary>What kind of thing happened to an order.</summary>
public enum OrderEventKind
{
    /// <summary>It moved.</summary>
    Moved,

    /// <summary>Somebody was reminded of it.</summary>
    Reminded,

    /// <summary>Money went back.</summary>
    Refunded,
}

/// <summary>Something that happened to an order, as its history tells it.</summary>
/// <param name="Sequence">The order's change that it came with.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="State">Where the order was after it.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="About">When it was promised from then on, UTC.</param>
/// <param name="Reason">Why a stall did not make it; null if it does.</param>
public sealed record OrderEvent(
    long Sequence, OrderEventKind Kind, OrderState State, OrderActor Actor, DateTimeOffset At, DateTimeOffset About,
    RejectReason? Reason = null)
{
    /// <summary>A move.</summary>
    public static OrderEvent Moved(Order order, OrderMove move, DateTimeOffset now) =>
        new(order.Sequence, OrderEventKind.Moved, order.State, move.Actor, now, order.Promise.About, order.Reason);

    /// <summary>A reminder.</summary>
    public static OrderEvent Reminded(Order order, DateTimeOffset now) =>
        new(order.Sequence, OrderEventKind.Reminded, order.State, OrderActor.Clock, now, order.Promise.About);

    /// <summary>A refund that has gone through.</summary>
    public static OrderEvent Refunded(Order order, DateTimeOffset now) =>
        new(order.Sequence, OrderEventKind.Refunded, order.State, OrderActor.Payment, now, order.Promise.About);
}
