using QNom.Orders.LifeCycle;
using QNom.Platform.Http;
using QNom.Queues;
using QNom.Venues;
using QNom.Venues.Hours;

namespace QNom.Orders.Kitchen;

/// <summary>Finds out when stalls can have orders ready, and takes and gives back places there.</summary>
public sealed class PickUpTimes(
    OrderStore store, VenueStore venues, QueueReader queues, OpeningTimes openings, TimeProvider time)
{
    // The longest lead time is two hours, and the longest wait three.
    private static readonly TimeSpan LongestAhead = TimeSpan.FromHours(3);

    // No request takes nearly so long between taking a place and placing the order.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>What a stall offers now: six point reads, and one more shortly before a day ends.</summary>
    /// <exception cref="ProblemException">404: there is no such venue.</exception>
    public async Task<PickUpOffer> OfferAsync(string venueId, CancellationToken cancellationToken)
    {
        var venue = await venues.FindAsync(venueId, cancellationToken) ?? throw Problems.NotFound("venue");
        var now = time.GetUtcNow();
        var kitchen = store.FindKitchenAsync(venueId, cancellationToken);
        var book = store.FindBookAsync(venueId, SlotBook.DayOf(now), cancellationToken);
        var queue = queues.FindAsync(venueId, cancellationToken);
        var opening = openings.FindAsync(venue.VenueId, cancellationToken);
        var offer = new PickUpOffer(
            (await kitchen)?.Document ?? KitchenDocument.Of(venueId), await queue, (await opening)!,
            await book ?? SlotBook.Of(venueId, SlotBook.DayOf(now)), now);
        return offer.Day == SlotBook.DayOf(now)
            ? offer
            : offer with { Book = await store.FindBookAsync(venueId, offer.Day, cancellationToken) ?? SlotBook.Of(venueId, offer.Day) };
    }

    /// <summary>What a stall offers a diner for an order.</summary>
    /// <exception cref="ProblemException">404; 409: it takes no orders now, or none for this time.</exception>
    public static (DateTimeOffset Slot, Promise Promise) Find(PickUpOffer offer, int portions, DateTimeOffset? wanted)
    {
        if (offer.State != OrderingState.Open)
            throw OrderProblems.NotTaking(offer);
        return offer.Find(portions, wanted) ?? throw OrderProblems.NoPlace(offer, portions, wanted);
    }

    /// <summary>Takes a place for an order; the one it has if it has one, whatever was asked for.</summary>
    /// <exception cref="ProblemException">409: there is none any more.</exception>
    public async Task<Booking> BookAsync(
        PickUpOffer offer, string venueId, string orderId, int portions, DateTimeOffset? wanted, CancellationToken cancellationToken)
    {
        var changed = await store.ChangeBookAsync(venueId, offer.Day, book =>
        {
            // A place that an attempt before this one has left is held anew, or the sweep might take it away meanwhile.
            if (book.Find(orderId) is { } mine)
                return book.Held(mine, offer.Now);
            var (slot, promise) = Find(offer with { Book = book }, portions, wanted);
            return book.With(orderId, slot, portions, promise, offer.Now);
        }, cancellationToken);
        return changed.Find(orderId)!;
    }

    /// <summary>Gives an order's place back; nothing if it has none.</summary>
    public async Task ReleaseAsync(string venueId, string orderId, DateTimeOffset placedAt, CancellationToken cancellationToken)
    {
        // Whichever it was in: the line that decided is not known any more.
        foreach (var day in new[] { SlotBook.DayOf(placedAt), SlotBook.DayOf(placedAt + LongestAhead) }.Distinct())
            await store.ChangeBookAsync(venueId, day, book => book.Without(orderId), cancellationToken);
    }

    /// <summary>
    /// Gives back the places of today whose orders do not hold them, which a crash between taking and placing leaves behind:
    /// one query over partitions, for a timer only; per place that is older than <see cref="Grace"/> a point read.
    /// </summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var (now, released) = (time.GetUtcNow(), 0);
        foreach (var book in await store.ListBooksAsync(SlotBook.DayOf(now), cancellationToken))
        {
            foreach (var booking in book.Bookings.Where(booking => booking.HeldAt < now - Grace && booking.Slot + KitchenRules.Slot > now))
            {
                if (await store.FindAsync(booking.OrderId, cancellationToken) is { } order && OrderMoves.HoldsPlace(order.Document.State))
                    continue;
                await store.ChangeBookAsync(
                    book.VenueId, SlotBook.DayOf(now), current => current.Find(booking.OrderId) == booking ? current.Without(booking.OrderId) : null,
                    cancellationToken);
                released++;
            }
        }

        return released;
    }
}
