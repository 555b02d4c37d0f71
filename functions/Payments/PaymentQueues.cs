namespace QNom.Payments;

/// <summary>The queues between payments, orders and providers.</summary>
public static class PaymentQueues
{
    /// <summary>What became of payments, for orders: <see cref="PaymentEvent"/>.</summary>
    public const string Events = "payment-events";

    /// <summary>What orders want done with payments: <see cref="PaymentCommand"/>.</summary>
    public const string Commands = "payment-commands";

    /// <summary>Webhooks that are stored and not worked on yet.</summary>
    public const string Webhooks = "payment-webhooks";
}
