namespace QNom.Payments;

/// <summary>What an order thinks of its payment's money.</summary>
public enum OrderStanding
{
    /// <summary>There is no such order.</summary>
    Unknown,

    /// <summary>It still waits for money.</summary>
    AwaitingPayment,

    /// <summary>It has what it needs, or has sent back what it did not: nothing to repair.</summary>
    Settled,

    /// <summary>It takes no money (any more), so whatever was captured has to go back.</summary>
    RefundDue,
}

/// <summary>Tells of orders, for the reconciliation; orders implement it.</summary>
public interface IOrderStandings
{
    /// <summary>What the order of a payment thinks: at most one point read.</summary>
    Task<OrderStanding> OfAsync(string orderId, string paymentId, CancellationToken cancellationToken);
}
