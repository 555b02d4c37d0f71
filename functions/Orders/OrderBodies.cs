using QNom.Orders.LifeCycle;
using QNom.Payments;
using QNom.Platform.Http;

namespace QNom.Orders;

/// <summary>How a diner pays for an order.</summary>
/// <param name="Method">How.</param>
/// <param name="Provider">Through whom; null or left out takes whoever offers the method.</param>
public sealed record PayBody(PaymentMethod Method, string? Provider = null)
{
    /// <summary>Checks the limits.</summary>
    /// <exception cref="ProblemException">400.</exception>
    public void Validate() => new ValidationErrors()
        .Require(Provider is null || RouteValue.IsId(Provider), "/provider", "must be the name of a provider")
        .ThrowIfAny();
}

/// <summary>That a stall will make an order.</summary>
/// <param name="ReadyAt">When it will be ready; null or left out keeps what was promised.</param>
public sealed record AcceptBody(DateTimeOffset? ReadyAt = null)
{
    private static readonly TimeSpan Furthest = TimeSpan.FromHours(3);

    /// <summary>Checks the limits.</summary>
    /// <exception cref="ProblemException">400.</exception>
    public void Validate(DateTimeOffset now) => new ValidationErrors()
        .Require(ReadyAt is null || (ReadyAt > now && ReadyAt <= now + Furthest), "/readyAt", $"must be within the next {Furthest.Hours} hours, or null")
        .ThrowIfAny();
}

/// <summary>That a stall will not make an order.</summary>
/// <param name="Reason">Why.</param>
public sealed record RejectBody(RejectReason Reason);
