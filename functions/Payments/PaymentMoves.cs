using static QNom.Payments.PaymentState;

namespace QNom.Payments;

/// <summary>
/// The one table of a payment's moves. They go forward only, so that a message which comes late changes nothing; the three
/// ways back are a dispute that was won, a refund that the diner's bank did not take, and money that comes although the provider
/// had given up, which is money all the same.
/// </summary>
public static class PaymentMoves
{
    private static readonly Dictionary<PaymentState, PaymentState[]> Table = new()
    {
        [Created] = [RequiresAction, Processing, Succeeded, Failed, Canceled, PartiallyRefunded, Refunded, Disputed],
        [RequiresAction] = [Processing, Succeeded, Failed, Canceled, PartiallyRefunded, Refunded, Disputed],
        // A card that was declined after all: the diner may take another.
        [Processing] = [RequiresAction, Succeeded, Failed, Canceled, PartiallyRefunded, Refunded, Disputed],
        [Succeeded] = [PartiallyRefunded, Refunded, Disputed],
        [Failed] = [Succeeded, PartiallyRefunded, Refunded, Disputed],
        [Canceled] = [Succeeded, PartiallyRefunded, Refunded, Disputed],
        [PartiallyRefunded] = [Succeeded, Refunded, Disputed],
        [Refunded] = [Succeeded, PartiallyRefunded, Disputed],
        [Disputed] = [Succeeded, PartiallyRefunded, Refunded],
    };

    /// <summary>Whether a payment may go from one state to another. Staying is no move.</summary>
    public static bool Allows(PaymentState from, PaymentState to) => Table[from].Contains(to);

    /// <summary>Whether money was captured, wherever it is now.</summary>
    public static bool HasMoney(PaymentState state) => state is Succeeded or PartiallyRefunded or Refunded or Disputed;

    /// <summary>Whether a new attempt may follow: the provider has no money and will not take any.</summary>
    public static bool EndedWithoutMoney(PaymentState state) => state is Failed or Canceled;
}
