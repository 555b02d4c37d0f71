using QNom.Orders;
using QNom.Orders.LifeCycle;
using QNom.Payments;
using QNom.Payments.Ledger;
using QNom.Payments.Providers;

namespace QNom.Tests.Unit.Orders.Simulation;

/// <summary>The process dies; what was durable stays, and what was under way is over.</summary>
internal sealed class CrashException : Exception;

/// <summary>
/// One order with its payments, the place at its stall, the queues between and a provider, as the app keeps them: every
/// durable step (a commit, a message enqueued or deleted, a call of the provider) may be the last one before a crash. The
/// rules are the app's own; only stores, queues and the provider are of memory.
/// </summary>
internal sealed class SimulatedWorld
{
    private readonly Func<int, bool> crashesAfter;
    private readonly Random random;
    private readonly List<object> outbox = [];
    private readonly List<object> queue = [];
    private readonly Dictionary<string, Payment> payments = [];
    private int steps;

    /// <param name="seed">Of the choices that are left to chance: what comes first, twice or never.</param>
    /// <param name="crashesAfter">Whether the process dies after a durable step, by its number.</param>
    public SimulatedWorld(int seed, Func<int, bool> crashesAfter)
    {
        (random, this.crashesAfter) = (new Random(seed), crashesAfter);
        // Half of what the provider tells never arrives.
        Provider = new SimulatedProvider(said =>
        {
            if (random.Next(2) == 0)
                queue.Add(said);
        });
    }

    public SimulatedProvider Provider { get; }

    public Order Order { get; private set; } = TestOrders.Draft();

    public bool HasPlace { get; private set; }

    public DateTimeOffset Now { get; private set; } = TestOrders.Noon;

    public int Steps => steps;

    public List<LedgerTransaction> Ledger { get; } = [];

    /// <summary>Whether nothing is on its way.</summary>
    public bool IsQuiet => outbox.Count == 0 && queue.Count == 0;

    /// <summary>Does something, unless it cannot be done or the process dies.</summary>
    public void Try(Action<SimulatedWorld> action)
    {
        try
        {
            action(this);
        }
        catch (CrashException)
        {
            // The next action finds what was durable.
        }
    }

    public void Wait(TimeSpan time) => Now += time;

    public void Place()
    {
        if (Order.PlacedAt is not null || OrderMachine.Do(Order, new(OrderAction.Place, OrderActor.Diner), Now).Refusal != Refusal.None)
            return;
        Durably(() => HasPlace = true);
        Do(OrderAction.Place, OrderActor.Diner);
    }

    public void Do(OrderAction action, OrderActor actor) => Commit(OrderMachine.Do(Order, new OrderDeed(action, actor), Now).Step);

    public void Pay(PaymentMethod method)
    {
        var (step, payment) = OrderMachine.BeginPayment(Order, method, null, Now);
        Commit(step);
        if (payment is null)
            return;
        var request = new PaymentRequest(
            Order.OrderId, payment.Attempt, Order.VenueId, "partner", Order.Diner, Order.TotalCents, "SGD", payment.Method);
        if (!payments.ContainsKey(request.PaymentId))
            Durably(() => payments[request.PaymentId] = PaymentRules.Open(request, "sim", Plan.Hawker.For(method), Now));
        // One that was called off before it was begun is of another sum: the desk refuses it.
        if (payments[request.PaymentId].Cents == request.Cents)
            Run(request.PaymentId);
    }

    public void Tick() => Commit(OrderMachine.Tick(Order, Now));

    /// <summary>Delivers one message, any; now and then it stays and comes again.</summary>
    public void Deliver()
    {
        if (queue.Count == 0)
            return;
        var message = queue[random.Next(queue.Count)];
        switch (message)
        {
            case PaymentEvent told:
                Commit(OrderMachine.Follow(Order, told, Now));
                break;
            case OrderChanged when OrderMoves.GivesMoneyBack(Order.State):
                Durably(() => HasPlace = false);
                break;
            // A crash after the order knew of a payment and before payments did: there is nothing to call off, and never will be.
            case PaymentCommand command when !payments.ContainsKey(command.PaymentId):
                Assert.Equal(PaymentCommandKind.Cancel, command.Kind);
                Commit(PaymentRules.NeverBegun(command, Now));
                break;
            case PaymentCommand command:
                Commit(command.PaymentId, payment => PaymentRules.Take(payment, command, Now));
                Run(command.PaymentId);
                break;
            // An event that does not decide makes the consumer fetch.
            case ProviderPayment said:
                Commit(said.PaymentId!, payment => PaymentRules.Apply(
                    payment, PaymentRules.Decides(payment, said) ? said : Provider.Fetch(said.PaymentId!)!, Now));
                break;
        }

        if (random.Next(5) > 0)
            Durably(() => queue.Remove(message));
    }

    /// <summary>Enqueues what was committed.</summary>
    public void SweepOutbox()
    {
        foreach (var message in outbox.ToList())
            Dispatch(message);
    }

    /// <summary>Gives back the place of an order that does not hold it.</summary>
    public void SweepPlaces()
    {
        if (HasPlace && !OrderMoves.HoldsPlace(Order.State) && Order.State != OrderState.Draft)
            Durably(() => HasPlace = false);
    }

    /// <summary>Looks at the payments that have not come to rest, as the provider and the order see them.</summary>
    public void Reconcile()
    {
        foreach (var id in payments.Keys.ToList())
        {
            var said = Provider.Fetch(id);
            Commit(id, payment => said is null ? PaymentRules.NeverMade(payment, Now) : PaymentRules.Apply(payment, said, Now));
            Commit(id, payment => PaymentRules.Repair(payment, OrderStandings.Of(Order, id), Now));
            Run(id);
        }
    }

    /// <summary>What an order has asked for is not lost: it is on its way, or taken in.</summary>
    public bool IsUnderWay(OrderPayment payment) =>
        outbox.Concat(queue).OfType<PaymentCommand>().Any(command => command.PaymentId == payment.PaymentId && command.Kind == PaymentCommandKind.Refund)
        || payments[payment.PaymentId] is var known && (known.RefundableCents == 0 || known.Refunds.Count > 0);

    private void Run(string paymentId)
    {
        while (PaymentRules.Next(payments[paymentId]) is { } effect)
        {
            ProviderPayment? said = null;
            Durably(() => said = effect switch
            {
                PaymentEffect.Create => Provider.Create(payments[paymentId]),
                PaymentEffect.Cancel => Provider.Cancel(paymentId),
                PaymentEffect.GiveBack(var refund) => Provider.Refund(paymentId, refund),
                _ => throw new InvalidOperationException(),
            });
            if (!Commit(paymentId, payment => PaymentRules.Apply(payment, said!, Now)))
                return;
        }
    }

    private void Commit(OrderStep step)
    {
        if (ReferenceEquals(step.Order, Order))
            return;
        object[] messages = [.. step.IsNews ? [OrderChanged.Of(step)] : Array.Empty<object>(), .. step.Commands];
        Durably(() =>
        {
            Order = step.Order;
            outbox.AddRange(messages);
        });
        foreach (var message in messages)
            Dispatch(message);
    }

    private bool Commit(string paymentId, Func<Payment, PaymentChange?> change)
    {
        if (!payments.TryGetValue(paymentId, out var before) || change(before) is not { } made)
            return false;
        Commit(made);
        return true;
    }

    private void Commit(PaymentChange made)
    {
        Durably(() =>
        {
            payments[made.Payment.PaymentId] = made.Payment;
            if (made.Ledger is not null)
                Ledger.Add(made.Ledger);
            if (made.Event is not null)
                outbox.Add(made.Event);
        });
        if (made.Event is not null)
            Dispatch(made.Event);
    }

    private void Dispatch(object message)
    {
        Durably(() => queue.Add(message));
        Durably(() => outbox.Remove(message));
    }

    private void Durably(Action step)
    {
        step();
        if (crashesAfter(++steps))
            throw new CrashException();
    }
}
