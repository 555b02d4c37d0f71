using System.Text.Json;
using QNom.Platform;
using QNom.Platform.Messaging;

namespace QNom.Queues;

/// <summary>An event of this capability, in the partition of its venue.</summary>
public sealed record QueueOutboxMessage : OutboxMessage
{
    /// <summary>The partition.</summary>
    public required string VenueId { get; init; }

    /// <inheritdoc/>
    public override string Partition => VenueId;

    /// <summary>The outbox entry of an event.</summary>
    public static QueueOutboxMessage Of(QueueChanged change, DateTimeOffset now) => new()
    {
        Id = $"{DocumentType}:{change.Sequence}",
        VenueId = change.VenueId,
        Queue = QueueNames.Events,
        Message = JsonSerializer.SerializeToElement(change, Json.Strict),
        CommittedAt = now,
    };
}
