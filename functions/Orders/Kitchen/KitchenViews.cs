using QNom.Platform.Http;

namespace QNom.Orders.Kitchen;

/// <summary>For how long a stall pauses.</summary>
public enum PauseLength
{
    /// <summary>30 minutes.</summary>
    HalfHour,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>Until midnight in Singapore.</summary>
    Today,
}

/// <summary>That a stall takes no orders for a while.</summary>
/// <param name="For">For how long.</param>
public sealed record PauseBody(PauseLength For);

/// <summary>How a stall takes orders.</summary>
/// <param name="VenueId">The stall.</param>
/// <param name="Revision">Counts the changes of the rules; 0 if none were given.</param>
/// <param name="State">Whether it takes orders now.</param>
/// <param name="PausedUntil">Until when it pauses, UTC; null if it does not.</param>
/// <param name="TakesOrders">Whether it takes orders at all.</param>
/// <param name="LeadMinutes">The minutes it needs for an order at least.</param>
/// <param name="PortionsPerSlot">The dishes it makes for orders in 15 minutes.</param>
/// <param name="LastOrderMinutes">So many minutes before closing the last order is collected.</param>
public sealed record OrderingView(
    string VenueId, long Revision, OrderingState State, DateTimeOffset? PausedUntil, bool TakesOrders, int LeadMinutes,
    int PortionsPerSlot, int LastOrderMinutes)
{
    /// <summary>What a stall offers.</summary>
    public static OrderingView Of(string venueId, PickUpOffer offer) => new(
        venueId, offer.Kitchen.Revision, offer.State, offer.Kitchen.PauseAt(offer.Now), offer.Kitchen.Rules.TakesOrders,
        offer.Kitchen.Rules.LeadMinutes, offer.Kitchen.Rules.PortionsPerSlot, offer.Kitchen.Rules.LastOrderMinutes);
}

/// <summary>When an order can be collected today.</summary>
/// <param name="VenueId">The stall.</param>
/// <param name="State">Whether it takes orders now; without, there are no times.</param>
/// <param name="Times">One per slot with room, the soonest first.</param>
public sealed record PickUpList(string VenueId, OrderingState State, IReadOnlyList<Promise> Times);
