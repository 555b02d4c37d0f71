using QNom.Orders.LifeCycle;

namespace QNom.Orders.Projections;

/// <summary>
/// Something that follows orders. Each is told of all that happens to them (see <see cref="OrderStep.IsNews"/>) at least once,
/// maybe late and out of order, so it must do nothing for what it has seen; if one fails, all are told again.
/// </summary>
public interface IOrderFollower
{
    /// <summary>Follows a change.</summary>
    /// <param name="change">What happened.</param>
    /// <param name="order">The order as it is now, at this change or a later one.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task FollowAsync(OrderChanged change, Order order, CancellationToken cancellationToken);
}
