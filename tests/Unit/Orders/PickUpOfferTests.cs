using QNom.Orders.Kitchen;
using QNom.Queues;
using QNom.Venues.Hours;

namespace QNom.Tests.Unit.Orders;

/// <summary>What a stall promises: noon in Singapore, six portions in a quarter of an hour, ten minutes of lead.</summary>
public sealed class PickUpOfferTests
{
    private static readonly DateTimeOffset Noon = TestOrders.Noon;

    private static readonly KitchenDocument Kitchen = KitchenDocument.Of("stall") with { Rules = new KitchenRules(true) };

    private static readonly Opening ToTwo = Hours((10, 14));

    [Fact]
    public void Without_a_line_the_lead_time_holds() => Assert.Equal(Noon.AddMinutes(10), Soonest(Offer()).About);

    [Fact]
    public void A_line_that_is_longer_than_the_lead_time_is_waited_for_and_its_range_told()
    {
        var promise = Soonest(Offer() with { Queue = Line(25, 20, 32) });

        Assert.Equal((Noon.AddMinutes(25), Noon.AddMinutes(20), Noon.AddMinutes(32)), (promise.About, promise.Earliest, promise.Latest));
    }

    [Fact]
    public void What_is_booked_in_a_slot_comes_first_and_a_full_slot_sends_to_the_next()
    {
        var offer = Offer();
        var promises = new List<DateTimeOffset>();
        for (var order = 0; order < 10; order++)
        {
            var (slot, promise) = offer.Find(2, null)!.Value;
            promises.Add(promise.About);
            offer = offer with { Book = offer.Book.With($"{order}", slot, 2, promise, Noon) };
        }

        Assert.Equal(promises.Order(), promises);
        Assert.All(offer.Book.Bookings.GroupBy(booking => booking.Slot), slot => Assert.InRange(slot.Sum(booking => booking.Portions), 1, 6));
        Assert.Equal(4, offer.Book.Bookings.Select(booking => booking.Slot).Distinct().Count());
    }

    [Fact]
    public void An_order_larger_than_a_slot_has_one_to_itself()
    {
        var offer = Offer();
        var (slot, promise) = offer.Find(20, null)!.Value;
        Assert.Equal(Noon, slot);
        Assert.NotEqual(Noon, (offer with { Book = offer.Book.With("a", slot, 20, promise, Noon) }).Find(1, null)!.Value.Slot);
    }

    [Fact]
    public void Last_orders_come_before_closing_and_none_after()
    {
        var places = Offer().For(1).ToList();
        Assert.True(places[^1].Promise.About <= Noon.AddHours(2).AddMinutes(-15));
        Assert.Equal(Noon.AddMinutes(90), places[^1].Slot);
        Assert.Empty((Offer() with { Now = Noon.AddMinutes(100) }).For(1));
        Assert.Equal(OrderingState.Closed, (Offer() with { Now = Noon.AddHours(3) }).State);
    }

    [Fact]
    public void Before_the_stall_opens_the_lead_counts_from_its_opening_whatever_the_line_was()
    {
        var offer = Offer() with { Opening = Hours((13, 14), (18, 20)), Queue = Line(60, 50, 70) };
        Assert.Equal(Noon.AddMinutes(70), Soonest(offer).About);
        // Between split hours there is nothing.
        Assert.All(offer.For(1), place => Assert.True(offer.Opening.Timetable.IsOpenAt(place.Promise.About)));
        Assert.Contains(offer.For(1), place => place.Slot == Noon.AddHours(6).AddMinutes(15));
    }

    [Fact]
    public void A_time_that_is_wanted_is_kept_if_its_slot_has_room_and_refused_if_not()
    {
        var offer = Offer();
        var wanted = Noon.AddMinutes(67);
        var (slot, promise) = offer.Find(6, wanted)!.Value;
        Assert.Equal(wanted, promise.About);
        Assert.Null((offer with { Book = offer.Book.With("a", slot, 6, promise, Noon) }).Find(1, wanted));
        Assert.Null(offer.Find(1, Noon.AddHours(4)));
        Assert.Null(offer.Find(1, Noon.AddMinutes(-20)));
    }

    [Fact]
    public void Who_pauses_is_off_sold_out_or_closed_offers_nothing()
    {
        foreach (var (offer, state) in new[]
        {
            (Offer() with { Kitchen = Kitchen with { PausedUntil = Noon.AddTicks(1) } }, OrderingState.Paused),
            (Offer() with { Kitchen = KitchenDocument.Of("stall") }, OrderingState.Off),
            (Offer() with { Queue = Shut(VenueState.Closed, ShutReason.SoldOut, null) }, OrderingState.Closed),
            (Offer() with { Queue = Shut(VenueState.Closed, ShutReason.Notice, null) }, OrderingState.Closed),
            (Offer() with { Opening = Hours() }, OrderingState.Closed),
        })
        {
            Assert.Equal(state, offer.State);
            Assert.Empty(offer.For(1));
        }

        Assert.Equal(OrderingState.Open, (Offer() with { Kitchen = Kitchen with { PausedUntil = Noon } }).State);
        // Who says until when it is shut takes orders for after it.
        Assert.True(Soonest(Offer() with { Queue = Shut(VenueState.Paused, ShutReason.Notice, Noon.AddMinutes(30)) }).About >= Noon.AddMinutes(40));
    }

    [Fact]
    public void Orders_are_for_today_only_and_a_day_ends_when_suppers_do() =>
        Assert.Equal(Noon.AddHours(16).AddMinutes(-15), (Offer() with { Opening = Opening.Unknown }).For(1).Last().Slot);

    [Fact]
    public void Who_is_open_all_night_takes_orders_over_the_end_of_a_day_too()
    {
        // Ten to four: with ten minutes of lead, nothing can be collected before the next day begins.
        var end = Noon.AddHours(16);
        var offer = Offer() with { Opening = Opening.Unknown, Now = end.AddMinutes(-10) };
        Assert.Equal((new DateOnly(2026, 11, 26), end.AddMinutes(2)), (offer.Day, Soonest(offer).About));
        Assert.Equal(new DateOnly(2026, 11, 25), (offer with { Now = end.AddMinutes(-11) }).Day);
        // A long line leads there sooner.
        Assert.Equal(end.AddMinutes(20), Soonest(offer with { Now = end.AddMinutes(-40), Queue = Line(60, 50, 70) }).About);
    }

    private static Promise Soonest(PickUpOffer offer) => offer.Find(1, null)!.Value.Promise;

    private static PickUpOffer Offer() => new(Kitchen, null, ToTwo, SlotBook.Of("stall", new DateOnly(2026, 11, 25)), Noon);

    private static Opening Hours(params (int Open, int Close)[] spans) => new(1, new OpeningHours(
        [.. spans.Select(span => new WeeklyHours(Enum.GetValues<DayOfWeek>(), new ClockTime(span.Open * 60), new ClockTime(span.Close * 60)))]), 0, []);

    private static QueueStatus Line(int likely, int low, int high) => StatusView.Unknown("stall") with
    {
        State = VenueState.Open,
        Wait = new WaitRange(likely, low, high),
    };

    private static QueueStatus Shut(VenueState state, ShutReason reason, DateTimeOffset? until) =>
        StatusView.Unknown("stall") with { State = state, Reason = reason, Until = until };
}
