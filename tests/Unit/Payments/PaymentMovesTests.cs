using QNom.Payments;
using static QNom.Payments.PaymentState;

namespace QNom.Tests.Unit.Payments;

public sealed class PaymentMovesTests
{
    // Written anew and not taken from the table: from each row to each column. C R P S F X pr r d, as the enumeration has them.
    private static readonly string[] Wanted =
    [
        // to: created, action, processing, succeeded, failed, canceled, partially, refunded, disputed
        "-++++++++", // created
        "--+++++++", // requires action
        "-+-++++++", // processing
        "------+++", // succeeded
        "---+--+++", // failed
        "---+--+++", // canceled
        "---+---++", // partially refunded
        "---+--+-+", // refunded
        "---+--++-", // disputed
    ];

    public static TheoryData<PaymentState, PaymentState> Pairs() => new(
        from before in Enum.GetValues<PaymentState>()
        from after in Enum.GetValues<PaymentState>()
        select (before, after));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_pair_of_states_is_a_move_or_is_not(PaymentState from, PaymentState to) =>
        Assert.Equal(Wanted[(int)from][(int)to] == '+', PaymentMoves.Allows(from, to));

    [Fact]
    public void A_new_attempt_may_follow_only_what_has_no_money_and_takes_none() =>
        Assert.Equal([Failed, Canceled], Enum.GetValues<PaymentState>().Where(PaymentMoves.EndedWithoutMoney));
}
