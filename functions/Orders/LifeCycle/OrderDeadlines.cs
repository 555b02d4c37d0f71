namespace QNom.Orders.LifeCycle;

/// <summary>By when what is due must have come.</summary>
public static class OrderDeadlines
{
    /// <summary>A draft's prices and promise are good for so long; then it is cleared away.</summary>
    public static readonly TimeSpan DraftHolds = TimeSpan.FromMinutes(30);

    /// <summary>An order that is not paid for so long gives its place to others.</summary>
    public static readonly TimeSpan PayWithin = TimeSpan.FromMinutes(10);

    /// <summary>A stall that does not answer for so long after the money came does not want the order.</summary>
    public static readonly TimeSpan AcceptWithin = TimeSpan.FromMinutes(10);

    /// <summary>So long before the promised time the diner may take back what the stall has accepted.</summary>
    public static readonly TimeSpan CancelAhead = TimeSpan.FromMinutes(15);

    /// <summary>So long after the promised time food that is not there never will be.</summary>
    public static readonly TimeSpan FinishWithin = TimeSpan.FromHours(2);

    /// <summary>So long food waits for the diner.</summary>
    public static readonly TimeSpan CollectWithin = TimeSpan.FromHours(1);

    /// <summary>A stall that has not answered after this is reminded.</summary>
    public static readonly TimeSpan RemindStallAfter = TimeSpan.FromMinutes(3);

    /// <summary>A diner who has not collected after this is reminded.</summary>
    public static readonly TimeSpan RemindDinerAfter = TimeSpan.FromMinutes(10);

    /// <summary>A draft that nobody ordered is deleted this long after its end, in seconds.</summary>
    public const int DraftTimeToLive = 24 * 60 * 60;

    /// <summary>When a limit is reached; null if it is none, or nothing is known yet that it counts from.</summary>
    public static DateTimeOffset? Of(Order order, MoveLimit limit) => limit switch
    {
        MoveLimit.None => null,
        MoveLimit.DraftEnd => order.CreatedAt + DraftHolds,
        MoveLimit.PayBy => order.PlacedAt + PayWithin,
        MoveLimit.AcceptBy => order.PaidAt + AcceptWithin,
        MoveLimit.CancelBy => order.Promise.About - CancelAhead,
        MoveLimit.FinishBy => order.Promise.Latest + FinishWithin,
        MoveLimit.CollectBy => order.ReadyAt + CollectWithin,
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, "There is no such limit."),
    };

    /// <summary>When the order's timer move is due; null in a final state.</summary>
    public static (DateTimeOffset At, OrderMove Move)? Next(Order order)
    {
        var move = OrderMoves.All.FirstOrDefault(move => move.From == order.State && move.Actor == OrderActor.Clock);
        return move is not null && Of(order, move.Limit) is { } at ? (at, move) : null;
    }

    /// <summary>When somebody is to be reminded; null if nobody is, or was already.</summary>
    public static DateTimeOffset? ReminderAt(Order order) => order.RemindedIn == order.State ? null : order.State switch
    {
        OrderState.Paid => order.PaidAt + RemindStallAfter,
        OrderState.Ready => order.ReadyAt + RemindDinerAfter,
        _ => null,
    };

    /// <summary>When the timer must look at an order again; null for never.</summary>
    public static DateTimeOffset? DueAt(Order order)
    {
        var (next, reminder) = (Next(order)?.At, ReminderAt(order));
        return reminder < next ? reminder : next;
    }
}
