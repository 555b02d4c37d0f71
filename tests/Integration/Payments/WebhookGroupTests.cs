using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using QNom.Payments;
using QNom.Payments.Webhooks;
using QNom.Platform;
using QNom.Tests.Integration.Host;
using QNom.Tests.Integration.Orders;
using QNom.Tests.Integration.Partners;

namespace QNom.Tests.Integration.Payments;

/// <summary>Webhooks that came alone and those that came together: found again byte for byte, and each worked on.</summary>
public sealed class WebhookGroupTests(AppFixture app)
{
    private static readonly IncomingWebhook[] Came =
    [
        new(Encoding.UTF8.GetBytes("{\"name\":\"鸡饭 ✓\"}\r\n\r\n--\r\n"), Headers("msg_1"), "application/json"),
        new(RandomNumberGenerator.GetBytes(5000), Headers(null), "application/octet-stream"),
        new(ReadOnlyMemory<byte>.Empty, Headers(null), ""),
        new(Encoding.UTF8.GetBytes("payment_id=1&status=completed"), Headers("a b;c=\"d\""), "application/x-www-form-urlencoded"),
    ];

    private WebhookArchive Archive => Records.Service<WebhookArchive>(app);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Webhooks_are_read_as_they_came_and_stored_once(int count)
    {
        var came = Came[..count];
        var name = WebhookArchive.NameOf("stripe", came);
        Assert.Null(await Archive.FindAsync(name, TestContext.Current.CancellationToken));
        await Archive.StoreAsync(name, came, TestContext.Current.CancellationToken);
        await Archive.StoreAsync(WebhookArchive.NameOf("stripe", came), came, TestContext.Current.CancellationToken);

        var read = await Archive.FindAsync(name, TestContext.Current.CancellationToken);
        Assert.Equal(count, read!.Count);
        foreach (var (before, after) in came.Zip(read))
        {
            Assert.Equal(before.Body.ToArray(), after.Body.ToArray());
            Assert.Equal(before.ContentType, after.ContentType);
            Assert.Equal(before.Header(StandardWebhook.IdHeader), after.Header(StandardWebhook.IdHeader));
        }
    }

    [Fact]
    public async Task Of_webhooks_that_came_together_one_that_fails_keeps_none_of_the_others()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var order = await stall.PlaceAsync();
        await stall.DoAsync(HttpMethod.Post, $"orders/{order}/payments", "{\"method\":\"card\"}");
        var intent = app.Cloud.Payments.Bank.All.Single(payment => payment.Reference == $"{order}-1").Id;
        var told = $$$"""
            {"id":"evt_{{{order}}}","object":"event","created":1764000000,"livemode":false,"type":"payment_intent.processing","data":{"object":
            {"id":"{{{intent}}}","object":"payment_intent","amount":550,"amount_received":0,"created":1764000000,"currency":"sgd","status":"processing",
            "metadata":{"payment_id":"{{{order}}}-1","order_id":"{{{order}}}"} } } }
            """;
        IncomingWebhook[] came = [new("no JSON"u8.ToArray(), Headers(null), "application/json"), new(Encoding.UTF8.GetBytes(told), Headers(null), "application/json")];
        var blob = WebhookArchive.NameOf("stripe", came);
        await Archive.StoreAsync(blob, came, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidDataException>(() => ApplyAsync(blob, TimeSpan.Zero));
        var payment = await Records.Service<PaymentDesk>(app).FindAsync($"{order}-1", TestContext.Current.CancellationToken);
        Assert.Equal(PaymentState.Processing, payment!.State);
    }

    [Fact]
    public async Task A_message_that_is_there_before_its_blob_comes_again_until_it_is_certain_that_nobody_was_answered()
    {
        var blob = $"stripe/{Guid.NewGuid():N}";
        await Assert.ThrowsAsync<TimeoutException>(() => ApplyAsync(blob, TimeSpan.FromSeconds(5)));
        await ApplyAsync(blob, TimeSpan.FromSeconds(20));
        // Acknowledged long ago, and deleted since: an operator decides.
        await Assert.ThrowsAsync<InvalidDataException>(() => ApplyAsync(blob, TimeSpan.FromHours(2)));
    }

    private Task ApplyAsync(string blob, TimeSpan age) => Records.Service<WebhookConsumer>(app).RunAsync(
        JsonSerializer.Serialize(new PaymentWebhook(PaymentWebhook.CurrentSchema, "stripe", blob, DateTimeOffset.UtcNow - age), Json.Strict),
        TestContext.Current.CancellationToken);

    private static Dictionary<string, StringValues> Headers(string? id) => id is null ? [] : new() { [StandardWebhook.IdHeader] = id };
}
