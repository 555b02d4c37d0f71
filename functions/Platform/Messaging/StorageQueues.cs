using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Azure;
using Azure.Identity;
using Azure.Storage.Queues;
using QNom.Platform.Telemetry;

namespace QNom.Platform.Messaging;

/// <summary>The app's Storage queues. Messages are base64, the encoding that host.json declares for the triggers.</summary>
public sealed class StorageQueues(Settings settings)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7);

    private readonly QueueServiceClient service = Connect(settings);
    private readonly ConcurrentDictionary<string, QueueClient> queues = new();

    /// <summary>Puts a message on a queue; when this returns, the message is durable.</summary>
    public Task EnqueueAsync<T>(string queue, T message, CancellationToken cancellationToken) =>
        SendAsync(queue, () => Body(message), null, cancellationToken);

    /// <summary>Puts a message on a queue that is to be seen after a while; when this returns, the message is durable.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="message">The message.</param>
    /// <param name="delay">How long it is hidden. What is longer than seven days, the most a queue can hide, is seen after those.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task EnqueueAsync<T>(string queue, T message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(queue, () => Body(message), delay < TimeSpan.Zero ? TimeSpan.Zero : delay > LongestDelay ? LongestDelay : delay, cancellationToken);

    /// <summary>Puts bytes on a queue as they are; when this returns, the message is durable.</summary>
    public Task EnqueueBytesAsync(string queue, BinaryData body, CancellationToken cancellationToken) =>
        SendAsync(queue, () => body, null, cancellationToken);

    /// <summary>About how many messages are on a queue; 0 if there is no such queue.</summary>
    public async Task<long> DepthAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await queues.GetOrAdd(queue, service.GetQueueClient).GetPropertiesAsync(cancellationToken);
            return properties.Value.ApproximateMessagesCountLong;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // Hosts make their own poison queue when they first need it.
            return 0;
        }
    }

    /// <summary>Whether a queue is there.</summary>
    public async Task<bool> ExistsAsync(string queue, CancellationToken cancellationToken) =>
        await queues.GetOrAdd(queue, service.GetQueueClient).ExistsAsync(cancellationToken);

    /// <summary>Creates a queue and its poison queue if they are missing.</summary>
    public async Task CreateAsync(string queue, CancellationToken cancellationToken)
    {
        await service.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await service.GetQueueClient(queue + "-poison").CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    private async Task SendAsync(string queue, Func<BinaryData> body, TimeSpan? delay, CancellationToken cancellationToken)
    {
        using var span = Spans.Source.StartActivity($"send {queue}", ActivityKind.Producer)
            ?.SetTag("messaging.system", "azure_storage_queues").SetTag("messaging.destination.name", queue);
        await queues.GetOrAdd(queue, service.GetQueueClient).SendMessageAsync(
            // Written within the span, which is what the message carries.
            body(), delay,
            // Never expires: the seven days of the default would drop in silence what an outage held up.
            timeToLive: TimeSpan.FromSeconds(-1), cancellationToken);
    }

    private static BinaryData Body<T>(T message) => new(JsonSerializer.SerializeToUtf8Bytes(message, Json.Strict));

    private static QueueServiceClient Connect(Settings settings)
    {
        var options = StoragePatience.Limit(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        return settings.StorageConnection is { } connection
            ? new QueueServiceClient(connection, options)
            : new QueueServiceClient(settings.StorageQueues, new DefaultAzureCredential(), options);
    }
}
