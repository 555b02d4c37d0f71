using System.Globalization;

namespace QNom.Payments.Ledger;

/// <summary>
/// Makes entries of changes. What is on the accounts follows from the payment's sums alone, so a change puts down the
/// difference, and whatever way a payment goes, the accounts end where its sums say.
/// </summary>
public static class LedgerRules
{
    /// <summary>The transaction of a change; null if no money moved.</summary>
    public static LedgerTransaction? Between(Payment before, Payment after)
    {
        var was = Balances(before);
        var entries = Balances(after).Select(entry => entry with { Cents = entry.Cents - was.Single(other => other.Account == entry.Account).Cents })
            .Where(entry => entry.Cents != 0).ToList();
        if (entries.Count == 0)
            return null;
        if (entries.Sum(entry => entry.Cents) != 0)
            throw new InvalidOperationException("Entries of the ledger do not sum to zero.");
        return new LedgerTransaction
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{LedgerTransaction.DocumentType}:{after.Sequence}"),
            PaymentId = after.PaymentId,
            OrderId = after.OrderId,
            VenueId = after.VenueId,
            PartnerId = after.PartnerId,
            Currency = after.Currency,
            Reason = before.CapturedCents != after.CapturedCents ? LedgerReason.Capture
                : before.DisputedCents != after.DisputedCents ? LedgerReason.Dispute
                : LedgerReason.Refund,
            Plan = after.Terms.Plan,
            Entries = entries,
            At = after.ChangedAt,
        };
    }

    /// <summary>What the accounts hold of a payment: always zero in all.</summary>
    public static IReadOnlyList<LedgerEntry> Balances(Payment payment)
    {
        var kept = payment.CapturedCents - payment.RefundedCents;
        var commission = Kept(payment.Terms.CommissionOn(payment.CapturedCents), payment);
        var fee = Kept(payment.Terms.FeeOn(payment.CapturedCents), payment);
        return
        [
            new(LedgerAccount.Provider, kept - payment.DisputedCents),
            new(LedgerAccount.Disputes, payment.DisputedCents),
            new(LedgerAccount.Partner, -(kept - commission - fee)),
            new(LedgerAccount.Commission, -commission),
            new(LedgerAccount.Fees, -fee),
        ];
    }

    // In proportion to what is kept, to the cent below: nothing is left of it when all went back.
    private static long Kept(long share, Payment payment) => payment.CapturedCents == 0
        ? 0
        : share * (payment.CapturedCents - payment.RefundedCents) / payment.CapturedCents;
}
