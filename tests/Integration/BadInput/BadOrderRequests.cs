namespace QNom.Tests.Integration.BadInput;

/// <summary>The bad requests about orders and how stalls take them. The stall of the table takes none, and there is no order.</summary>
internal sealed class BadOrderRequests(string venue)
{
    /// <summary>The id of an order that is not there.</summary>
    public const string Order = "0af7651916cd43dd8448eb211c80319c";

    private const string Item = """{"itemId":"rice","quantity":1,"unitCents":450}""";

    /// <summary>All of them.</summary>
    public IEnumerable<BadRequest> All => [.. Carts(), .. Kitchens(), .. Missing(), .. Lists()];

    private IEnumerable<BadRequest> Carts()
    {
        foreach (var (body, at) in new (string, string)[]
        {
            (Cart(""), "/items"),
            (Cart("null"), "/items/0"),
            (Cart("{}"), "/items/0"),
            (Cart(Item.Replace("1,", "0,")), "/items/0/quantity"),
            (Cart(Item.Replace("1,", "21,")), "/items/0/quantity"),
            (Cart(Item.Replace("1,", "1.5,")), "/items/0/quantity"),
            (Cart(Item.Replace("450", "-1")), "/items/0/unitCents"),
            (Cart(Item.Replace("450", "4.5")), "/items/0/unitCents"),
            (Cart(Item[..^1] + ",\"note\":\"\"}"), "/items/0/note"),
            (Cart(Item[..^1] + $",\"note\":\"{new string('a', 141)}\"}}"), "/items/0/note"),
            (Cart(Item[..^1] + ",\"note\":\"a\\u0000b\"}"), "/items/0/note"),
            (Cart(Item[..^1] + ",\"choices\":[\"large\"]}"), "/items/0/choices"),
            (Cart(Item[..^1] + ",\"cents\":1}"), "/items/0/cents"),
            (Cart(string.Join(',', Enumerable.Repeat(Item, 21))), "/items"),
            (Cart(string.Join(',', Enumerable.Repeat(Item.Replace("1,", "16,"), 2))), "/items"),
            (Cart(Item).Replace(venue, "No Such Stall"), "/venueId"),
            (Cart(Item)[..^1] + ",\"pickUpAt\":\"noon\"}", "/pickUpAt"),
            (Cart(Item)[..^1] + ",\"pickUpAt\":\"2026-11-25T12:00:00\"}", "/pickUpAt"),
        })
        {
            yield return new("DraftOrder", $"the cart {body}", "POST", "v1/orders", Sender.Diner, 400) { Body = body, At = at, Key = Guid.NewGuid().ToString() };
        }

        yield return new("DraftOrder", "no Idempotency-Key", "POST", "v1/orders", Sender.Diner, 400) { Body = Cart(Item), At = "Idempotency-Key" };
        yield return new("DraftOrder", "a stall that is not there", "POST", "v1/orders", Sender.Diner, 404) { Body = Cart(Item).Replace(venue, "no-such-stall"), Key = Guid.NewGuid().ToString() };
        yield return new("DraftOrder", "what is not on the menu", "POST", "v1/orders", Sender.Diner, 409) { Body = Cart(Item), At = "/items/0/itemId", Key = Guid.NewGuid().ToString() };
        foreach (var body in (string[])["{}", "{\"method\":\"cash\"}", "{\"method\":0}", "{\"method\":\"card\",\"provider\":\"No One\"}"])
        {
            yield return new("PayOrder", $"the body {body}", "POST", $"v1/orders/{Order}/payments", Sender.Diner, 400)
            {
                Body = body,
                At = body.Contains("provider", StringComparison.Ordinal) ? "/provider" : body == "{}" ? "" : "/method",
                Key = Guid.NewGuid().ToString(),
            };
        }
    }

    private IEnumerable<BadRequest> Kitchens()
    {
        foreach (var (body, at) in new (string, string)[]
        {
            ("{}", ""),
            ("{\"takesOrders\":1}", "/takesOrders"),
            ("{\"takesOrders\":true,\"leadMinutes\":0}", "/leadMinutes"),
            ("{\"takesOrders\":true,\"leadMinutes\":121}", "/leadMinutes"),
            ("{\"takesOrders\":true,\"portionsPerSlot\":0}", "/portionsPerSlot"),
            ("{\"takesOrders\":true,\"portionsPerSlot\":101}", "/portionsPerSlot"),
            ("{\"takesOrders\":true,\"lastOrderMinutes\":-1}", "/lastOrderMinutes"),
            ("{\"takesOrders\":true,\"lastOrderMinutes\":121}", "/lastOrderMinutes"),
        })
        {
            yield return new("PutOrdering", $"the rules {body}", "PUT", $"v1/venues/{venue}/ordering", Sender.Server, 400) { Body = body, At = at, IfMatch = "\"0-x\"" };
        }

        foreach (var (what, tag, status) in new (string, string?, int)[] { ("no If-Match", null, 428), ("a stale If-Match", "\"9-x\"", 412), ("no ETag", "1", 400) })
            yield return new("PutOrdering", what, "PUT", $"v1/venues/{venue}/ordering", Sender.Server, status) { Body = "{\"takesOrders\":true}", IfMatch = tag };
        foreach (var body in (string[])["{\"for\":\"ever\"}", "{\"for\":1}", "{\"for\":null}"])
            yield return new("PauseOrdering", $"the body {body}", "PUT", $"v1/venues/{venue}/ordering/pause", Sender.Server, 400) { Body = body, At = "/for" };
        foreach (var body in (string[])["{\"readyAt\":\"2020-01-01T00:00:00Z\"}", "{\"readyAt\":\"2199-01-01T00:00:00Z\"}", "{\"readyAt\":\"soon\"}"])
            yield return new("AcceptOrder", $"the body {body}", "POST", $"v1/venues/{venue}/orders/{Order}/accept", Sender.Server, 400) { Body = body, At = "/readyAt" };
        yield return new("RejectOrder", "an unknown reason", "POST", $"v1/venues/{venue}/orders/{Order}/reject", Sender.Server, 400) { Body = "{\"reason\":\"lazy\"}", At = "/reason" };
    }

    private IEnumerable<BadRequest> Missing()
    {
        foreach (var id in (string[])[Order, "No-Such-Order", "%7evenue:stall", new('x', 101)])
        {
            foreach (var (function, method, path, body) in new (string, string, string, string?)[]
            {
                ("GetOrder", "GET", "", null), ("GetOrderHistory", "GET", "/history", null), ("PlaceOrder", "POST", "/place", null),
                ("CancelOrder", "POST", "/cancel", null), ("TrackOrder", "GET", "/stream", null), ("PayOrder", "POST", "/payments", "{\"method\":\"card\"}"),
            })
            {
                yield return new(function, "an order that is not there", method, $"v1/orders/{id}{path}", Sender.Diner, 404) { Body = body, Key = Guid.NewGuid().ToString() };
            }

            foreach (var (function, method, path, body) in new (string, string, string, string?)[]
            {
                ("GetStallOrder", "GET", "", null), ("AcceptOrder", "POST", "/accept", "{}"), ("RejectOrder", "POST", "/reject", "{\"reason\":\"other\"}"),
                ("PrepareOrder", "POST", "/prepare", null), ("FinishOrder", "POST", "/ready", null), ("HandOverOrder", "POST", "/collected", null),
            })
            {
                yield return new(function, "an order that is not there", method, $"v1/venues/{venue}/orders/{id}{path}", Sender.Server, 404) { Body = body };
            }
        }

        foreach (var (function, method, path) in new[] { ("GetOrdering", "GET", "ordering"), ("ListPickUpTimes", "GET", "pick-up-times") })
        {
            yield return new(function, "a stall that is not there", method, $"v1/venues/no-such-stall/{path}", Sender.Nobody, 404);
            yield return new(function, "a strange id", method, $"v1/venues/%7evenue:stall/{path}", Sender.Nobody, 404);
        }

        yield return new("PlaceOrder", "an If-Match that is no ETag", "POST", $"v1/orders/{Order}/place", Sender.Diner, 400) { IfMatch = "1", At = "If-Match" };
        yield return new("TrackOrder", "a strange place in the stream", "GET", $"v1/orders/{Order}/stream?since=-1", Sender.Diner, 400) { At = "since" };
    }

    private IEnumerable<BadRequest> Lists() =>
        from list in new (string Function, string Path, Sender Sender)[] { ("ListOrders", "v1/orders", Sender.Diner), ("ListStallOrders", $"v1/venues/{venue}/orders", Sender.Server) }
        from query in new (string Text, string At)[] { ("limit=0", "limit"), ("limit=101", "limit"), ("cursor=", "cursor"), ("cursor=nonsense", "cursor"), ("show=some", "show") }
        where query.At != "show" || list.Sender == Sender.Server
        select new BadRequest(list.Function, $"the query {query.Text}", "GET", $"{list.Path}?{query.Text}", list.Sender, 400) { At = query.At };

    private string Cart(string items) => $$"""{"venueId":"{{venue}}","items":[{{items}}]}""";
}
