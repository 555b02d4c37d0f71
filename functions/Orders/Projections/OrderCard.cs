using QNom.Orders.LifeCycle;
using QNom.Platform;
using QNom.Platform.Cosmos;

namespace QNom.Orders.Projections;

/// <summary>
/// An order in a list: of its stall or of its diner, each in a partition of its own. A projection: written after the order,
/// never over a later one.
/// </summary>
/// <param name="Id">What sorts the latest first: see <see cref="IdOf"/>.</param>
/// <param name="OrderId">The partition, which is not the order's.</param>
/// <param name="Schema">The shape's version.</param>
/// <param name="Order">The order as it was at its <see cref="LifeCycle.Order.Sequence"/>.</param>
/// <param name="Open">True while the order is not final; null after it, so that it leaves the index.</param>
/// <param name="Ttl">Seconds until it is deleted; null for never.</param>
public sealed record OrderCard(string Id, string OrderId, string Schema, Order Order, bool? Open, int? Ttl) : IStoredDocument
{
    /// <inheritdoc/>
    public static string CurrentSchema => "order-card/1";

    /// <summary>The card of an order in one of its lists.</summary>
    public static OrderCard Of(Order order, string partition) => new(
        IdOf(order), partition, CurrentSchema, order, OrderMoves.IsFinal(order.State) ? null : true, order.Ttl);

    /// <summary>The latest first, and the order's id to tell those of one moment apart.</summary>
    public static string IdOf(Order order) => $"order:{NewestFirst.Prefix(order.CreatedAt)}-{order.OrderId}";

    /// <summary>The partition of a diner's orders.</summary>
    public static string PartitionOfDiner(string diner) => $"~diner:{diner}";
}
