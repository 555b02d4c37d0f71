using System.Diagnostics.Metrics;
using QNom.Orders.LifeCycle;

namespace QNom.Orders;

/// <summary>What is measured of orders.</summary>
internal static class OrderMetrics
{
    private static readonly Meter Meter = new("QNom.Orders");

    private static readonly Counter<long> Moves = Meter.CreateCounter<long>(
        "qnom.orders.moves", "{order}", "Orders that came into a state, by state.");

    /// <summary>Counts an order that came into another state.</summary>
    public static void Moved(OrderState state) => Moves.Add(1, new KeyValuePair<string, object?>("state", state.ToString()));
}
