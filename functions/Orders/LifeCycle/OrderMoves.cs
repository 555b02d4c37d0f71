using static QNom.Orders.LifeCycle.MoneyEffect;
using static QNom.Orders.LifeCycle.OrderAction;
using static QNom.Orders.LifeCycle.OrderActor;
using static QNom.Orders.LifeCycle.OrderState;

namespace QNom.Orders.LifeCycle;

/// <summary>
/// The one table of an order's moves: who may make each, by when, and what money does. What is not here cannot happen.
/// </summary>
public static class OrderMoves
{
    private static readonly OrderMove[] Table =
    [
        new(Draft, Place, Placed, Diner, MoveLimit.DraftEnd, None),
        new(Draft, Cancel, Canceled, Diner, MoveLimit.None, None),
        new(Draft, Expire, Expired, Clock, MoveLimit.DraftEnd, None),

        // Money that is in time by the provider's clock may be told of late: it counts until the timer has given up.
        new(Placed, Pay, Paid, Payment, MoveLimit.None, None),
        new(Placed, Cancel, Canceled, Diner, MoveLimit.None, CallOff),
        new(Placed, Reject, Rejected, Partner, MoveLimit.None, CallOff),
        new(Placed, Expire, Expired, Clock, MoveLimit.PayBy, CallOff),

        new(Paid, Accept, Accepted, Partner, MoveLimit.AcceptBy, None),
        new(Paid, Reject, Rejected, Partner, MoveLimit.None, GiveBack),
        new(Paid, Cancel, Canceled, Diner, MoveLimit.None, GiveBack),
        new(Paid, Expire, Expired, Clock, MoveLimit.AcceptBy, GiveBack),

        // Stalls without a hand free skip a step; what they said last still holds.
        new(Accepted, Prepare, Preparing, Partner, MoveLimit.FinishBy, None),
        new(Accepted, Finish, Ready, Partner, MoveLimit.FinishBy, None),
        new(Accepted, Reject, Rejected, Partner, MoveLimit.None, GiveBack),
        new(Accepted, Cancel, Canceled, Diner, MoveLimit.CancelBy, GiveBack),
        new(Accepted, Expire, Expired, Clock, MoveLimit.FinishBy, GiveBack),

        new(Preparing, Finish, Ready, Partner, MoveLimit.FinishBy, None),
        new(Preparing, Reject, Rejected, Partner, MoveLimit.None, GiveBack),
        // Nobody pays for food that is not made: a stall that never put it out has no claim.
        new(Preparing, Expire, Expired, Clock, MoveLimit.FinishBy, GiveBack),

        new(Ready, Collect, Collected, Partner, MoveLimit.None, None),
        new(Ready, CloseNoShow, NoShow, Clock, MoveLimit.CollectBy, None),
    ];

    private static readonly Dictionary<(OrderState, OrderAction), OrderMove> ByPlace =
        Table.ToDictionary(move => (move.From, move.Action));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OrderMove> All => Table;

    /// <summary>The move by which an action leads away from a state; null if it cannot be done there.</summary>
    public static OrderMove? Find(OrderState from, OrderAction action) => ByPlace.GetValueOrDefault((from, action));

    /// <summary>Whether nothing can follow a state.</summary>
    public static bool IsFinal(OrderState state) => Array.TrueForAll(Table, move => move.From != state);

    /// <summary>Whether an order in a state takes no money: what it got goes back.</summary>
    public static bool GivesMoneyBack(OrderState state) => state is Rejected or Expired or Canceled;

    /// <summary>Whether an order in a state holds its place at the stall.</summary>
    public static bool HoldsPlace(OrderState state) => state is not (Draft or Rejected or Expired or Canceled);
}
