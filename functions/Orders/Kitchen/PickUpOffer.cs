using QNom.Queues;
using QNom.Venues.Hours;

namespace QNom.Orders.Kitchen;

/// <summary>All that decides when a stall can have an order ready. Pure, once it is read.</summary>
/// <param name="Kitchen">How it takes orders.</param>
/// <param name="Queue">What is known of its line; null for nothing.</param>
/// <param name="Opening">When it is open.</param>
/// <param name="Book">The places that are taken on <see cref="Day"/>.</param>
/// <param name="Now">The time.</param>
public sealed record PickUpOffer(
    KitchenDocument Kitchen, QueueStatus? Queue, Opening Opening, SlotBook Book, DateTimeOffset Now)
{
    /// <summary>Why it takes no order now; null if it does. Whoever wants food later today may still be too late or too early.</summary>
    public OrderingState State =>
        !Kitchen.Rules.TakesOrders ? OrderingState.Off
        : Kitchen.PauseAt(Now) is not null ? OrderingState.Paused
        : Opens is null || Queue is { State: VenueState.Closed, Reason: ShutReason.SoldOut, Until: null } ? OrderingState.Closed
        : OrderingState.Open;

    /// <summary>The day on which an order could be collected at the soonest: shortly before four in the morning it is the next.</summary>
    public DateOnly Day => SlotBook.DayOf(PickUpPlan.Soonest(Kitchen.Rules, Queue, Now));

    private DateTimeOffset End => SlotBook.EndOf(PickUpPlan.Soonest(Kitchen.Rules, Queue, Now));

    /// <summary>From when on orders can be collected on the day: now, or when it opens; null if not on it.</summary>
    private DateTimeOffset? Opens
    {
        get
        {
            // What the stall itself says shuts it until it says, or for the day.
            var shut = Queue is { State: VenueState.Closed or VenueState.Paused, Reason: ShutReason.Notice or ShutReason.SoldOut }
                ? Queue.Until ?? End
                : Now;
            var opens = Opening.Gates ? Opening.Timetable.NextOpening(shut) : shut;
            return opens < End ? opens : null;
        }
    }

    /// <summary>The places for so many dishes today, the soonest first.</summary>
    public IEnumerable<(DateTimeOffset Slot, Promise Promise)> For(int portions)
    {
        if (State != OrderingState.Open || Opens is not { } opens || Book.Bookings.Count >= SlotBook.MostBookings)
            yield break;
        var (rules, end) = (Kitchen.Rules, End);
        // Before it opens nobody cooks: the lead counts from then on.
        var soonest = opens > Now ? PickUpPlan.Soonest(rules, null, opens) : PickUpPlan.Soonest(rules, Queue, Now);
        for (var slot = PickUpPlan.SlotOf(soonest); slot < end; slot += KitchenRules.Slot)
        {
            if (PickUpPlan.In(rules, slot, soonest, Book.BookedIn(slot), portions, Queue) is { } promise && IsServed(promise.About))
                yield return (slot, promise);
        }
    }

    /// <summary>The place for an order: the soonest, or that of the slot that is wanted. Null if there is none.</summary>
    public (DateTimeOffset Slot, Promise Promise)? Find(int portions, DateTimeOffset? wanted)
    {
        var places = For(portions);
        // An order for later is for that time and not for some other; the first place is the soonest.
        var found = wanted is { } at
            ? places.Where(place => place.Slot == PickUpPlan.SlotOf(at)).Select(place => (place.Slot, place.Promise.NotBefore(at)))
            : places;
        return found.Select(place => ((DateTimeOffset, Promise)?)place).FirstOrDefault();
    }

    // Until the last orders, or without an end where nothing is known of a closing.
    private bool IsServed(DateTimeOffset at)
    {
        if (!Opening.Gates)
            return true;
        var timetable = Opening.Timetable;
        return timetable.IsOpenAt(at)
            && (timetable.ClosesAt(at) is not { } closing || at <= closing.AddMinutes(-Kitchen.Rules.LastOrderMinutes));
    }
}

/// <summary>Whether a stall takes orders now.</summary>
public enum OrderingState
{
    /// <summary>It does.</summary>
    Open,

    /// <summary>It takes no orders over the app.</summary>
    Off,

    /// <summary>Not for a while.</summary>
    Paused,

    /// <summary>It is closed for the day, or sold out.</summary>
    Closed,
}
