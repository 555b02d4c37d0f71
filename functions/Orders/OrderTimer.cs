using Microsoft.Extensions.Logging;
using QNom.Orders.LifeCycle;

namespace QNom.Orders;

/// <summary>Does what the time has come for.</summary>
public sealed partial class OrderTimer(OrderStore store, OrderWriter writer, TimeProvider time, ILogger<OrderTimer> logger)
{
    // What is left is still due in half a minute.
    private const int MostAtOnce = 2000;
    private const int Parallelism = 8;

    /// <summary>Looks at every order that is due; gives their number. One that fails holds up no other.</summary>
    /// <exception cref="AggregateException">Some failed; they are still due.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var due = await store.ListDueAsync(time.GetUtcNow(), MostAtOnce, cancellationToken);
        var failures = new System.Collections.Concurrent.ConcurrentBag<Exception>();
        await Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (orderId, cancelled) =>
            {
                try
                {
                    await writer.ChangeAsync(orderId, order => OrderMachine.Tick(order, time.GetUtcNow()), cancelled);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    failures.Add(exception);
                }
            });
        if (due.Count > 0)
            Log.Tended(logger, due.Count, failures.Count);
        return failures.IsEmpty ? due.Count : throw new AggregateException(failures);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} orders were due, of which {Failed} failed.")]
        public static partial void Tended(ILogger logger, int count, int failed);
    }
}
