using System.Text.Json;
using QNom.Platform;
using QNom.Platform.Messaging;

namespace QNom.Diners;

/// <summary>The queues of this capability.</summary>
public static class DinerQueues
{
    /// <summary>What changed about diners, for what is kept elsewhere of them.</summary>
    public const string Events = "diner-events";
}

/// <summary>What of a diner has changed.</summary>
public enum DinerAspect
{
    /// <summary>The diner no longer lets visits be kept.</summary>
    History,

    /// <summary>The diner no longer wants to be told anything.</summary>
    Channels,
}

/// <summary>Something about a diner has changed. Who follows reads what holds now, so it may come late and twice.</summary>
/// <param name="Schema">The version of this shape.</param>
/// <param name="DinerId">Whose, a pseudonym.</param>
/// <param name="Aspect">What.</param>
/// <param name="At">When, UTC.</param>
public sealed record DinerChanged(string Schema, string DinerId, DinerAspect Aspect, DateTimeOffset At) : IQueueMessage
{
    /// <inheritdoc/>
    public static string CurrentSchema => "diner-changed/1";
}

/// <summary>An event of this capability, in the partition of its diner.</summary>
public sealed record DinerOutboxMessage : OutboxMessage
{
    /// <summary>The partition.</summary>
    public required string DinerId { get; init; }

    /// <inheritdoc/>
    public override string Partition => DinerId;

    /// <summary>The outbox entry of a change.</summary>
    internal static DinerOutboxMessage Of(string dinerId, DinerAspect aspect, DateTimeOffset now) => Of(
        dinerId, DinerQueues.Events, new DinerChanged(DinerChanged.CurrentSchema, dinerId, aspect, now), now);

    /// <summary>The outbox entry of a message.</summary>
    internal static DinerOutboxMessage Of<T>(string dinerId, string queue, T message, DateTimeOffset now)
        where T : IQueueMessage => new()
        {
            Id = $"{DocumentType}:{Guid.NewGuid():N}",
            DinerId = dinerId,
            Queue = queue,
            Message = JsonSerializer.SerializeToElement(message, Json.Strict),
            CommittedAt = now,
        };
}
