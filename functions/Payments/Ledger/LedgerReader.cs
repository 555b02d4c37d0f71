using System.Runtime.CompilerServices;
using QNom.Platform.Cosmos;

namespace QNom.Payments.Ledger;

/// <summary>Reads the ledger: for statements, invoices and whoever checks it. Nothing of it ever changes once it is written.</summary>
public sealed class LedgerReader(PaymentStore store)
{
    /// <summary>What happened from one time to another, in no order: one query over partitions, for batch jobs only.</summary>
    /// <param name="from">The first moment, UTC.</param>
    /// <param name="to">The first that does not belong to it.</param>
    /// <param name="partnerId">Only of this partner; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<LedgerTransaction> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, string? partnerId = null, CancellationToken cancellationToken = default) =>
        KnownAsync(store.ListLedgerAsync(partnerId, from, to, cancellationToken), cancellationToken);

    /// <summary>What happened to a payment: one query in its partition.</summary>
    public IAsyncEnumerable<LedgerTransaction> ReadPaymentAsync(string paymentId, CancellationToken cancellationToken = default) =>
        KnownAsync(store.ListLedgerAsync(paymentId, cancellationToken), cancellationToken);

    private static async IAsyncEnumerable<LedgerTransaction> KnownAsync(
        IAsyncEnumerable<LedgerTransaction> transactions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var transaction in transactions.WithCancellation(cancellationToken))
        {
            DocumentSchema.Require(transaction.Schema, LedgerTransaction.CurrentSchema);
            yield return transaction;
        }
    }
}
