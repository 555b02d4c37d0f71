using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using QNom.Orders;
using QNom.Payments;
using QNom.Tests.Integration.Partners;

namespace QNom.Tests.Integration.Orders;

/// <summary>A stall that takes orders, its partner's key, and a diner who orders there; whose money comes when the test says so.</summary>
internal sealed class OrderingStall(AppFixture app, string venue, string server, string diner)
{
    public const string Rules = """{"takesOrders":true,"leadMinutes":10,"portionsPerSlot":60,"lastOrderMinutes":0}""";

    private const string Menu = """
        {"items":[{"itemId":"rice","name":"Chicken Rice","price":{"cents":450,"currency":"SGD"},
        "options":[{"optionId":"size","name":"Size","choices":[{"choiceId":"usual","name":"Usual"},{"choiceId":"large","name":"Large","extra":{"cents":100,"currency":"SGD"}}],"least":1}]},
        {"itemId":"soup","name":"Soup","price":{"cents":200,"currency":"SGD"}}]}
        """;

    public string Venue => venue;

    public static async Task<OrderingStall> OpenAsync(AppFixture app)
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var venue = app.TakeVenue();
        var partner = await desk.PartnerAsync(venue);
        var (key, _) = await desk.KeyAsync(partner, new { use = "server", venues = new[] { venue } });
        return await OpenAtAsync(app, venue, key);
    }

    /// <summary>Lets a stall take orders, by a key of its partner's.</summary>
    public static async Task<OrderingStall> OpenAtAsync(AppFixture app, string venue, string key)
    {
        var stall = new OrderingStall(app, venue, key, await app.TokenAsync());
        await stall.DoAsync(HttpMethod.Put, $"venues/{venue}/menu", Menu, stall: true, ifMatch: "*");
        await stall.DoAsync(HttpMethod.Put, $"venues/{venue}/ordering", Rules, stall: true, ifMatch: "*");
        return stall;
    }

    public async Task<HttpResponseMessage> CallAsync(
        HttpMethod method, string path, string? body = null, bool stall = false, string? key = null, string? ifMatch = null, string? credential = null)
    {
        using var request = new HttpRequestMessage(method, "api/v1/" + path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", credential ?? (stall ? server : diner)) },
        };
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await app.Http.SendAsync(request);
    }

    public async Task<JsonElement> DoAsync(HttpMethod method, string path, string? body = null, bool stall = false, string? ifMatch = null)
    {
        using var answer = await CallAsync(method, path, body, stall, ifMatch: ifMatch);
        return await ReadAsync(answer);
    }

    public async Task<JsonElement> RefusedAsync(HttpStatusCode status, string code, HttpMethod method, string path, string? body = null, bool stall = false, string? ifMatch = null)
    {
        using var answer = await CallAsync(method, path, body, stall, ifMatch: ifMatch);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal((status, code), (answer.StatusCode, problem.GetProperty("type").GetString()!.Split('/')[^1]));
        return problem;
    }

    public string Cart(int quantity = 1, long cents = 550, string? pickUpAt = null) =>
        $$$"""{"venueId":"{{{venue}}}","items":[{"itemId":"rice","quantity":{{{quantity}}},"unitCents":{{{cents}}},"choices":{"size":["large"]},"note":"No chilli"}]{{{(pickUpAt is null ? "" : $",\"pickUpAt\":\"{pickUpAt}\"")}}}}""";

    /// <summary>An order that is placed; gives its id.</summary>
    public async Task<string> PlaceAsync(int quantity = 1)
    {
        var id = (await DoAsync(HttpMethod.Post, "orders", Cart(quantity))).GetProperty("orderId").GetString()!;
        await DoAsync(HttpMethod.Post, $"orders/{id}/place");
        return id;
    }

    /// <summary>An order whose money has come, as payments tell it; gives its id.</summary>
    public async Task<string> PaidAsync()
    {
        var id = await PlaceAsync();
        await Records.Service<OrderWriter>(app).ChangeAsync(
            id, order => QNom.Orders.LifeCycle.OrderMachine.BeginPayment(order, PaymentMethod.Card, null, DateTimeOffset.UtcNow).Step, CancellationToken.None);
        await TellAsync(id, 1, PaymentState.Succeeded, captured: 550);
        return id;
    }

    /// <summary>Tells the order what became of its first payment.</summary>
    public Task TellAsync(string id, long sequence, PaymentState state, long captured = 0, long refunded = 0) =>
        Records.Service<OrderConsumer>(app).FollowPaymentAsync(
            new PaymentEvent(PaymentEvent.CurrentSchema, PaymentRequest.IdOf(id, 1), id, sequence, state, captured, refunded, DateTimeOffset.UtcNow), CancellationToken.None);

    public async Task<string> StateAsync(string id) => (await DoAsync(HttpMethod.Get, $"orders/{id}")).GetProperty("state").GetString()!;

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
