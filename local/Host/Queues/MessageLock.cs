using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace QNom.Local.Host.Queues;

/// <summary>
/// Keeps a received message hidden from other receivers while its function runs, by renewing its visibility timeout at
/// half time. Each renewal gives the message a new pop receipt, without which it can neither be deleted nor released.
/// </summary>
internal sealed partial class MessageLock : IAsyncDisposable
{
    private readonly QueueClient queue;
    private readonly string messageId;
    private readonly TimeSpan duration;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly CancellationTokenSource ended = new();
    private readonly Task renewal;

    public MessageLock(QueueClient queue, QueueMessage message, TimeSpan duration, TimeProvider time, ILogger logger)
    {
        (this.queue, messageId, PopReceipt, this.duration, this.time, this.logger) =
            (queue, message.MessageId, message.PopReceipt, duration, time, logger);
        renewal = RenewAsync();
    }

    /// <summary>The receipt to use now; final once the lock is disposed of.</summary>
    public string PopReceipt { get; private set; }

    /// <summary>Ends the renewals; a renewal under way is waited for, since its receipt is the one that counts.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await renewal;
        ended.Dispose();
    }

    private async Task RenewAsync()
    {
        var pause = duration / 2;
        while (true)
        {
            await Task.Delay(pause, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
                return;

            try
            {
                UpdateReceipt renewed = await queue.UpdateMessageAsync(
                    messageId, PopReceipt, visibilityTimeout: duration, cancellationToken: CancellationToken.None);
                PopReceipt = renewed.PopReceipt;
                pause = duration / 2;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 400)
            {
                // Another receiver has the message: the run goes on, since it cannot be undone, and counts for nothing.
                Log.Lost(logger, messageId, queue.Name);
                return;
            }
            catch (Exception e)
            {
                Log.NotRenewed(logger, e, messageId, queue.Name);
                pause = duration / 10;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} of queue {Queue} was taken by another receiver while its function ran")]
        public static partial void Lost(ILogger logger, string messageId, string queue);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The lock of message {MessageId} of queue {Queue} could not be renewed; trying again")]
        public static partial void NotRenewed(ILogger logger, Exception exception, string messageId, string queue);
    }
}
