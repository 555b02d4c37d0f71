namespace QNom.Orders.LifeCycle;

/// <summary>Where an order is. Which may follow which is in one table: <see cref="OrderMoves"/>.</summary>
public enum OrderState
{
    /// <summary>Priced and promised, and not ordered yet: it holds no place at the stall.</summary>
    Draft,

    /// <summary>Ordered, with a place at the stall, and not paid yet.</summary>
    Placed,

    /// <summary>Paid; the stall has not answered yet.</summary>
    Paid,

    /// <summary>The stall will make it.</summary>
    Accepted,

    /// <summary>The stall is making it.</summary>
    Preparing,

    /// <summary>It waits at the stall.</summary>
    Ready,

    /// <summary>The diner has it. Final.</summary>
    Collected,

    /// <summary>The stall will not make it. Final; money goes back.</summary>
    Rejected,

    /// <summary>Somebody did not do in time what was due. Final; money goes back.</summary>
    Expired,

    /// <summary>The diner does not want it any more. Final; money goes back.</summary>
    Canceled,

    /// <summary>It was made and nobody came. Final; the stall keeps the money.</summary>
    NoShow,
}
