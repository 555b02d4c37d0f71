using Microsoft.Extensions.Logging;
using QNom.Payments.Providers;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;

namespace QNom.Payments.Reconciliation;

/// <summary>
/// Looks at every payment that has not come to rest, as its provider and its order see it, and repairs what they disagree about:
/// what is unknown is fetched, what is intended is done, money that an order does not keep goes back, and an order that does
/// not know of its money is told again.
/// </summary>
public sealed partial class PaymentReconciliation(
    PaymentStore store, PaymentKeeper keeper, PaymentDriver driver, IOrderStandings orders, StorageQueues queues, TimeProvider time,
    ILogger<PaymentReconciliation> logger)
{
    // What is left is due again in ten minutes.
    private const int MostAtOnce = 1000;
    private const int Parallelism = 8;

    // A bank decides in days, and a refund that is on its way takes as long.
    private static readonly TimeSpan WhileOthersDecide = TimeSpan.FromHours(6);

    // Within this, its order has come to an end, whatever became of it.
    private static readonly TimeSpan UntilOrdersEnd = TimeSpan.FromHours(24);

    /// <summary>Looks at what is due; gives how many there were. One that fails holds up no other.</summary>
    /// <exception cref="AggregateException">Some failed; they are still due.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var due = await store.ListDueAsync(time.GetUtcNow(), MostAtOnce, cancellationToken);
        var failures = new System.Collections.Concurrent.ConcurrentBag<Exception>();
        await Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (paymentId, cancelled) =>
            {
                try
                {
                    await LookAsync(paymentId, cancelled);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    failures.Add(exception);
                }
            });
        if (due.Count > 0)
            Log.Looked(logger, due.Count, failures.Count);
        return failures.IsEmpty ? due.Count : throw new AggregateException(failures);
    }

    private async Task LookAsync(string paymentId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(paymentId, cancellationToken) is not { Document: var payment })
            return;
        var standing = await orders.OfAsync(payment.OrderId, paymentId, cancellationToken);
        // So long after it was recorded nobody waits for it any more: what its provider never heard of is not begun now.
        if (await driver.LookAsync(payment, cancellationToken) is null && payment.ProviderId is null)
            await keeper.ChangeAsync(paymentId, PaymentRules.NeverMade, cancellationToken);
        await keeper.ChangeAsync(paymentId, (now, at) => PaymentRules.Repair(now, standing, at), cancellationToken);
        await driver.RunAsync(paymentId, isFirst: false, cancellationToken);

        var after = (await store.FindAsync(paymentId, cancellationToken))!;
        if (standing == OrderStanding.AwaitingPayment && PaymentMoves.HasMoney(after.Document.State))
        {
            Log.Untold(logger, paymentId);
            await queues.EnqueueAsync(PaymentQueues.Events, PaymentRules.Tell(after.Document), cancellationToken);
        }
        else if (standing == OrderStanding.Unknown && after.Document.RefundableCents > 0)
        {
            Log.OfNoOrder(logger, paymentId, after.Document.RefundableCents);
        }
        else if (standing == OrderStanding.RefundDue && after.Document.RefundableCents > 0)
        {
            Log.NotGivenBack(logger, paymentId, after.Document.RefundableCents);
        }

        await store.PostponeAsync(after, NextLook(after.Document, standing, time.GetUtcNow()), cancellationToken);
    }

    /// <summary>When a payment is looked at again; null for never. It is put off from the time of the look.</summary>
    public static DateTimeOffset? NextLook(Payment payment, OrderStanding standing, DateTimeOffset now)
    {
        if (payment.State == PaymentState.Disputed || payment.Refunds.Any(refund => refund.State == RefundState.Pending))
            return now + WhileOthersDecide;
        if (!PaymentRules.IsAtRest(payment) || (standing == OrderStanding.AwaitingPayment && PaymentMoves.HasMoney(payment.State)))
            return now + PaymentRules.Patience;
        // Once more when its order has ended, in case that a command of its was lost; not for what has nothing to give back.
        return payment.RefundableCents > 0 && now - payment.ChangedAt < UntilOrdersEnd ? payment.ChangedAt + UntilOrdersEnd : null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} payments were looked at, of which {Failed} failed.")]
        public static partial void Looked(ILogger logger, int count, int failed);

        [LoggerMessage(2, LogLevel.Warning, "{Payment} has money of which its order does not know: it is told again.")]
        public static partial void Untold(ILogger logger, string payment);

        [LoggerMessage(3, LogLevel.Error, "{Payment} has {Cents} cents, and there is no order that it could be for.")]
        public static partial void OfNoOrder(ILogger logger, string payment, long cents);

        [LoggerMessage(4, LogLevel.Error, "{Payment} has {Cents} cents that its order does not keep, and its provider does not give them back.")]
        public static partial void NotGivenBack(ILogger logger, string payment, long cents);
    }
}
