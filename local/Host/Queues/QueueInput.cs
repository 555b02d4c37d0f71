using System.Globalization;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using QNom.Local.Host.Invocation;

namespace QNom.Local.Host.Queues;

/// <summary>A queue message with its decoded body, as a function sees it.</summary>
internal sealed class QueueInput(QueueMessage message) : TriggerInput
{
    // Numbers and times arrive as JSON text, because that is how the official host hands them to a worker.
    public override IReadOnlyDictionary<string, object?> BindingData { get; } =
        new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["QueueTrigger"] = message.Body.ToString(),
            ["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture),
            ["Id"] = message.MessageId,
            ["PopReceipt"] = message.PopReceipt,
            ["InsertionTime"] = JsonSerializer.Serialize(message.InsertedOn),
            ["ExpirationTime"] = JsonSerializer.Serialize(message.ExpiresOn),
            ["NextVisibleTime"] = JsonSerializer.Serialize(message.NextVisibleOn),
        };

    public override ValueTask<object?> ReadAsync(Type type, CancellationToken cancellationToken) => new(
        type == typeof(string) ? message.Body.ToString()
        : type == typeof(BinaryData) ? message.Body
        : message);
}
