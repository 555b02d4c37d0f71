using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using QNom.Platform.Cosmos;

namespace QNom.Platform.Messaging;

/// <summary>
/// Brings committed events to their queues, at least once: right after the commit, and by a sweep what was missed then.
/// An event may arrive twice or late, so consumers compare its sequence.
/// </summary>
/// <typeparam name="T">The container's kind of message.</typeparam>
public sealed partial class Outbox<T>(Container container, StorageQueues queues, TimeProvider time, ILogger logger)
    where T : OutboxMessage
{
    // So long the commit's own process has to deliver before the sweep does: with the sweeps of waits, orders and payments all
    // is told within ten seconds after an outage.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Delivers right after the commit. Never fails, because the change is done: what is not delivered is left to the sweep.
    /// </summary>
    public async Task DispatchAsync(T message, CancellationToken cancellationToken)
    {
        try
        {
            await DeliverAsync(message, cancellationToken);
        }
        catch (Exception exception)
        {
            Log.LeftToSweep(logger, message.Queue, exception.GetType().Name);
        }
    }

    /// <summary>Delivers what was committed a while ago and is still here; gives the number delivered.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.committedAt < @before")
            .WithParameter("@type", OutboxMessage.DocumentType)
            .WithParameter("@before", time.GetUtcNow() - Grace);
        var (delivered, oldest) = (0, TimeSpan.Zero);
        try
        {
            await foreach (var message in container.QueryAsync<T>(query, cancellationToken: cancellationToken))
            {
                if (time.GetUtcNow() - message.CommittedAt is var waited && waited > oldest)
                    oldest = waited;
                await DeliverAsync(message, cancellationToken);
                delivered++;
            }
        }
        finally
        {
            // Of a sweep that fails, too: then most of all it must be known how long events wait.
            OutboxMetrics.Age.Record(oldest.TotalSeconds, new KeyValuePair<string, object?>("container", container.Id));
        }

        if (delivered > 0)
            Log.Swept(logger, delivered, container.Id);
        return delivered;
    }

    private async Task DeliverAsync(T message, CancellationToken cancellationToken)
    {
        await queues.EnqueueAsync(message.Queue, message.Message, cancellationToken);

        // Deleted only now: a crash in between means that it is delivered twice, and never that it is lost.
        await container.DeleteIfThereAsync(message.Id, message.Partition, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "An event for {Queue} was not delivered after its commit and is left to the sweep: {Error}.")]
        public static partial void LeftToSweep(ILogger logger, string queue, string error);

        [LoggerMessage(2, LogLevel.Information, "The sweep delivered {Count} events of {Container}.")]
        public static partial void Swept(ILogger logger, int count, string container);
    }
}
