using QNom.Orders.LifeCycle;
using QNom.Payments;

namespace QNom.Orders;

/// <summary>Tells the reconciliation of payments what orders think of them.</summary>
public sealed class OrderStandings(OrderStore store) : IOrderStandings
{
    /// <inheritdoc/>
    public async Task<OrderStanding> OfAsync(string orderId, string paymentId, CancellationToken cancellationToken) =>
        Of((await store.FindAsync(orderId, cancellationToken))?.Document, paymentId);

    /// <summary>What an order thinks of a payment; pure.</summary>
    public static OrderStanding Of(Order? order, string paymentId)
    {
        if (order?.Payments.FirstOrDefault(payment => payment.PaymentId == paymentId) is not { } payment)
            return OrderStanding.Unknown;
        if (OrderMoves.GivesMoneyBack(order.State) || payment.RefundAsked)
            return OrderStanding.RefundDue;
        return order.State == OrderState.Placed ? OrderStanding.AwaitingPayment : OrderStanding.Settled;
    }
}
