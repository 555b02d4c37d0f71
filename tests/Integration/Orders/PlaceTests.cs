using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using QNom.Local.Cosmos;
using QNom.Orders;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;
using QNom.Queues;
using QNom.Venues;

namespace QNom.Tests.Integration.Orders;

/// <summary>Places at a stall, on an emulator of their own at noon in Singapore.</summary>
public sealed class PlaceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 25, 4, 0, 0, TimeSpan.Zero));
    private CosmosEmulator? emulator;
    private ServiceProvider? services;

    private PickUpTimes Times => services!.GetRequiredService<PickUpTimes>();

    private OrderStore Store => services!.GetRequiredService<OrderStore>();

    [Fact]
    public async Task A_slot_is_never_overbooked_by_orders_that_come_at_once()
    {
        var offer = await Times.OfferAsync("stall", CancellationToken.None);
        var places = await Task.WhenAll(Enumerable.Range(0, 16).Select(order =>
            Times.BookAsync(offer, "stall", $"order-{order}", 2, null, CancellationToken.None)));

        Assert.Equal(6, places.GroupBy(place => place.Slot).Count());
        Assert.All(places.GroupBy(place => place.Slot), slot => Assert.InRange(slot.Sum(place => place.Portions), 2, 6));
        Assert.Equal(Enumerable.Range(1, 16), places.Select(place => place.Number).Order());
        // The same order again has the same place.
        Assert.Equal(places[3].Number, (await Times.BookAsync(offer, "stall", "order-3", 2, null, CancellationToken.None)).Number);
        Assert.Equal(16, (await BookAsync()).Bookings.Count);
    }

    [Fact]
    public async Task A_place_that_a_crash_left_taken_is_given_back_and_one_that_an_order_holds_is_not()
    {
        var offer = await Times.OfferAsync("stall", CancellationToken.None);
        foreach (var order in new[] { Draft("never-placed"), Draft("placed") with { State = OrderState.Placed, PlacedAt = time.GetUtcNow() } })
        {
            Assert.True(await Store.TryCommitAsync(new OrderStep(order, null, []), null, [], CancellationToken.None));
            await Times.BookAsync(offer, "stall", order.OrderId, 1, null, CancellationToken.None);
        }

        await Times.BookAsync(offer, "stall", "never-stored", 1, null, CancellationToken.None);
        Assert.Equal(0, await Times.SweepAsync(CancellationToken.None));
        time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(2, await Times.SweepAsync(CancellationToken.None));
        Assert.Equal("placed", Assert.Single((await BookAsync()).Bookings).OrderId);
    }

    [Fact]
    public async Task What_is_ordered_shortly_before_a_day_ends_has_its_place_in_the_next_ones_book_and_gives_it_back()
    {
        time.Advance(TimeSpan.FromHours(15) + TimeSpan.FromMinutes(52));
        var placedAt = time.GetUtcNow();
        var offer = await Times.OfferAsync("stall", CancellationToken.None);
        var (kept, canceled) = (await Times.BookAsync(offer, "stall", "kept", 1, null, CancellationToken.None), await Times.BookAsync(offer, "stall", "canceled", 1, null, CancellationToken.None));
        Assert.Equal((1, 2), (kept.Number, canceled.Number));
        Assert.Null(await Store.FindBookAsync("stall", SlotBook.DayOf(placedAt), CancellationToken.None));
        Assert.Equal(2, (await Times.OfferAsync("stall", CancellationToken.None)).Book.Bookings.Count);
        await Times.ReleaseAsync("stall", "canceled", placedAt, CancellationToken.None);

        time.Advance(TimeSpan.FromMinutes(8));
        Assert.Equal("kept", Assert.Single((await BookAsync()).Bookings).OrderId);
        // Who orders a moment later is counted with them.
        Assert.Equal(3, (await Times.BookAsync(await Times.OfferAsync("stall", CancellationToken.None), "stall", "later", 1, null, CancellationToken.None)).Number);
    }

    public async ValueTask InitializeAsync()
    {
        emulator = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions());
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(new Random(1))
            .AddSingleton(new Settings
            {
                CosmosConnection = emulator.ConnectionString,
                Issuer = new Uri("https://issuer.example"),
                PseudonymKey = "0123456789abcdef",
            })
            .AddSingleton<CosmosDatabase>()
            .AddSingleton<StorageQueues>()
            .AddVenues()
            .AddQueues()
            .AddOrders()
            .BuildServiceProvider();
        await services.GetRequiredService<CosmosDatabase>().CreateAsync(services.GetServices<ContainerDeclaration>(), CancellationToken.None);
        await services.GetRequiredService<VenueStore>().CreateAsync(
            Venue.Create("stall", "centre", "Laksa", Cuisine.Peranakan, new GeoPoint(103.8, 1.3), demo: true), CancellationToken.None);
        await Store.ChangeKitchenAsync("stall", kitchen => kitchen with { Rules = new KitchenRules(TakesOrders: true) }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
            await services.DisposeAsync();
        if (emulator is not null)
            await emulator.DisposeAsync();
    }

    private async Task<SlotBook> BookAsync() =>
        (await Store.FindBookAsync("stall", SlotBook.DayOf(time.GetUtcNow()), CancellationToken.None))!;

    private Order Draft(string id) => new()
    {
        OrderId = id,
        VenueId = "stall",
        VenueName = "Laksa",
        Diner = "someone",
        Lines = [],
        TotalCents = 100,
        Promise = Promise.By(time.GetUtcNow()),
        CreatedAt = time.GetUtcNow(),
    };
}
