using QNom.Payments.Ledger;
using QNom.Platform;

namespace QNom.Payments.Settlement;

/// <summary>Sums of money on a statement, in cents, as a partner sees them: what comes to it counts up, what is kept down.</summary>
/// <param name="Paid">What diners paid and was not given back or held, with the provider.</param>
/// <param name="Disputed">What a bank holds until a dispute is decided.</param>
/// <param name="Commission">Our commission: a minus, but where it goes back with a refund.</param>
/// <param name="Fees">The fees for taking the money, likewise.</param>
public sealed record StatementSums(long Paid, long Disputed, long Commission, long Fees)
{
    /// <summary>What is owed to the partner.</summary>
    public long Net => Paid + Disputed + Commission + Fees;

    /// <summary>What a transaction of the ledger comes to.</summary>
    /// <exception cref="InvalidDataException">Its entries do not sum to zero: the ledger is broken, and nothing is told of it.</exception>
    public static StatementSums Of(LedgerTransaction transaction)
    {
        var sums = new StatementSums(
            transaction.On(LedgerAccount.Provider), transaction.On(LedgerAccount.Disputes),
            transaction.On(LedgerAccount.Commission), transaction.On(LedgerAccount.Fees));
        return sums.Net == -transaction.On(LedgerAccount.Partner)
            ? sums
            : throw new InvalidDataException($"The entries of {transaction.Id} of payment {transaction.PaymentId} do not sum to zero.");
    }

    /// <summary>The sums of several.</summary>
    public static StatementSums Of(IEnumerable<StatementSums> all) => all.Aggregate(
        new StatementSums(0, 0, 0, 0),
        (sum, one) => new(sum.Paid + one.Paid, sum.Disputed + one.Disputed, sum.Commission + one.Commission, sum.Fees + one.Fees));
}

/// <summary>One transaction on a statement.</summary>
/// <param name="At">When, by the clock of Singapore.</param>
/// <param name="OrderId">The order.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="VenueId">The stall.</param>
/// <param name="Reason">Why money moved.</param>
/// <param name="Sums">How much.</param>
public sealed record StatementLine(
    DateTime At, string OrderId, string PaymentId, string VenueId, LedgerReason Reason, StatementSums Sums);

/// <summary>What happened to a partner's money on a day in Singapore. Made of the ledger and nothing else, so it is the same whenever it is made.</summary>
/// <param name="PartnerId">Whose money.</param>
/// <param name="Day">The day.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Lines">In the order in which it happened.</param>
public sealed record Statement(string PartnerId, DateOnly Day, string Currency, IReadOnlyList<StatementLine> Lines)
{
    /// <summary>In whose name the money of stalls stands that no partner has taken over.</summary>
    public const string Nobody = "unassigned";

    /// <summary>The sums of all lines.</summary>
    public StatementSums Total => StatementSums.Of(Lines.Select(line => line.Sums));

    /// <summary>A partner's statement of a day.</summary>
    /// <param name="partnerId">The partner.</param>
    /// <param name="day">The day.</param>
    /// <param name="transactions">All that happened to its money on it, in any order.</param>
    /// <exception cref="InvalidDataException">A transaction does not sum to zero, or two currencies are mixed.</exception>
    public static Statement Of(string partnerId, DateOnly day, IReadOnlyCollection<LedgerTransaction> transactions) =>
        new(partnerId, day, OnlyCurrency(transactions), [.. LinesOf(transactions)]);

    private static IEnumerable<StatementLine> LinesOf(IEnumerable<LedgerTransaction> transactions) =>
        from transaction in transactions
        orderby transaction.At, transaction.PaymentId, transaction.Id.Length, transaction.Id
        select new StatementLine(
            SingaporeTime.Local(transaction.At), transaction.OrderId, transaction.PaymentId, transaction.VenueId, transaction.Reason,
            StatementSums.Of(transaction));

    private static string OnlyCurrency(IEnumerable<LedgerTransaction> transactions) =>
        transactions.Select(transaction => transaction.Currency).Distinct().ToList() switch
        {
            [var one] => one,
            _ => throw new InvalidDataException("A partner's money is in several currencies."),
        };
}
