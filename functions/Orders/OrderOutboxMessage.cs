using System.Text.Json;
using QNom.Orders.LifeCycle;
using QNom.Payments;
using QNom.Platform;
using QNom.Platform.Messaging;

namespace QNom.Orders;

/// <summary>A message of this capability, in the partition of its order.</summary>
public sealed record OrderOutboxMessage : OutboxMessage
{
    /// <summary>The partition.</summary>
    public required string OrderId { get; init; }

    /// <inheritdoc/>
    public override string Partition => OrderId;

    /// <summary>All that a step has to tell: what happened, and what payments are to do.</summary>
    public static IReadOnlyList<OrderOutboxMessage> Of(OrderStep step, DateTimeOffset now) =>
    [
        .. step.IsNews ? [Of(step, $"{step.Order.Sequence}", OrderQueues.Events, OrderChanged.Of(step), now)] : Array.Empty<OrderOutboxMessage>(),
        .. step.Commands.Select(command => Of(step, command.CommandId, PaymentQueues.Commands, command, now)),
    ];

    private static OrderOutboxMessage Of<T>(OrderStep step, string name, string queue, T message, DateTimeOffset now) => new()
    {
        Id = $"{DocumentType}:{name}",
        OrderId = step.Order.OrderId,
        Queue = queue,
        Message = JsonSerializer.SerializeToElement(message, Json.Strict),
        CommittedAt = now,
    };
}
