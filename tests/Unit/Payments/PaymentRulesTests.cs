using CsCheck;
using QNom.Payments;
using QNom.Payments.Ledger;
using QNom.Payments.Providers;
using static QNom.Tests.Unit.Payments.TestPayments;

namespace QNom.Tests.Unit.Payments;

public sealed class PaymentRulesTests
{
    [Fact]
    public void Nothing_is_asked_before_it_is_recorded_and_nothing_after_it_is_done()
    {
        var payment = Opened();
        Assert.IsType<PaymentEffect.Create>(PaymentRules.Next(payment));
        Assert.Null(PaymentRules.Next(After(payment, Said(ProviderState.RequiresAction))));
    }

    [Fact]
    public void Events_out_of_order_end_where_events_in_order_do()
    {
        var (action, paid, back) = (
            Said(ProviderState.RequiresAction), Said(ProviderState.Succeeded, 1000), Said(ProviderState.Succeeded, 1000, 400));
        var payment = After(Opened(), back, action, paid);

        Assert.Equal(PaymentState.PartiallyRefunded, payment.State);
        Assert.Equal((1000, 400), (payment.CapturedCents, payment.RefundedCents));
        Assert.Null(PaymentRules.Apply(payment, paid, Now));
    }

    [Fact]
    public void Money_that_comes_after_the_provider_gave_up_is_told()
    {
        var change = PaymentRules.Apply(After(Opened(), Said(ProviderState.Canceled)), Said(ProviderState.Succeeded, 1000), Now);

        Assert.Equal(PaymentState.Succeeded, change!.Event!.State);
        Assert.NotNull(change.Ledger);
    }

    [Theory]
    [InlineData(1000, "USD", 0)]
    [InlineData(999, "SGD", 0)]
    [InlineData(1000, "SGD", 1001)]
    public void Other_sums_than_the_payments_are_not_believed(long cents, string currency, long captured) =>
        Assert.Throws<InvalidDataException>(() => PaymentRules.Apply(
            Opened(), Said(ProviderState.Succeeded, captured, cents: cents) with { Currency = currency }, Now));

    [Fact]
    public void A_command_that_comes_twice_is_one_and_no_more_goes_back_than_there_is()
    {
        var paid = After(Opened(), Said(ProviderState.Succeeded, 1000));
        var once = PaymentRules.Take(paid, Command(PaymentCommandKind.Refund, cents: 700), Now)!.Payment;

        Assert.Null(PaymentRules.Take(once, Command(PaymentCommandKind.Refund, cents: 700), Now));
        var twice = PaymentRules.Take(once, Command(PaymentCommandKind.Refund, "c2", 700), Now)!.Payment;
        Assert.Equal([700, 300], twice.Refunds.Select(refund => refund.Cents));
        Assert.Null(PaymentRules.Take(twice, Command(PaymentCommandKind.Refund, "c3"), Now));
    }

    [Fact]
    public void A_refund_that_the_provider_refused_leaves_the_money_to_be_given_back()
    {
        var paid = After(Opened(), Said(ProviderState.Succeeded, 1000));
        var due = PaymentRules.Take(paid, Command(PaymentCommandKind.Refund), Now)!.Payment;
        var refused = PaymentRules.Refused(due, PaymentRules.Next(due)!, "no_funds", Now)!.Payment;

        Assert.Null(PaymentRules.Next(refused));
        Assert.Equal(1000, refused.RefundableCents);
    }

    [Fact]
    public void A_refund_that_the_bank_did_not_take_is_money_again_whatever_late_messages_say()
    {
        static ProviderPayment Refunded(long cents, params RefundState[] states) => Said(ProviderState.Succeeded, 1000, cents) with
        {
            Refunds = [.. states.Select((state, i) => new ProviderRefund($"c{i + 1}", $"re_{i + 1}", 1000, state))],
        };

        var due = PaymentRules.Take(After(Opened(), Said(ProviderState.Succeeded, 1000)), Command(PaymentCommandKind.Refund), Now)!.Payment;
        var gone = After(due, Refunded(1000, RefundState.Succeeded));
        Assert.Equal((PaymentState.Refunded, 0), (gone.State, gone.RefundableCents));

        var back = PaymentRules.Apply(gone, Refunded(0, RefundState.Failed), Now)!;
        Assert.Equal((PaymentState.Succeeded, 0, 1000), (back.Payment.State, back.Payment.RefundedCents, back.Payment.RefundableCents));
        Assert.Equal(RefundState.Returned, Assert.Single(back.Payment.Refunds).State);
        Assert.Equal((PaymentState.Succeeded, 0L), (back.Event!.State, back.Event.RefundedCents));
        Assert.Equal(1000, back.Ledger!.On(LedgerAccount.Provider));
        Assert.Null(PaymentRules.Apply(back.Payment, Refunded(1000, RefundState.Succeeded), Now));
        Assert.Null(PaymentRules.Apply(back.Payment, Refunded(0, RefundState.Failed), Now));

        var again = PaymentRules.Take(back.Payment, Command(PaymentCommandKind.Refund, "c2"), Now)!.Payment;
        var end = After(again, Refunded(1000, RefundState.Failed, RefundState.Succeeded));
        Assert.Equal((PaymentState.Refunded, 1000), (end.State, end.RefundedCents));
        Assert.Null(PaymentRules.Apply(end, Refunded(1000, RefundState.Succeeded), Now));
    }

    [Fact]
    public void A_refund_that_failed_stays_failed_whatever_late_messages_say()
    {
        var due = PaymentRules.Take(After(Opened(), Said(ProviderState.Succeeded, 1000)), Command(PaymentCommandKind.Refund), Now)!.Payment;
        var failed = After(due, Said(ProviderState.Succeeded, 1000) with { Refunds = [new ProviderRefund("c1", "re_1", 1000, RefundState.Failed)] });
        Assert.Equal(1000, failed.RefundableCents);
        Assert.Null(PaymentRules.Apply(
            failed, Said(ProviderState.Succeeded, 1000, 1000) with { Refunds = [new ProviderRefund("c1", "re_1", 1000, RefundState.Succeeded)] }, Now));
    }

    [Fact]
    public void A_payment_that_is_to_be_canceled_before_it_was_made_is_never_made() =>
        Assert.Null(PaymentRules.Next(PaymentRules.Take(Opened(), Command(PaymentCommandKind.Cancel), Now)!.Payment));

    [Fact]
    public void A_payment_that_is_called_off_before_it_is_begun_can_never_begin_and_its_order_is_told()
    {
        var (payment, told, ledger) = PaymentRules.NeverBegun(Command(PaymentCommandKind.Cancel), Now);

        Assert.Equal((PaymentState.Canceled, 1L, "order-1"), (told!.State, told.Sequence, told.PaymentId));
        Assert.Null(PaymentRules.Next(payment));
        Assert.True(PaymentRules.IsAtRest(payment) && payment.CheckAt is null && ledger is null);
    }

    [Theory]
    [InlineData(0, PaymentState.Succeeded, 0)]
    [InlineData(1000, PaymentState.Refunded, 1000)]
    public void A_dispute_holds_the_money_until_it_is_won_or_lost(long lost, PaymentState ends, long refunded)
    {
        var open = After(Opened(), Said(ProviderState.Succeeded, 1000), Said(ProviderState.Succeeded, 1000, disputed: 1000));
        Assert.Equal(PaymentState.Disputed, open.State);
        Assert.Equal(0, open.RefundableCents);

        var closed = After(open, Said(ProviderState.Succeeded, 1000, lost, disputed: 0));
        Assert.Equal((ends, refunded), (closed.State, closed.RefundedCents));
    }

    [Fact]
    public void The_ledger_sums_to_zero_and_says_what_the_sums_say_whatever_comes_in_whatever_order() =>
        Gen.Select(Gen.Long[1, 100_000], Gen.OneOfConst([.. Plan.All]), Steps).Sample((cents, plan, steps) =>
        {
            var payment = Opened(cents, plan);
            var ledger = new List<LedgerTransaction>();
            foreach (var (captured, refunded, disputed) in steps)
            {
                var taken = captured ? cents : 0;
                var said = Said(ProviderState.Succeeded, taken, taken * refunded / 4, disputed is { } part ? taken * part / 4 : null, cents);
                if (PaymentRules.Apply(payment, said, Now) is not { } change)
                    continue;
                payment = change.Payment;
                ledger.AddRange(change.Ledger is { } entries ? [entries] : []);
            }

            Assert.All(ledger, transaction => Assert.Equal(0, transaction.Entries.Sum(entry => entry.Cents)));
            Assert.Equal(ledger.Count, ledger.Select(transaction => transaction.Id).Distinct().Count());
            Assert.All(LedgerRules.Balances(payment), balance =>
                Assert.Equal(balance.Cents, ledger.Sum(transaction => transaction.On(balance.Account))));
            if (payment.RefundedCents == payment.CapturedCents)
                Assert.All(LedgerRules.Balances(payment), balance => Assert.Equal(0, balance.Cents));
            Assert.InRange(-LedgerRules.Balances(payment).Single(balance => balance.Account == LedgerAccount.Partner).Cents, 0, cents);
        });

    [Fact]
    public void Commission_and_fee_are_those_of_the_plan()
    {
        var paid = PaymentRules.Apply(Opened(), Said(ProviderState.Succeeded, 1000), Now)!.Ledger!;

        // 3% and 3.4% with 50 cents of ten dollars.
        Assert.Equal(
            (1000, -886, -30, -84),
            (paid.On(LedgerAccount.Provider), paid.On(LedgerAccount.Partner), paid.On(LedgerAccount.Commission), paid.On(LedgerAccount.Fees)));
    }

    // Of ten dollars.
    [Theory]
    [InlineData("hawker", PaymentMethod.Card, 30, 84)]
    [InlineData("restaurant", PaymentMethod.GrabPay, 60, 33)]
    [InlineData("pioneer", PaymentMethod.PayNow, 0, 13)]
    public void Each_plan_has_its_commission_and_each_way_to_pay_its_fee(string plan, PaymentMethod method, long commission, long fee)
    {
        var terms = Plan.Named(plan).For(method);

        Assert.Equal((commission, fee), (terms.CommissionOn(1000), terms.FeeOn(1000)));
    }

    private static Gen<(bool, int, int?)[]> Steps =>
        Gen.Select(Gen.Bool, Gen.Int[0, 4], Gen.Int[0, 4].Nullable()).Array[0, 12];
}
