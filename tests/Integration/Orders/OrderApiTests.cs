using System.Net;
using System.Text.Json;
using QNom.Orders;
using QNom.Orders.Kitchen;
using QNom.Payments;
using QNom.Tests.Integration.Host;
using QNom.Tests.Integration.Partners;

namespace QNom.Tests.Integration.Orders;

/// <summary>Orders through the whole app, from the cart to the counter. Payments are told as their events tell of them.</summary>
public sealed class OrderApiTests(AppFixture app)
{
    [Fact]
    public async Task An_order_goes_from_the_cart_to_the_counter_and_its_history_tells_of_it()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var draft = await stall.DoAsync(HttpMethod.Post, "orders", stall.Cart(quantity: 2));
        var id = draft.GetProperty("orderId").GetString()!;
        Assert.Equal(("draft", 1100), (draft.GetProperty("state").GetString(), draft.GetProperty("total").GetProperty("cents").GetInt32()));
        var promise = draft.GetProperty("pickUp");
        Assert.True(promise.GetProperty("earliest").GetDateTimeOffset() < promise.GetProperty("about").GetDateTimeOffset());
        Assert.True(promise.GetProperty("about").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddMinutes(8));
        // A draft is nobody's business but the diner's.
        await stall.RefusedAsync(HttpStatusCode.NotFound, "order-not-found", HttpMethod.Get, $"venues/{stall.Venue}/orders/{id}", stall: true);

        await stall.DoAsync(HttpMethod.Post, $"orders/{id}/place");
        var again = await stall.DoAsync(HttpMethod.Post, $"orders/{id}/place");
        Assert.Equal(("placed", 2L, 1), (again.GetProperty("state").GetString(), again.GetProperty("revision").GetInt64(), again.GetProperty("number").GetInt32()));
        await Records.Service<OrderWriter>(app).ChangeAsync(
            id, order => QNom.Orders.LifeCycle.OrderMachine.BeginPayment(order, PaymentMethod.Card, null, DateTimeOffset.UtcNow).Step, CancellationToken.None);
        await stall.TellAsync(id, 1, PaymentState.Succeeded, captured: 1100);

        var orders = $"venues/{stall.Venue}/orders";
        await Probe.UntilAsync(
            async () => (await stall.DoAsync(HttpMethod.Get, $"{orders}?show=open", stall: true)).GetProperty("orders").EnumerateArray()
                .Any(order => order.GetProperty("state").GetString() == "paid"), "the stall does not see it");
        var readyAt = DateTimeOffset.UtcNow.AddMinutes(5).ToString("O");
        await stall.DoAsync(HttpMethod.Post, $"{orders}/{id}/accept", $"{{\"readyAt\":\"{readyAt}\"}}", stall: true);
        await stall.DoAsync(HttpMethod.Post, $"{orders}/{id}/prepare", stall: true);
        await stall.RefusedAsync(HttpStatusCode.Conflict, "not-possible-now", HttpMethod.Post, $"orders/{id}/cancel");
        await stall.DoAsync(HttpMethod.Post, $"{orders}/{id}/ready", stall: true);
        await stall.DoAsync(HttpMethod.Post, $"{orders}/{id}/ready", stall: true);
        var collected = await stall.DoAsync(HttpMethod.Post, $"{orders}/{id}/collected", stall: true);
        Assert.Equal("collected", collected.GetProperty("state").GetString());
        await stall.RefusedAsync(HttpStatusCode.Conflict, "not-possible-now", HttpMethod.Post, $"{orders}/{id}/reject", "{\"reason\":\"other\"}", stall: true);

        var history = await stall.DoAsync(HttpMethod.Get, $"orders/{id}/history");
        Assert.Equal(
            ["placed", "paid", "accepted", "preparing", "ready", "collected"],
            history.GetProperty("events").EnumerateArray().Select(entry => entry.GetProperty("state").GetString()));
        await Probe.UntilAsync(
            async () => (await stall.DoAsync(HttpMethod.Get, $"{orders}?show=open", stall: true)).GetProperty("orders").GetArrayLength() == 0, "it is still open");
        var listed = Assert.Single((await stall.DoAsync(HttpMethod.Get, "orders")).GetProperty("orders").EnumerateArray());
        Assert.Equal("collected", listed.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, listed.GetProperty("payments").ValueKind);
        Assert.Equal(1, (await stall.DoAsync(HttpMethod.Get, $"orders/{id}")).GetProperty("payments").GetArrayLength());
    }

    [Fact]
    public async Task What_the_diner_saw_must_still_hold()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var changed = await stall.RefusedAsync(HttpStatusCode.Conflict, "price-changed", HttpMethod.Post, "orders", stall.Cart(cents: 500));
        Assert.Equal("must be 550", changed.GetProperty("errors").GetProperty("/items/0/unitCents")[0].GetString());

        var id = (await stall.DoAsync(HttpMethod.Post, "orders", stall.Cart())).GetProperty("orderId").GetString()!;
        await stall.DoAsync(HttpMethod.Put, $"venues/{stall.Venue}/menu/items/rice/stock", $"{{\"soldOutUntil\":\"{DateTimeOffset.UtcNow.AddHours(1):O}\"}}", stall: true);
        await stall.RefusedAsync(HttpStatusCode.Conflict, "not-on-sale", HttpMethod.Post, $"orders/{id}/place");
        await stall.DoAsync(HttpMethod.Put, $"venues/{stall.Venue}/menu/items/rice/stock", "{\"soldOutUntil\":null}", stall: true);
        await stall.DoAsync(HttpMethod.Post, $"orders/{id}/place");
    }

    [Fact]
    public async Task A_stall_that_pauses_takes_no_orders_until_it_resumes()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var paused = await stall.DoAsync(HttpMethod.Put, $"venues/{stall.Venue}/ordering/pause", "{\"for\":\"halfHour\"}", stall: true);
        Assert.Equal("paused", paused.GetProperty("state").GetString());
        await stall.RefusedAsync(HttpStatusCode.Conflict, "ordering-paused", HttpMethod.Post, "orders", stall.Cart());
        Assert.Empty((await app.GetAsync($"api/v1/venues/{stall.Venue}/pick-up-times")).GetProperty("times").EnumerateArray());

        await stall.DoAsync(HttpMethod.Delete, $"venues/{stall.Venue}/ordering/pause", stall: true);
        await stall.DoAsync(HttpMethod.Post, "orders", stall.Cart());
        await stall.RefusedAsync(HttpStatusCode.PreconditionFailed, "stale", HttpMethod.Put, $"venues/{stall.Venue}/ordering", OrderingStall.Rules, stall: true, ifMatch: "\"9-x\"");
        await stall.DoAsync(HttpMethod.Put, $"venues/{stall.Venue}/ordering", "{\"takesOrders\":false}", stall: true, ifMatch: "*");
        await stall.RefusedAsync(HttpStatusCode.Conflict, "ordering-off", HttpMethod.Post, "orders", stall.Cart());
    }

    [Fact]
    public async Task Another_diner_or_stall_sees_nothing_of_an_order()
    {
        var (stall, other) = (await OrderingStall.OpenAsync(app), await OrderingStall.OpenAsync(app));
        var id = await stall.PlaceAsync();
        foreach (var path in new[] { $"orders/{id}", $"orders/{id}/history", $"orders/{id}/stream" })
            await other.RefusedAsync(HttpStatusCode.NotFound, "order-not-found", HttpMethod.Get, path);
        foreach (var path in new[] { $"orders/{id}/place", $"orders/{id}/cancel" })
            await other.RefusedAsync(HttpStatusCode.NotFound, "order-not-found", HttpMethod.Post, path);
        await other.RefusedAsync(HttpStatusCode.NotFound, "order-not-found", HttpMethod.Post, $"venues/{other.Venue}/orders/{id}/accept", "{}", stall: true);
        await other.RefusedAsync(HttpStatusCode.Forbidden, "not-your-venue", HttpMethod.Get, $"venues/{stall.Venue}/orders", stall: true);
    }

    [Fact]
    public async Task A_canceled_order_gives_its_place_back_once()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var (kept, canceled) = (await stall.PlaceAsync(), await stall.PlaceAsync());
        await stall.DoAsync(HttpMethod.Post, $"orders/{canceled}/cancel");
        await stall.DoAsync(HttpMethod.Post, $"orders/{canceled}/cancel");
        await Probe.UntilAsync(async () => (await BookAsync(stall)).Find(canceled) is null, "the place is not given back");
        Assert.Equal(kept, Assert.Single((await BookAsync(stall)).Bookings).OrderId);
    }

    [Fact]
    public async Task A_stream_tells_an_order_as_it_moves_and_goes_on_from_the_last_event_that_was_seen()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var id = await stall.PaidAsync();
        await stall.DoAsync(HttpMethod.Post, $"venues/{stall.Venue}/orders/{id}/reject", "{\"reason\":\"soldOut\"}", stall: true);

        // It ends with the order, so all of it can be read.
        using var answer = await stall.CallAsync(HttpMethod.Get, $"orders/{id}/stream");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("event: order\ndata: {", text, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"rejected\"", text, StringComparison.Ordinal);
        var revision = (await stall.DoAsync(HttpMethod.Get, $"orders/{id}")).GetProperty("revision").GetInt64();
        Assert.Contains($"id: {revision}\n", text, StringComparison.Ordinal);
        using var later = await stall.CallAsync(HttpMethod.Get, $"orders/{id}/stream?since={revision}");
        Assert.DoesNotContain("event: order", await later.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_under_If_Match_is_refused_when_the_order_has_moved()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var id = await stall.PaidAsync();
        using var read = await stall.CallAsync(HttpMethod.Get, $"venues/{stall.Venue}/orders/{id}", stall: true);
        var tag = read.Headers.ETag!.ToString();
        await stall.DoAsync(HttpMethod.Post, $"venues/{stall.Venue}/orders/{id}/accept", "{}", stall: true, ifMatch: tag);
        await stall.RefusedAsync(HttpStatusCode.PreconditionFailed, "stale", HttpMethod.Post, $"venues/{stall.Venue}/orders/{id}/prepare", stall: true, ifMatch: tag);
    }

    [Fact]
    public async Task Nothing_that_is_stored_says_who_ordered()
    {
        var subject = $"canary-{Guid.NewGuid():N}";
        var stall = await OrderingStall.OpenAsync(app);
        using var answer = await stall.CallAsync(HttpMethod.Post, "orders", stall.Cart(), credential: await app.TokenAsync(subject: subject));
        await OrderingStall.ReadAsync(answer);
        Assert.DoesNotContain(subject, await Records.AllAsync(app, "orders"), StringComparison.Ordinal);
    }

    private async Task<SlotBook> BookAsync(OrderingStall stall) =>
        (await Records.Service<PickUpTimes>(app).OfferAsync(stall.Venue, CancellationToken.None)).Book;
}
