using QNom.Payments.Providers;

namespace QNom.Payments.Reconciliation;

/// <summary>What our books and a provider's list disagree about.</summary>
public enum Disagreement
{
    /// <summary>The provider has a payment under a name of ours that we have not recorded.</summary>
    NotRecorded,

    /// <summary>We have recorded a payment, and the provider lists none.</summary>
    NotListed,

    /// <summary>The provider has two payments under one name of ours.</summary>
    ListedTwice,

    /// <summary>Another sum was captured.</summary>
    Captured,

    /// <summary>Another sum went back.</summary>
    Refunded,
}

/// <summary>A line of the report.</summary>
/// <param name="PaymentId">Our name for the payment.</param>
/// <param name="ProviderId">The provider's; null if it has none.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Ours">The sum in our books, in cents.</param>
/// <param name="Theirs">The sum in the provider's list, in cents.</param>
public sealed record Difference(string PaymentId, string? ProviderId, Disagreement Kind, long Ours, long Theirs);

/// <summary>Compares our books with a provider's list of the same time; pure.</summary>
public static class ProviderComparison
{
    /// <summary>What they disagree about, by payment. Payments of others in the same account are none of ours.</summary>
    /// <param name="ours">Our payments with this provider that were recorded in the time.</param>
    /// <param name="theirs">What the provider lists of the time and a margin around it.</param>
    /// <param name="knows">Whether we have a payment, also one that was recorded outside the time.</param>
    public static IReadOnlyList<Difference> Compare(
        IReadOnlyList<Payment> ours, IReadOnlyList<ProviderPayment> theirs, Func<string, bool> knows)
    {
        var listed = theirs.Where(payment => payment.PaymentId is not null).ToLookup(payment => payment.PaymentId!);
        var differences = new List<Difference>();
        foreach (var payment in ours)
        {
            var found = listed[payment.PaymentId].ToList();
            if (found.Count == 0)
            {
                // What never reached the provider is in no list of its.
                if (payment.ProviderId is not null)
                    differences.Add(new(payment.PaymentId, payment.ProviderId, Disagreement.NotListed, payment.CapturedCents, 0));
                continue;
            }

            var (captured, refunded) = (found.Sum(one => one.CapturedCents), found.Sum(one => one.RefundedCents));
            var id = found[0].ProviderId;
            // An intent that was made twice and is paid once does no harm.
            if (found.Count(one => one.CapturedCents > 0) > 1)
                differences.Add(new(payment.PaymentId, id, Disagreement.ListedTwice, payment.CapturedCents, captured));
            else if (captured != payment.CapturedCents)
                differences.Add(new(payment.PaymentId, id, Disagreement.Captured, payment.CapturedCents, captured));
            // What a bank took back for good is not among refunds of a list.
            if (refunded > payment.RefundedCents)
                differences.Add(new(payment.PaymentId, id, Disagreement.Refunded, payment.RefundedCents, refunded));
        }

        differences.AddRange(
            from payments in listed
            where !knows(payments.Key)
            select new Difference(payments.Key, payments.First().ProviderId, Disagreement.NotRecorded, 0, payments.Sum(payment => payment.CapturedCents)));
        return [.. differences.OrderBy(difference => difference.PaymentId, StringComparer.Ordinal)];
    }
}
