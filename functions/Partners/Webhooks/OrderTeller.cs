using QNom.Orders;
using QNom.Orders.LifeCycle;
using QNom.Orders.Projections;

namespace QNom.Partners.Webhooks;

/// <summary>Tells partners' systems what happens to orders at their stalls. Drafts are nobody's business but the diner's.</summary>
public sealed class OrderTeller(WebhookAnnouncer announcer) : IOrderFollower
{
    /// <inheritdoc/>
    public Task FollowAsync(OrderChanged change, Order order, CancellationToken cancellationToken) =>
        change is { Event: { } entry, PlacedAt: not null } && order.PartnerId is { } partner
            ? announcer.AnnounceAsync(partner, OrderNews.Of(order, entry), cancellationToken)
            : Task.CompletedTask;
}
