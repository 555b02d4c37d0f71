using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using QNom.Local.Host.Configuration;

namespace QNom.Local.Host.Queues;

/// <summary>
/// What becomes of a message: deleted, made visible again, or moved to the poison queue. Whatever fails here leaves the
/// message where it is; it returns when its lock runs out, so it may run twice but is never lost.
/// </summary>
internal sealed partial class MessageOutcome(QueueClient queue, QueueClient poison, QueueSettings settings, ILogger logger)
{
    private const string PoisonSuffix = "-poison";

    // As in Azure Functions, a poison queue has no poison queue of its own.
    private readonly bool hasPoison = !queue.Name.EndsWith(PoisonSuffix, StringComparison.Ordinal);

    public static string PoisonQueueOf(string queue) => queue + PoisonSuffix;

    /// <summary>True if the message has had all its attempts, for example because hosts died during them.</summary>
    public bool IsSpent(QueueMessage message) => hasPoison && message.DequeueCount > settings.MaxDequeueCount;

    public Task SucceededAsync(QueueMessage message, string popReceipt) => GuardAsync(message, () =>
        queue.DeleteMessageAsync(message.MessageId, popReceipt, CancellationToken.None));

    public Task FailedAsync(QueueMessage message, string popReceipt) => GuardAsync(message, () =>
        !hasPoison ? Task.CompletedTask // stays hidden until its lock runs out, so that it does not spin
        : message.DequeueCount >= settings.MaxDequeueCount ? MoveAsync(message, popReceipt)
        : HideAsync(message, popReceipt, settings.VisibilityTimeout));

    /// <summary>The host stops before the message was handled: the next receiver may have it at once.</summary>
    public Task ReleasedAsync(QueueMessage message, string popReceipt) =>
        GuardAsync(message, () => HideAsync(message, popReceipt, TimeSpan.Zero));

    public Task PoisonedAsync(QueueMessage message, string popReceipt) =>
        GuardAsync(message, () => MoveAsync(message, popReceipt));

    private async Task HideAsync(QueueMessage message, string popReceipt, TimeSpan pause) => await queue.UpdateMessageAsync(
        message.MessageId, popReceipt, visibilityTimeout: pause, cancellationToken: CancellationToken.None);

    // First the copy, then the deletion: a crash in between leaves two, never none. The text is copied as it came.
    private async Task MoveAsync(QueueMessage message, string popReceipt)
    {
        await poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await poison.SendMessageAsync(message.MessageText, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: CancellationToken.None);
        await queue.DeleteMessageAsync(message.MessageId, popReceipt, CancellationToken.None);
        Log.Poisoned(logger, message.MessageId, poison.Name, message.DequeueCount);
    }

    private async Task GuardAsync(QueueMessage message, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception e)
        {
            Log.Unsettled(logger, e, message.MessageId, queue.Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} was moved to {Queue} after {Attempts} attempts")]
        public static partial void Poisoned(ILogger logger, string messageId, string queue, long attempts);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} of queue {Queue} could not be settled and will be run again")]
        public static partial void Unsettled(ILogger logger, Exception exception, string messageId, string queue);
    }
}
