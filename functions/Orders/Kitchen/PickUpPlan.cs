using QNom.Queues;

namespace QNom.Orders.Kitchen;

/// <summary>
/// Works out when an order can be ready: pure. An app order is made in turn with the people who stand in line, so it takes
/// what they wait, and never less than the stall's lead time; in its slot it comes after what is booked there already.
/// </summary>
public static class PickUpPlan
{
    // Where nothing is known of the wait, and at the least where something is: minutes before and after the likely time.
    private const int LeastBefore = 3;
    private const int LeastAfter = 7;

    // Nobody plans on a promise that is wider.
    private const int MostBefore = 10;
    private const int MostAfter = 20;

    /// <summary>The earliest time at which an order that comes now can be ready, by lead time and line alone.</summary>
    public static DateTimeOffset Soonest(KitchenRules rules, QueueStatus? queue, DateTimeOffset now) =>
        UpToMinute(now + TimeSpan.FromMinutes(Math.Max(rules.LeadMinutes, queue?.Wait?.Likely ?? 0)));

    /// <summary>The times in an order's slot, given what is booked there before it; null if it does not fit.</summary>
    /// <param name="rules">The stall's rules.</param>
    /// <param name="slot">When the slot begins.</param>
    /// <param name="soonest">Not before this.</param>
    /// <param name="booked">Portions booked in the slot.</param>
    /// <param name="portions">Portions of the order.</param>
    /// <param name="queue">What is known of the line; null for nothing.</param>
    public static Promise? In(
        KitchenRules rules, DateTimeOffset slot, DateTimeOffset soonest, int booked, int portions, QueueStatus? queue)
    {
        // An order larger than a slot has one to itself, or it could never be made.
        if (booked > 0 && booked + portions > rules.PortionsPerSlot)
            return null;
        var share = Math.Min(1, (booked + (portions / 2.0)) / rules.PortionsPerSlot);
        var made = UpToMinute(slot + TimeSpan.FromMinutes((KitchenRules.SlotMinutes - 1) * share));
        // Who is not ready by the end of the slot would be made in the next one, which is not his.
        var about = made > soonest ? made : soonest;
        return about < slot + KitchenRules.Slot ? Around(about, soonest, queue) : null;
    }

    /// <summary>The beginning of the slot that a time is in; slots begin at each quarter of an hour.</summary>
    public static DateTimeOffset SlotOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % KitchenRules.Slot.Ticks), TimeSpan.Zero);

    private static Promise Around(DateTimeOffset about, DateTimeOffset soonest, QueueStatus? queue)
    {
        var wait = WaitAt(queue, about);
        var before = Math.Clamp(wait is null ? 5 : wait.Likely - wait.Low, LeastBefore, MostBefore);
        var after = Math.Clamp(wait is null ? 10 : wait.High - wait.Likely, LeastAfter, MostAfter);
        // What is ordered ahead is begun ahead: less depends on the line than for who stands in it.
        if (about - soonest >= KitchenRules.Slot)
            (before, after) = (Math.Max(LeastBefore, before / 2), Math.Max(LeastAfter, after / 2));
        return new Promise(about, about.AddMinutes(-before), about.AddMinutes(after));
    }

    // The line as it will be then, as far as that is foretold; farther away, as it is now.
    private static WaitRange? WaitAt(QueueStatus? queue, DateTimeOffset at)
    {
        var foretold = queue?.Forecast.LastOrDefault(point => point.At <= at);
        return foretold is null ? queue?.Wait : new WaitRange(foretold.Likely, foretold.Low, foretold.High);
    }

    private static DateTimeOffset UpToMinute(DateTimeOffset at) =>
        new((at.UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
