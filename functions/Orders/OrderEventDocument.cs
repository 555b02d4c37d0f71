using QNom.Orders.LifeCycle;

namespace QNom.Orders;

/// <summary>An entry of an order's history, written in the batch of the change that it tells of.</summary>
/// <param name="Id"><c>event:</c> and the change's number in ten digits, so that they sort.</param>
/// <param name="OrderId">The order; the partition.</param>
/// <param name="Schema">The shape's version.</param>
/// <param name="Event">What happened.</param>
/// <param name="Ttl">Seconds until it is deleted; null for never.</param>
public sealed record OrderEventDocument(string Id, string OrderId, string Schema, OrderEvent Event, int? Ttl)
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "order-event/1";

    /// <summary>The entry of an event.</summary>
    public static OrderEventDocument Of(Order order, OrderEvent @event) =>
        new(IdOf(@event.Sequence), order.OrderId, CurrentSchema, @event, order.Ttl);

    /// <summary>The id of a change's entry.</summary>
    public static string IdOf(long sequence) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"event:{sequence:D10}");
}
