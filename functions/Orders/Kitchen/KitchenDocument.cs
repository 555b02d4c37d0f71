using QNom.Platform.Cosmos;

namespace QNom.Orders.Kitchen;

/// <summary>How a stall takes orders, in the stall's partition of <c>orders</c>.</summary>
public sealed record KitchenDocument : IStoredDocument
{
    /// <inheritdoc/>
    public static string CurrentSchema => "kitchen/1";

    /// <summary>The id in its partition.</summary>
    public const string DocumentId = "kitchen";

    /// <inheritdoc/>
    public string Id { get; init; } = DocumentId;

    /// <summary>The partition: <see cref="PartitionOf"/>.</summary>
    public required string OrderId { get; init; }

    /// <inheritdoc/>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Counts the changes of the rules, from 1; a pause is none.</summary>
    public long Revision { get; init; }

    /// <summary>The rules.</summary>
    public KitchenRules Rules { get; init; } = KitchenRules.Off;

    /// <summary>Until when it takes no orders, UTC; null if it does.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Whose stall it is, whom the money is for: the partner who gave the rules; null if an operator did.</summary>
    public string? PartnerId { get; init; }

    /// <summary>The partition of a stall's documents. No order's id starts with <c>~</c>.</summary>
    public static string PartitionOf(string venueId) => $"~venue:{venueId}";

    /// <summary>A stall that has not said anything.</summary>
    public static KitchenDocument Of(string venueId) => new() { OrderId = PartitionOf(venueId) };

    /// <summary>Until when it pauses, if it does now.</summary>
    public DateTimeOffset? PauseAt(DateTimeOffset now) => PausedUntil > now ? PausedUntil : null;
}
