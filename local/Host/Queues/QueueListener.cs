using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using QNom.Local.Host.Configuration;
using QNom.Local.Host.Definitions;
using QNom.Local.Host.Invocation;

namespace QNom.Local.Host.Queues;

/// <summary>
/// Runs a function for each message of a queue. A new batch is asked for once no more than newBatchThreshold messages
/// are in work, so at most that many plus one batch are; the next poll follows at once while messages come.
/// </summary>
internal sealed partial class QueueListener(
    Function function, QueueClient queue, QueueClient poison, QueueSettings settings, TimeSpan lockDuration,
    FunctionRunner runner, TimeProvider time, ILogger logger) : IListener
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly MessageOutcome outcome = new(queue, poison, settings, logger);

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    public async Task RunAsync(Shutdown shutdown)
    {
        var backOff = new BackOff(ShortestPause, settings.MaxPollingInterval);
        var running = new List<Task>();
        while (!shutdown.Stopping.IsCancellationRequested)
        {
            running.RemoveAll(run => run.IsCompleted);
            if (running.Count > settings.NewBatchThreshold)
            {
                await Task.WhenAny(running);
                continue;
            }

            var messages = await ReceiveAsync();
            if (messages.Length > 0)
            {
                backOff.Reset();
                running.AddRange(messages.Select(message => Task.Run(() => HandleAsync(message, shutdown))));
                continue;
            }

            await Task.Delay(backOff.Next(), time, shutdown.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(running);
    }

    // Not cancelled when the host stops: messages of an answer that nobody reads would be locked for nothing.
    private async Task<QueueMessage[]> ReceiveAsync()
    {
        try
        {
            return await queue.ReceiveMessagesAsync(settings.BatchSize, lockDuration, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.NotReceived(logger, e, queue.Name);
            return [];
        }
    }

    // Never throws: every way to end is one of the outcomes.
    private async Task HandleAsync(QueueMessage message, Shutdown shutdown)
    {
        if (shutdown.Stopping.IsCancellationRequested)
        {
            await outcome.ReleasedAsync(message, message.PopReceipt);
            return;
        }

        if (outcome.IsSpent(message))
        {
            await outcome.PoisonedAsync(message, message.PopReceipt);
            return;
        }

        if (!QueueEncoding.TryDecode(message.MessageText, settings.Base64, out var body))
        {
            Log.Undecodable(logger, message.MessageId, queue.Name, function.Name);
            await outcome.FailedAsync(message, message.PopReceipt);
            return;
        }

        var decoded = QueuesModelFactory.QueueMessage(
            message.MessageId, message.PopReceipt, body, message.DequeueCount,
            message.NextVisibleOn, message.InsertedOn, message.ExpiresOn);
        var messageLock = new MessageLock(queue, message, lockDuration, time, logger);
        bool? succeeded = null;
        try
        {
            succeeded = await runner.RunAsync(function, new QueueInput(decoded), shutdown.Cancelled).WaitAsync(shutdown.Abandoned);
        }
        catch (OperationCanceledException)
        {
            Log.Abandoned(logger, function.Name, message.MessageId);
        }

        await messageLock.DisposeAsync();
        await (succeeded switch
        {
            true => outcome.SucceededAsync(message, messageLock.PopReceipt),
            false when !shutdown.Cancelled.IsCancellationRequested => outcome.FailedAsync(message, messageLock.PopReceipt),
            _ => outcome.ReleasedAsync(message, messageLock.PopReceipt),
        });
    }

    public override string ToString() => $"The queue listener of {function.Name}";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Queue {Queue} could not be read; trying again")]
        public static partial void NotReceived(ILogger logger, Exception exception, string queue);

        [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} of queue {Queue} is not in the encoding of host.json; {Function} cannot run for it")]
        public static partial void Undecodable(ILogger logger, string messageId, string queue, string function);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Function {Function} did not end in time; message {MessageId} is released")]
        public static partial void Abandoned(ILogger logger, string function, string messageId);
    }
}
