using Microsoft.Azure.Functions.Worker;

namespace QNom.Payments.Reconciliation;

/// <summary>The timers of the reconciliation.</summary>
public sealed class ReconciliationFunctions(PaymentReconciliation reconciliation, DailyComparison comparison)
{
    /// <summary>Looks at every payment that has not come to rest, every ten minutes.</summary>
    [Function(nameof(ReconcilePayments))]
    public Task ReconcilePayments([TimerTrigger("50 */10 * * * *")] TimerInfo info, CancellationToken cancellationToken) =>
        reconciliation.RunAsync(cancellationToken);

    /// <summary>Compares yesterday's payments with the providers' lists, at half past one in Singapore; fails if they differ.</summary>
    [Function(nameof(ReconcileLists))]
    public Task ReconcileLists([TimerTrigger("0 30 17 * * *")] TimerInfo info, CancellationToken cancellationToken) =>
        comparison.RunAsync(cancellationToken);
}
