using CsCheck;
using QNom.Orders.LifeCycle;
using QNom.Payments;
using QNom.Payments.Ledger;

namespace QNom.Tests.Unit.Orders.Simulation;

/// <summary>
/// What holds of orders and money whatever diners, stalls, providers and clocks do, in whatever order messages come, twice,
/// late or never, and wherever the process dies. A failure prints the seed and the shortest sequence that CsCheck finds.
/// </summary>
public sealed class OrderAndPaymentTests
{
    private const int Sequences = 10_000;

    private static readonly (string Name, Action<SimulatedWorld> Do)[] Actions =
    [
        ("place", world => world.Place()),
        ("pay by card", world => world.Pay(PaymentMethod.Card)),
        ("pay by PayNow", world => world.Pay(PaymentMethod.PayNow)),
        ("cancel", world => world.Do(OrderAction.Cancel, OrderActor.Diner)),
        ("accept", world => world.Do(OrderAction.Accept, OrderActor.Partner)),
        ("reject", world => world.Do(OrderAction.Reject, OrderActor.Partner)),
        ("prepare", world => world.Do(OrderAction.Prepare, OrderActor.Partner)),
        ("finish", world => world.Do(OrderAction.Finish, OrderActor.Partner)),
        ("collect", world => world.Do(OrderAction.Collect, OrderActor.Partner)),
        ("tick", world => world.Tick()),
        ("wait a minute", world => world.Wait(TimeSpan.FromMinutes(1))),
        ("wait six minutes", world => world.Wait(TimeSpan.FromMinutes(6))),
        ("deliver", world => world.Deliver()),
        ("sweep", world => world.SweepOutbox()),
        ("reconcile", world => world.Reconcile()),
        // By the random numbers of the world, so that a sequence is the same each time.
        ("at the provider", world => world.Provider.Play(new Random(world.Steps))),
        ("return a refund", world => world.Provider.ReturnRefund()),
    ];

    // What leads somewhere comes more often than what ends it.
    private static readonly Gen<int> Action = Gen.Frequency(
        (12, Gen.Int[0, 2]), (1, Gen.Const(3)), (5, Gen.Const(4)), (1, Gen.Const(5)), (9, Gen.Int[6, 8]), (4, Gen.Int[9, 11]),
        (24, Gen.Const(12)), (4, Gen.Int[13, 14]), (10, Gen.Const(15)), (2, Gen.Const(16)));

    // A third begins anywhere, a third with an order that is being paid, a third with one that is likely to be made.
    private static readonly int[][] Beginnings = [[], [0, 1, 15], [0, 2, 15, 15, 12, 12, 14, 12, 12, 12, 4, 6, 7, 7]];

    private static readonly Gen<int[]> Sequence = Gen.Int[0, Beginnings.Length - 1].SelectMany(
        begun => Action.Array[4, 60].Select(rest => (int[])[.. Beginnings[begun], .. rest]));

    [Fact]
    public void Ten_thousand_sequences_with_crashes_charge_once_lose_nothing_and_end()
    {
        var reached = new System.Collections.Concurrent.ConcurrentDictionary<OrderState, int>();
        Gen.Select(Sequence, Gen.Int[0, 1_000_000]).Sample(
            (sequence, seed) =>
            {
                var crashes = new Random(seed);
                var end = Play(sequence, seed, _ => crashes.Next(12) == 0).Order.State;
                reached.AddOrUpdate(end, 1, (_, count) => count + 1);
            },
            iter: Sequences, print: Print);

        // A test of nothing but canceled orders would hold, too.
        foreach (var state in Enum.GetValues<OrderState>().Where(OrderMoves.IsFinal))
            Assert.True(reached.GetValueOrDefault(state) > Sequences / 100, $"{state}: {string.Join(", ", reached)}");
    }

    [Fact]
    public void A_crash_after_each_durable_step_of_a_sequence_changes_nothing_of_that() => Gen.Select(Sequence, Gen.Int[0, 1_000_000]).Sample(
        (sequence, seed) =>
        {
            var steps = Play(sequence, seed, _ => false).Steps;
            for (var at = 1; at <= steps; at++)
                Play(sequence, seed, step => step == at);
        },
        iter: 200, print: Print);

    private static string Print((int[] Sequence, int Seed) sample) =>
        $"seed {sample.Seed}: {string.Join(", ", sample.Sequence.Select(action => Actions[action].Name))}";

    private static SimulatedWorld Play(int[] sequence, int seed, Func<int, bool> crashesAfter)
    {
        var calm = false;
        var world = new SimulatedWorld(seed, step => !calm && crashesAfter(step));
        foreach (var action in sequence)
        {
            world.Try(Actions[action].Do);
            CheckAtAnyTime(world);
        }

        // Nobody does anything any more; the clock goes on, and nothing fails.
        calm = true;
        for (var minute = 0; minute < 6 * 60 && !(OrderMoves.IsFinal(world.Order.State) && world.IsQuiet && minute > 15); minute++)
        {
            world.Wait(TimeSpan.FromMinutes(1));
            world.Provider.Conclude(new Random(seed + minute));
            world.Tick();
            world.SweepOutbox();
            world.SweepPlaces();
            if (minute % 10 == 0)
                world.Reconcile();
            for (var message = 0; message < 200 && !world.IsQuiet; message++)
                world.Deliver();
            CheckAtAnyTime(world);
        }

        world.Reconcile();
        while (!world.IsQuiet)
            world.Deliver();
        CheckAtTheEnd(world);
        return world;
    }

    private static void CheckAtAnyTime(SimulatedWorld world)
    {
        Assert.True(world.Provider.Intents.Count(intent => intent.CapturedCents > 0) <= 1, "Two charges for one order.");
        Assert.All(world.Ledger, transaction => Assert.Equal(0, transaction.Entries.Sum(entry => entry.Cents)));
        if (OrderMoves.GivesMoneyBack(world.Order.State))
        {
            Assert.All(world.Order.Payments.Where(payment => payment.HeldCents > 0), payment =>
                Assert.True(payment.RefundAsked && world.IsUnderWay(payment), "Captured money without an order or a refund under way."));
        }
    }

    private static void CheckAtTheEnd(SimulatedWorld world)
    {
        var order = world.Order;
        Assert.True(OrderMoves.IsFinal(order.State), $"The order is still {order.State}.");
        var held = world.Provider.Intents.Sum(intent => intent.CapturedCents - intent.RefundedCents);
        Assert.Equal(order.State is OrderState.Collected or OrderState.NoShow ? order.TotalCents : 0, held);
        Assert.Equal(held, world.Ledger.Sum(transaction => transaction.On(LedgerAccount.Provider)));
        Assert.Equal(held, order.Payments.Sum(payment => payment.HeldCents));
        Assert.Equal(OrderMoves.HoldsPlace(order.State), world.HasPlace);
        Assert.Equal(world.Provider.Intents.SelectMany(intent => intent.Refunds).Select(refund => refund.RefundId).Distinct().Count(),
            world.Provider.Intents.Sum(intent => intent.Refunds.Count));
    }
}
