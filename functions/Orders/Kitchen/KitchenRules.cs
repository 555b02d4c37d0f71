using QNom.Platform.Http;

namespace QNom.Orders.Kitchen;

/// <summary>How a stall takes orders. As a request's body it is checked before it is stored.</summary>
/// <param name="TakesOrders">Whether it takes orders at all.</param>
/// <param name="LeadMinutes">The minutes it needs for an order at least, 1 to 120.</param>
/// <param name="PortionsPerSlot">The dishes it makes for orders in 15 minutes, 1 to 100, besides those for the people in line.</param>
/// <param name="LastOrderMinutes">So many minutes before closing the last order is collected, 0 to 120.</param>
public sealed record KitchenRules(
    bool TakesOrders, int LeadMinutes = 10, int PortionsPerSlot = 6, int LastOrderMinutes = 15)
{
    /// <summary>The length of a slot in minutes.</summary>
    public const int SlotMinutes = 15;

    /// <summary>The length of a slot.</summary>
    public static TimeSpan Slot { get; } = TimeSpan.FromMinutes(SlotMinutes);

    /// <summary>The rules of a stall that has not given any.</summary>
    public static KitchenRules Off { get; } = new(TakesOrders: false);

    /// <summary>Checks the limits.</summary>
    /// <exception cref="ProblemException">400, with everything that is wrong.</exception>
    public void Validate() => new ValidationErrors()
        .Require(LeadMinutes is >= 1 and <= 120, "/leadMinutes", "must be 1 to 120")
        .Require(PortionsPerSlot is >= 1 and <= 100, "/portionsPerSlot", "must be 1 to 100")
        .Require(LastOrderMinutes is >= 0 and <= 120, "/lastOrderMinutes", "must be 0 to 120")
        .ThrowIfAny();
}
