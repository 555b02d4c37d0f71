namespace QNom.Orders;

/// <summary>The queues of this capability.</summary>
public static class OrderQueues
{
    /// <summary>What happened to orders, for whoever follows them: see <see cref="Projections.IOrderFollower"/>.</summary>
    public const string Events = "order-events";
}
