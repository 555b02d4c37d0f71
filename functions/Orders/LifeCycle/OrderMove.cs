namespace QNom.Orders.LifeCycle;

/// <summary>What can be done with an order.</summary>
public enum OrderAction
{
    /// <summary>Order what is in the draft.</summary>
    Place,

    /// <summary>All of its price has arrived.</summary>
    Pay,

    /// <summary>Say that it will be made.</summary>
    Accept,

    /// <summary>Say that it will not be made.</summary>
    Reject,

    /// <summary>Begin to make it.</summary>
    Prepare,

    /// <summary>Put it out.</summary>
    Finish,

    /// <summary>Hand it over.</summary>
    Collect,

    /// <summary>Take it back.</summary>
    Cancel,

    /// <summary>Give it up, since what was due did not come.</summary>
    Expire,

    /// <summary>Give it up, since nobody came for it.</summary>
    CloseNoShow,
}

/// <summary>Who moves an order.</summary>
public enum OrderActor
{
    /// <summary>Who ordered.</summary>
    Diner,

    /// <summary>The stall.</summary>
    Partner,

    /// <summary>The payment, by what its provider says.</summary>
    Payment,

    /// <summary>The clock.</summary>
    Clock,
}

/// <summary>What a move does with the order's money.</summary>
public enum MoneyEffect
{
    /// <summary>Nothing: there is none, or it stays where it is.</summary>
    None,

    /// <summary>The payment that is under way is called off; what arrives all the same goes back.</summary>
    CallOff,

    /// <summary>All that arrived goes back.</summary>
    GiveBack,
}

/// <summary>By when a move may be made; the timer moves from then on.</summary>
public enum MoveLimit
{
    /// <summary>At any time.</summary>
    None,

    /// <summary>The draft's end: see <see cref="OrderDeadlines.DraftHolds"/>.</summary>
    DraftEnd,

    /// <summary>When the order must be paid.</summary>
    PayBy,

    /// <summary>When the stall must have answered.</summary>
    AcceptBy,

    /// <summary>Until when the diner may still take back what the stall has accepted.</summary>
    CancelBy,

    /// <summary>When the stall must have put it out.</summary>
    FinishBy,

    /// <summary>When it must have been collected.</summary>
    CollectBy,
}

/// <summary>A move that is allowed.</summary>
/// <param name="From">From where.</param>
/// <param name="Action">By what.</param>
/// <param name="To">To where.</param>
/// <param name="Actor">By whom.</param>
/// <param name="Limit">Until when; for the timer, from when on.</param>
/// <param name="Money">What happens to the money.</param>
public sealed record OrderMove(
    OrderState From, OrderAction Action, OrderState To, OrderActor Actor, MoveLimit Limit, MoneyEffect Money);
