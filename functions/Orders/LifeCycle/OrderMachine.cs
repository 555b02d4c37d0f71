using QNom.Orders.Kitchen;
using QNom.Payments;

namespace QNom.Orders.LifeCycle;

/// <summary>Something somebody does with an order.</summary>
/// <param name="Action">What.</param>
/// <param name="Actor">Who.</param>
public sealed record OrderDeed(OrderAction Action, OrderActor Actor)
{
    /// <summary>With <see cref="OrderAction.Place"/>: the promise that came with the place at the stall.</summary>
    public Promise? Promise { get; init; }

    /// <summary>With <see cref="OrderAction.Place"/>: the number that the stall calls out.</summary>
    public int? Number { get; init; }

    /// <summary>With <see cref="OrderAction.Accept"/>: when it will be ready; null keeps the promise.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>With <see cref="OrderAction.Reject"/>: why.</summary>
    public RejectReason? Reason { get; init; }
}

/// <summary>What follows from something that happened to an order.</summary>
/// <param name="Order">The order after it; the very same one if nothing changed.</param>
/// <param name="Event">What is written into its history; null if nothing worth telling happened.</param>
/// <param name="Commands">What payments are to do.</param>
public sealed record OrderStep(Order Order, OrderEvent? Event, IReadOnlyList<PaymentCommand> Commands)
{
    /// <summary>Nothing follows.</summary>
    public static OrderStep Nothing(Order order) => new(order, null, []);

    /// <summary>
    /// Whether those who follow orders are told. How a payment comes along is between the order and its payments until it moves
    /// the order; a draft has no history yet, and is in its diner's list.
    /// </summary>
    public bool IsNews => Event is not null || Order.State == OrderState.Draft;
}

/// <summary>Why an order does not move.</summary>
public enum Refusal
{
    /// <summary>It moves.</summary>
    None,

    /// <summary>It is not where that can be done, or by another.</summary>
    NotAllowed,

    /// <summary>It was possible until a moment ago.</summary>
    TooLate,

    /// <summary>It is not due yet.</summary>
    TooEarly,
}

/// <summary>
/// What becomes of an order by what happens to it: pure, so that handlers, consumers, timers and the property test share it.
/// Whether what follows is stored is theirs to see to.
/// </summary>
public static class OrderMachine
{
    /// <summary>The most payments of one order: who fails so often tries another order.</summary>
    public const int MostAttempts = 10;

    /// <summary>A draft, with the time at which it ends.</summary>
    public static Order Draft(Order order) => order with { DueAt = DueAt(order) };

    /// <summary>Makes a move of the table.</summary>
    public static (OrderStep Step, Refusal Refusal) Do(Order order, OrderDeed deed, DateTimeOffset now)
    {
        if (OrderMoves.Find(order.State, deed.Action) is not { } move || move.Actor != deed.Actor)
            return (OrderStep.Nothing(order), Refusal.NotAllowed);
        var limit = OrderDeadlines.Of(order, move.Limit);
        if (move.Actor == OrderActor.Clock ? now < limit : now >= limit)
            return (OrderStep.Nothing(order), move.Actor == OrderActor.Clock ? Refusal.TooEarly : Refusal.TooLate);

        var next = Stamp(order with
        {
            State = move.To,
            Promise = deed.Promise ?? (deed.ReadyAt is { } ready ? Promise.By(ready) : order.Promise),
            Number = deed.Number ?? order.Number,
            Reason = deed.Reason,
            Ttl = move is { From: OrderState.Draft, To: not OrderState.Placed } ? OrderDeadlines.DraftTimeToLive : null,
        }, now);
        return (Settle(next, OrderEvent.Moved(next, move, now), now), Refusal.None);
    }

    /// <summary>Does what the time has come for.</summary>
    public static OrderStep Tick(Order order, DateTimeOffset now)
    {
        if (OrderDeadlines.Next(order) is var (at, move) && now >= at)
            return Do(order, new OrderDeed(move.Action, OrderActor.Clock), now).Step;
        if (OrderDeadlines.ReminderAt(order) is { } reminder && now >= reminder)
        {
            var next = Count(order with { RemindedIn = order.State });
            return new OrderStep(next, OrderEvent.Reminded(next, now), []);
        }

        return OrderStep.Nothing(order);
    }

    /// <summary>
    /// The payment that the diner goes on with: the live one, or a new attempt when the last ended without money. Another
    /// method first calls off the live one. Null if the order takes no payment, or not yet.
    /// </summary>
    public static (OrderStep Step, OrderPayment? Payment) BeginPayment(
        Order order, PaymentMethod method, string? provider, DateTimeOffset now)
    {
        if (order.State != OrderState.Placed || now >= OrderDeadlines.Of(order, MoveLimit.PayBy))
            return (OrderStep.Nothing(order), null);
        if (order.LivePayment is { } live)
        {
            if (live.CancelAsked || (live.Method == method && (provider is null || live.Provider == provider)))
                return (OrderStep.Nothing(order), live.CancelAsked ? null : live);
            var left = Count(order with { Payments = [.. order.Payments.Select(one => one == live ? one with { CancelAsked = true } : one)] });
            return (new OrderStep(left, null, [Command(order, live, PaymentCommandKind.Cancel, now)]), null);
        }

        var attempt = order.Payments.Count + 1;
        if (attempt > MostAttempts)
            return (OrderStep.Nothing(order), null);
        var payment = new OrderPayment(PaymentRequest.IdOf(order.OrderId, attempt), attempt, method, provider);
        var next = Count(order with { Payments = [.. order.Payments, payment] });
        return (new OrderStep(next, null, []), payment);
    }

    /// <summary>Takes in what is told of a payment: only forward, whatever comes twice, late or in another order.</summary>
    /// <exception cref="InvalidDataException">The order has no such payment.</exception>
    public static OrderStep Follow(Order order, PaymentEvent told, DateTimeOffset now)
    {
        var known = order.Payments.FirstOrDefault(payment => payment.PaymentId == told.PaymentId)
            ?? throw new InvalidDataException($"The order {order.OrderId} has no payment {told.PaymentId}.");
        if (told.Sequence <= known.Sequence)
            return OrderStep.Nothing(order);
        var payment = known with
        {
            State = told.State,
            Sequence = told.Sequence,
            CapturedCents = told.CapturedCents,
            RefundedCents = told.RefundedCents,
        };
        var next = Count(order with { Payments = [.. order.Payments.Select(one => one == known ? payment : one)] });
        // The step counts once: what is committed together is one change.
        if (next.State == OrderState.Placed && payment.HeldCents >= next.TotalCents)
        {
            var paid = Do(order with { Payments = next.Payments }, new OrderDeed(OrderAction.Pay, OrderActor.Payment), now);
            return paid.Step;
        }

        return Settle(next, payment.RefundedCents > known.RefundedCents ? OrderEvent.Refunded(next, now) : null, now);
    }

    // Whatever led here: an order that takes no money calls off what is under way and gives back what it holds, and no order
    // keeps more than one payment. Asked for once; payments see to it that it is done.
    private static OrderStep Settle(Order order, OrderEvent? @event, DateTimeOffset now)
    {
        var commands = new List<PaymentCommand>();
        var gives = OrderMoves.GivesMoneyBack(order.State);
        var kept = gives
            ? null
            : order.Payments.FirstOrDefault(payment => payment.CapturedCents >= order.TotalCents && !payment.RefundAsked);
        return new OrderStep(order with { Payments = [.. order.Payments.Select(Settle)] }, @event, commands);

        OrderPayment Settle(OrderPayment payment)
        {
            if (payment is { RefundAsked: false, HeldCents: > 0 } && (gives || (kept is not null && payment != kept)))
            {
                commands.Add(Command(order, payment, PaymentCommandKind.Refund, now));
                return payment with { RefundAsked = true };
            }

            if (payment is { IsLive: true, CancelAsked: false } && order.State is not (OrderState.Draft or OrderState.Placed))
            {
                commands.Add(Command(order, payment, PaymentCommandKind.Cancel, now));
                return payment with { CancelAsked = true };
            }

            return payment;
        }
    }

    private static PaymentCommand Command(Order order, OrderPayment payment, PaymentCommandKind kind, DateTimeOffset now) => new(
        PaymentCommand.CurrentSchema, $"{payment.PaymentId}-{(kind == PaymentCommandKind.Cancel ? "cancel" : "refund")}",
        payment.PaymentId, order.OrderId, kind, 0, ReasonOf(order), now);

    private static string ReasonOf(Order order) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(
            OrderMoves.GivesMoneyBack(order.State) ? order.State.ToString()
            : order.State == OrderState.Placed ? "OtherMethod" : "Duplicate");

    private static Order Stamp(Order order, DateTimeOffset now) => Count(order.State switch
    {
        OrderState.Placed => order with { PlacedAt = now },
        OrderState.Paid => order with { PaidAt = now },
        OrderState.Ready => order with { ReadyAt = now },
        _ when OrderMoves.IsFinal(order.State) => order with { EndedAt = now },
        _ => order,
    });

    private static Order Count(Order order) => order with { Sequence = order.Sequence + 1, DueAt = DueAt(order) };

    // Rounded up, so that what is due has come when the timer finds it.
    private static long? DueAt(Order order) =>
        OrderDeadlines.DueAt(order)?.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds();
}
