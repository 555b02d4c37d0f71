using QNom.Orders;
using QNom.Orders.LifeCycle;
using QNom.Orders.Projections;
using QNom.Payments;
using static QNom.Orders.LifeCycle.OrderAction;
using static QNom.Orders.LifeCycle.OrderState;

namespace QNom.Tests.Unit.Orders;

/// <summary>Every pair of a state and an action: what is allowed, by whom, until when, and what money does.</summary>
public sealed class OrderMovesTests
{
    // By hand, and not from the table under test: from, action, to, who, minutes after noon until when (for the clock, from when on), what payments are told.
    private static readonly Dictionary<(OrderState, OrderAction), (OrderState To, OrderActor Actor, int? Minutes, string? Money)> Expected = new()
    {
        [(Draft, Place)] = (Placed, OrderActor.Diner, 30, null),
        [(Draft, Cancel)] = (Canceled, OrderActor.Diner, null, null),
        [(Draft, Expire)] = (Expired, OrderActor.Clock, 30, null),
        [(Placed, Pay)] = (Paid, OrderActor.Payment, null, "cancel"),
        [(Placed, Cancel)] = (Canceled, OrderActor.Diner, null, "cancel"),
        [(Placed, Reject)] = (Rejected, OrderActor.Partner, null, "cancel"),
        [(Placed, Expire)] = (Expired, OrderActor.Clock, 10, "cancel"),
        [(Paid, Accept)] = (Accepted, OrderActor.Partner, 10, null),
        [(Paid, Reject)] = (Rejected, OrderActor.Partner, null, "refund"),
        [(Paid, Cancel)] = (Canceled, OrderActor.Diner, null, "refund"),
        [(Paid, Expire)] = (Expired, OrderActor.Clock, 10, "refund"),
        [(Accepted, Prepare)] = (Preparing, OrderActor.Partner, 147, null),
        [(Accepted, Finish)] = (Ready, OrderActor.Partner, 147, null),
        [(Accepted, Reject)] = (Rejected, OrderActor.Partner, null, "refund"),
        [(Accepted, Cancel)] = (Canceled, OrderActor.Diner, 5, "refund"),
        [(Accepted, Expire)] = (Expired, OrderActor.Clock, 147, "refund"),
        [(Preparing, Finish)] = (Ready, OrderActor.Partner, 147, null),
        [(Preparing, Reject)] = (Rejected, OrderActor.Partner, null, "refund"),
        [(Preparing, Expire)] = (Expired, OrderActor.Clock, 147, "refund"),
        [(Ready, Collect)] = (Collected, OrderActor.Partner, null, null),
        [(Ready, CloseNoShow)] = (NoShow, OrderActor.Clock, 60, null),
    };

    public static TheoryData<OrderState, OrderAction> Pairs =>
        new(from state in Enum.GetValues<OrderState>() from action in Enum.GetValues<OrderAction>() select (state, action));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_pair_does_what_the_life_cycle_says(OrderState from, OrderAction action)
    {
        var order = TestOrders.In(from);
        foreach (var actor in Enum.GetValues<OrderActor>())
        {
            var allowed = Expected.TryGetValue((from, action), out var expected) && expected.Actor == actor;
            var (inTime, late) = actor == OrderActor.Clock
                ? (TestOrders.Noon.AddMinutes(expected.Minutes ?? 0), TestOrders.Noon.AddMinutes(expected.Minutes ?? 0).AddTicks(-1))
                : (TestOrders.Noon.AddMinutes(expected.Minutes ?? 0).AddTicks(-1), TestOrders.Noon.AddMinutes(expected.Minutes ?? 0));
            var (step, refusal) = OrderMachine.Do(order, new OrderDeed(action, actor), inTime);
            if (!allowed)
            {
                Assert.Equal(Refusal.NotAllowed, refusal);
                Assert.Same(order, step.Order);
                continue;
            }

            Assert.Equal(Refusal.None, refusal);
            Assert.Equal(expected.To, step.Order.State);
            Assert.Equal(order.Sequence + 1, step.Order.Sequence);
            Assert.Equal(expected.Money, step.Commands.Count == 0 ? null : step.Commands.Single().Kind.ToString().ToLowerInvariant());
            Assert.Equal((step.Order.Sequence, expected.To, actor), (step.Event!.Sequence, step.Event.State, step.Event.Actor));
            if (expected.Minutes is not null)
            {
                Assert.Equal(
                    actor == OrderActor.Clock ? Refusal.TooEarly : Refusal.TooLate,
                    OrderMachine.Do(order, new OrderDeed(action, actor), late).Refusal);
            }
        }
    }

    [Fact]
    public void What_is_final_is_so_and_all_else_has_a_move_of_the_clock_so_that_every_order_ends()
    {
        foreach (var state in Enum.GetValues<OrderState>())
        {
            var order = TestOrders.In(state);
            Assert.Equal(state is Collected or Rejected or Expired or Canceled or NoShow, OrderMoves.IsFinal(state));
            Assert.Equal(OrderMoves.IsFinal(state), OrderDeadlines.Next(order) is null);
            Assert.Equal(OrderMoves.IsFinal(state), OrderDeadlines.DueAt(order) is null);
        }
    }

    [Fact]
    public void A_draft_that_nobody_ordered_is_cleared_away_a_day_after_its_end_and_what_was_ordered_stays()
    {
        var draft = TestOrders.Draft();
        Assert.Same(draft, OrderMachine.Tick(draft, TestOrders.Noon.AddMinutes(30).AddTicks(-1)).Order);
        var expired = OrderMachine.Tick(draft, TestOrders.Noon.AddMinutes(30));
        var canceled = OrderMachine.Do(draft, new OrderDeed(Cancel, OrderActor.Diner), TestOrders.Noon).Step;
        foreach (var step in (OrderStep[])[expired, canceled])
        {
            Assert.Equal(24 * 60 * 60, step.Order.Ttl);
            // With its history and its card in the diner's list.
            Assert.Equal(step.Order.Ttl, OrderEventDocument.Of(step.Order, step.Event!).Ttl);
            Assert.Equal(step.Order.Ttl, OrderCard.Of(step.Order, "~diner:someone").Ttl);
        }

        foreach (var state in Enum.GetValues<OrderState>().Where(state => state != Draft))
            Assert.All(Enum.GetValues<OrderAction>(), action => Assert.Null(OrderMachine.Do(
                TestOrders.In(state), new OrderDeed(action, OrderMoves.Find(state, action)?.Actor ?? OrderActor.Diner), TestOrders.Noon).Step.Order.Ttl));
    }

    [Fact]
    public void Money_that_comes_to_an_order_that_ended_goes_back_once()
    {
        foreach (var state in (OrderState[])[Rejected, Expired, Canceled])
        {
            var order = TestOrders.In(Placed) with { State = state };
            var late = OrderMachine.Follow(order, TestOrders.Told(order, 3, PaymentState.Succeeded, TestOrders.Total), TestOrders.Noon);
            var command = Assert.Single(late.Commands);
            Assert.Equal((PaymentCommandKind.Refund, 0L, state.ToString().ToLowerInvariant()), (command.Kind, command.Cents, command.Reason));
            Assert.Equal(state, late.Order.State);
            Assert.Empty(OrderMachine.Follow(late.Order, TestOrders.Told(order, 3, PaymentState.Succeeded, TestOrders.Total), TestOrders.Noon).Commands);
            Assert.Empty(OrderMachine.Follow(late.Order, TestOrders.Told(order, 4, PaymentState.Refunded, TestOrders.Total, TestOrders.Total), TestOrders.Noon).Commands);
        }
    }

    [Fact]
    public void A_second_payment_that_brings_money_after_all_goes_back()
    {
        var placed = TestOrders.In(Placed);
        var failed = OrderMachine.Follow(placed, TestOrders.Told(placed, 1, PaymentState.Failed), TestOrders.Noon).Order;
        var again = OrderMachine.BeginPayment(failed, PaymentMethod.PayNow, null, TestOrders.Noon);
        Assert.Equal(2, again.Payment!.Attempt);
        var paid = OrderMachine.Follow(again.Step.Order, TestOrders.Told(placed, 1, PaymentState.Succeeded, TestOrders.Total, attempt: 2), TestOrders.Noon);
        Assert.Equal(Paid, paid.Order.State);
        var twice = OrderMachine.Follow(paid.Order, TestOrders.Told(placed, 2, PaymentState.Succeeded, TestOrders.Total), TestOrders.Noon);
        Assert.Equal("duplicate", Assert.Single(twice.Commands).Reason);
        Assert.Single(twice.Order.Payments, payment => payment.RefundAsked);
    }

    [Fact]
    public void What_is_told_of_a_payment_counts_forward_only()
    {
        var placed = TestOrders.In(Placed);
        var paid = OrderMachine.Follow(placed, TestOrders.Told(placed, 5, PaymentState.Succeeded, TestOrders.Total), TestOrders.Noon).Order;
        Assert.Equal(Paid, paid.State);
        Assert.Same(paid, OrderMachine.Follow(paid, TestOrders.Told(placed, 4, PaymentState.Failed), TestOrders.Noon).Order);
        Assert.Same(paid, OrderMachine.Follow(paid, TestOrders.Told(placed, 5, PaymentState.Succeeded, TestOrders.Total), TestOrders.Noon).Order);
        Assert.Throws<InvalidDataException>(() => OrderMachine.Follow(paid, TestOrders.Told(placed, 6, PaymentState.Succeeded, attempt: 9), TestOrders.Noon));
    }

    [Fact]
    public void How_a_payment_comes_along_is_told_to_nobody_until_it_moves_the_order()
    {
        var placed = TestOrders.In(Placed);
        var working = OrderMachine.Follow(placed, TestOrders.Told(placed, 2, PaymentState.Processing), TestOrders.Noon);
        Assert.Equal((placed.Sequence + 1, PaymentState.Processing), (working.Order.Sequence, working.Order.Payments[0].State));
        Assert.Empty(OrderOutboxMessage.Of(working, TestOrders.Noon));

        var paid = OrderMachine.Follow(working.Order, TestOrders.Told(placed, 3, PaymentState.Succeeded, TestOrders.Total), TestOrders.Noon);
        Assert.Equal(OrderQueues.Events, Assert.Single(OrderOutboxMessage.Of(paid, TestOrders.Noon)).Queue);

        // A draft has no history and is in its diner's list; who asked for the money of an ended order is told in any case.
        Assert.Equal(OrderQueues.Events, Assert.Single(OrderOutboxMessage.Of(OrderStep.Nothing(TestOrders.Draft()), TestOrders.Noon)).Queue);
        var late = OrderMachine.Follow(
            placed with { State = Expired }, TestOrders.Told(placed, 3, PaymentState.Succeeded, TestOrders.Total), TestOrders.Noon);
        Assert.Equal(PaymentQueues.Commands, Assert.Single(OrderOutboxMessage.Of(late, TestOrders.Noon)).Queue);
    }

    [Fact]
    public void An_order_has_one_live_payment_and_another_method_calls_it_off_first()
    {
        var placed = TestOrders.In(Placed);
        var same = OrderMachine.BeginPayment(placed, PaymentMethod.Card, null, TestOrders.Noon);
        Assert.Same(placed, same.Step.Order);
        Assert.Equal(1, same.Payment!.Attempt);

        var other = OrderMachine.BeginPayment(placed, PaymentMethod.PayNow, null, TestOrders.Noon);
        Assert.Null(other.Payment);
        Assert.Equal(PaymentCommandKind.Cancel, Assert.Single(other.Step.Commands).Kind);
        Assert.Null(OrderMachine.BeginPayment(other.Step.Order, PaymentMethod.PayNow, null, TestOrders.Noon).Payment);
        var off = OrderMachine.Follow(other.Step.Order, TestOrders.Told(placed, 2, PaymentState.Canceled), TestOrders.Noon).Order;
        Assert.Equal(2, OrderMachine.BeginPayment(off, PaymentMethod.PayNow, null, TestOrders.Noon).Payment!.Attempt);
    }

    [Fact]
    public void Stalls_and_diners_are_reminded_once_before_their_time_is_over()
    {
        foreach (var (state, minutes) in new[] { (Paid, 3), (Ready, 10) })
        {
            var order = TestOrders.In(state);
            Assert.Same(order, OrderMachine.Tick(order, TestOrders.Noon.AddMinutes(minutes).AddTicks(-1)).Order);
            var reminded = OrderMachine.Tick(order, TestOrders.Noon.AddMinutes(minutes));
            Assert.Equal(OrderEventKind.Reminded, reminded.Event!.Kind);
            Assert.Equal(state, reminded.Order.State);
            Assert.Same(reminded.Order, OrderMachine.Tick(reminded.Order, TestOrders.Noon.AddMinutes(minutes)).Order);
            Assert.True(reminded.Order.DueAt > TestOrders.Noon.AddMinutes(minutes).ToUnixTimeSeconds());
        }
    }
}
