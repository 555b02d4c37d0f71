using QNom.Orders.LifeCycle;
using QNom.Platform.Messaging;

namespace QNom.Orders;

/// <summary>Something happened to an order. It may come twice, late and out of order; who needs more reads the order, which may be newer by then.</summary>
/// <param name="Schema">The shape's version.</param>
/// <param name="OrderId">The order.</param>
/// <param name="VenueId">The stall.</param>
/// <param name="Diner">Who ordered, as a pseudonym.</param>
/// <param name="PlacedAt">When it was ordered, UTC; null for a draft.</param>
/// <param name="Event">What happened; null for a draft, which has no history.</param>
/// <param name="Sequence">The order's change.</param>
public sealed record OrderChanged(
    string Schema, string OrderId, string VenueId, string Diner, DateTimeOffset? PlacedAt, OrderEvent? Event, long Sequence) : IQueueMessage
{
    /// <inheritdoc/>
    public static string CurrentSchema => "order-changed/1";

    /// <summary>The message about a step.</summary>
    public static OrderChanged Of(OrderStep step) => new(
        CurrentSchema, step.Order.OrderId, step.Order.VenueId, step.Order.Diner, step.Order.PlacedAt, step.Event, step.Order.Sequence);
}
