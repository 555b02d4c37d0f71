using System.Net;
using System.Text;
using System.Text.Json;
using QNom.Local.Cosmos;
using QNom.Local.Payments;
using QNom.Payments;
using QNom.Payments.Ledger;
using QNom.Tests.Integration.Host;
using QNom.Tests.Integration.Orders;
using QNom.Tests.Integration.Partners;

namespace QNom.Tests.Integration.Payments;

/// <summary>Paying through the whole app: the simulator is asked over HTTP in Stripe's and HitPay's words, and signs its webhooks.</summary>
public sealed class PayApiTests(AppFixture app)
{
    private SimulatedBank Bank => app.Cloud.Payments.Bank;

    [Theory]
    [InlineData("card", "stripe", "clientSecret")]
    [InlineData("payNow", "stripe", "payNow")]
    [InlineData("grabPay", "stripe", "redirectUrl")]
    [InlineData("payNow", "hitpay", "payNow")]
    [InlineData("card", "hitpay", "redirectUrl")]
    public async Task An_order_is_paid_by_what_the_provider_tells(string method, string provider, string needed)
    {
        var stall = await OrderingStall.OpenAsync(app);
        var id = await stall.PlaceAsync();
        var started = await stall.DoAsync(HttpMethod.Post, $"orders/{id}/payments", $"{{\"method\":\"{method}\",\"provider\":\"{provider}\"}}");
        Assert.NotEqual(JsonValueKind.Null, started.GetProperty(needed).ValueKind);

        Pay(id);
        await StateAsync(stall, id, "paid");
        var ledger = await Records.Service<LedgerReader>(app).ReadPaymentAsync($"{id}-1").ToListAsync();
        Assert.Equal(550, Assert.Single(ledger).On(LedgerAccount.Provider));
    }

    [Fact]
    public async Task A_stall_pays_by_the_plan_that_an_operator_says_from_its_next_payment_on()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var venue = app.TakeVenue();
        var partner = await desk.PartnerAsync(venue);
        var (key, _) = await desk.KeyAsync(partner, new { use = "server", venues = new[] { venue } });
        var stall = await OrderingStall.OpenAtAsync(app, venue, key);
        var before = await PayingAsync(stall);
        using (var own = await desk.CallAsync(HttpMethod.Put, $"{partner}/plan", new { plan = "pioneer" }, credential: await app.TokenAsync("partner")))
            Assert.Equal(HttpStatusCode.Forbidden, own.StatusCode);
        var set = await desk.DoAsync(HttpMethod.Put, $"{partner}/plan", new { plan = "restaurant" });
        Assert.Equal("restaurant", set.GetProperty("plan").GetString());
        var after = await PayingAsync(stall);

        // Of 5.50: 3% rounded half up, and 6%.
        foreach (var (id, plan, commission) in new[] { (before, "hawker", 17), (after, "restaurant", 33) })
        {
            Pay(id);
            await StateAsync(stall, id, "paid");
            var transaction = Assert.Single(await Records.Service<LedgerReader>(app).ReadPaymentAsync($"{id}-1").ToListAsync());
            Assert.Equal((plan, commission), (transaction.Plan, Math.Abs(transaction.On(LedgerAccount.Commission))));
        }
    }

    [Fact]
    public async Task A_declined_card_may_be_followed_by_a_good_one()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var id = await PayingAsync(stall);
        Pay(id, "4000000000000002");
        await Probe.UntilAsync(async () => (await FindAsync(id)).FailureCode == "generic_decline", "the decline is not told");
        Pay(id, TestCard.Good);
        await StateAsync(stall, id, "paid");
    }

    [Fact]
    public async Task Sixty_four_identical_requests_at_once_make_one_order_and_one_charge_and_have_equal_answers()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var drafts = await SixtyFourAsync(stall, "orders", stall.Cart());
        var id = drafts.GetProperty("orderId").GetString()!;
        await stall.DoAsync(HttpMethod.Post, $"orders/{id}/place");
        await SixtyFourAsync(stall, $"orders/{id}/payments", "{\"method\":\"card\"}");

        Assert.Single(Intents(id));
        // The list follows what happens, by a queue.
        await Probe.UntilAsync(async () => await ListedAsync() > 0, "the order is not listed");
        Assert.Equal(1, await ListedAsync());

        async Task<int> ListedAsync() => (await stall.DoAsync(HttpMethod.Get, "orders")).GetProperty("orders").GetArrayLength();
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_charges_nothing_more()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var (id, key) = (await stall.PlaceAsync(), Guid.NewGuid().ToString());
        using var first = await stall.CallAsync(HttpMethod.Post, $"orders/{id}/payments", "{\"method\":\"card\"}", key: key);
        using var other = await stall.CallAsync(HttpMethod.Post, $"orders/{id}/payments", "{\"method\":\"payNow\"}", key: key);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity), (first.StatusCode, other.StatusCode));
        Assert.Single(Intents(id));
    }

    // The batch after the one that records the intention is the first that knows of the charge; the fourth read is for the answer.
    [Theory]
    [InlineData(CosmosOperation.Batch, 1)]
    [InlineData(CosmosOperation.Read, 3)]
    public async Task When_the_database_fails_between_the_charge_and_the_stored_answer_there_is_still_one_charge(CosmosOperation operation, int after)
    {
        var stall = await OrderingStall.OpenAsync(app);
        var (id, key) = (await stall.PlaceAsync(), Guid.NewGuid().ToString());
        app.Cloud.Cosmos.Faults.Inject(new Fault(FaultKind.LostRequest)
        {
            Container = "payments",
            PartitionKey = $"[\"{id}-1\"]",
            Operation = operation,
            After = after,
            Times = 8,
        });

        var failures = 0;
        for (var answered = false; !answered;)
        {
            using var answer = await stall.CallAsync(HttpMethod.Post, $"orders/{id}/payments", "{\"method\":\"card\"}", key: key);
            answered = answer.StatusCode == HttpStatusCode.Created;
            failures += answered ? 0 : 1;
            Assert.InRange(failures, 0, 10);
        }

        Assert.InRange(failures, 1, 10);
        Pay(Assert.Single(Intents(id)).Reference[..^2]);
        await StateAsync(stall, id, "paid");
        Assert.Equal(550, Assert.Single(Intents(id)).CapturedCents);
    }

    [Fact]
    public async Task A_rejected_order_is_paid_back_in_full_and_the_ledger_is_empty_again()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var id = await PaidAsync(stall);
        await stall.DoAsync(HttpMethod.Post, $"venues/{stall.Venue}/orders/{id}/reject", "{\"reason\":\"soldOut\"}", stall: true);

        await Probe.UntilAsync(async () => (await FindAsync(id)).State == PaymentState.Refunded, "the money is not back");
        Assert.Equal((550L, 550L), (Intents(id)[0].CapturedCents, Intents(id)[0].RefundedCents));
        var ledger = await Records.Service<LedgerReader>(app).ReadPaymentAsync($"{id}-1").ToListAsync();
        Assert.All(ledger, transaction => Assert.Equal(0, transaction.Entries.Sum(entry => entry.Cents)));
        Assert.All(Enum.GetValues<LedgerAccount>(), account => Assert.Equal(0, ledger.Sum(transaction => transaction.On(account))));
    }

    [Fact]
    public async Task A_stall_gives_a_part_back_once_and_never_more_than_is_there()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var id = await PaidAsync(stall);
        var (path, key) = ($"venues/{stall.Venue}/orders/{id}", Guid.NewGuid().ToString());

        for (var again = 0; again < 2; again++)
        {
            using var answer = await stall.CallAsync(HttpMethod.Post, $"{path}/refunds", "{\"reason\":\"missingItem\",\"cents\":150}", stall: true, key: key);
            Assert.Equal(150, (await OrderingStall.ReadAsync(answer)).GetProperty("refundedCents").GetInt64());
        }

        await stall.RefusedAsync(HttpStatusCode.Conflict, "not-so-much-left", HttpMethod.Post, $"{path}/refunds", "{\"reason\":\"quality\",\"cents\":401}", stall: true);
        await stall.DoAsync(HttpMethod.Post, $"{path}/refunds", "{\"reason\":\"quality\"}", stall: true);
        var payment = Assert.Single((await stall.DoAsync(HttpMethod.Get, $"{path}/payments", stall: true)).GetProperty("payments").EnumerateArray());
        Assert.Equal(("refunded", 550), (payment.GetProperty("state").GetString(), payment.GetProperty("refundedCents").GetInt64()));
        Assert.Equal(2, Intents(id)[0].Refunds.Count);
    }

    [Fact]
    public async Task A_refund_that_the_bank_does_not_take_is_told_and_can_be_made_again()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var id = await PaidAsync(stall);
        var path = $"venues/{stall.Venue}/orders/{id}";
        await stall.DoAsync(HttpMethod.Post, $"{path}/refunds", "{\"reason\":\"quality\"}", stall: true);
        Assert.Equal(PaymentState.Refunded, (await FindAsync(id)).State);

        Bank.ReturnRefund(Intents(id)[0].Id);
        await Probe.UntilAsync(async () => (await FindAsync(id)).State == PaymentState.Succeeded, "the refund's return is not told");
        var payment = Assert.Single((await stall.DoAsync(HttpMethod.Get, $"{path}/payments", stall: true)).GetProperty("payments").EnumerateArray());
        Assert.Equal((0, 550), (payment.GetProperty("refundedCents").GetInt64(), payment.GetProperty("refundableCents").GetInt64()));
        Assert.Equal("returned", payment.GetProperty("refunds")[0].GetProperty("state").GetString());

        await stall.DoAsync(HttpMethod.Post, $"{path}/refunds", "{\"reason\":\"quality\"}", stall: true);
        Assert.Equal((PaymentState.Refunded, 550L), ((await FindAsync(id)).State, Intents(id)[0].RefundedCents));
    }

    [Fact]
    public async Task A_dispute_holds_the_money_and_gives_it_back_or_takes_it()
    {
        var stall = await OrderingStall.OpenAsync(app);
        var id = await PaidAsync(stall);
        foreach (var (status, state) in new[] { ("needs_response", PaymentState.Disputed), ("won", PaymentState.Succeeded) })
        {
            Bank.Dispute(Intents(id)[0].Id, status);
            await Probe.UntilAsync(async () => (await FindAsync(id)).State == state, $"{status} is not told");
        }
    }

    [Fact]
    public async Task A_webhook_that_the_provider_did_not_sign_gets_nothing()
    {
        var settings = app.Cloud.Payments.Settings;
        const string body = "{\"id\":\"evt_forged\",\"object\":\"event\"}";
        var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        foreach (var (secret, time, status) in new[]
        {
            (settings["STRIPE_WEBHOOK_SECRETS"]!, at, HttpStatusCode.Accepted),
            (settings["STRIPE_WEBHOOK_SECRETS"]!, at - 310, HttpStatusCode.BadRequest),
            (settings["STRIPE_WEBHOOK_SECRETS"]! + "x", at, HttpStatusCode.BadRequest),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("Stripe-Signature", Stripe.EventUtility.GenerateSignatureHeader(body, secret, time));
            using var answer = await app.Http.SendAsync(request);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    private static async Task<JsonElement> SixtyFourAsync(OrderingStall stall, string path, string body)
    {
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                using var answer = await stall.CallAsync(HttpMethod.Post, path, body, key: key);
                // Still running: it says to come again.
                if (answer.StatusCode != HttpStatusCode.Conflict)
                    return (answer.StatusCode, Text: await answer.Content.ReadAsStringAsync());
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        })));
        Assert.Equal(HttpStatusCode.Created, answers[0].StatusCode);
        return JsonSerializer.Deserialize<JsonElement>(Assert.Single(answers.Distinct()).Text);
    }

    private static async Task<string> PayingAsync(OrderingStall stall)
    {
        var id = await stall.PlaceAsync();
        await stall.DoAsync(HttpMethod.Post, $"orders/{id}/payments", "{\"method\":\"card\"}");
        return id;
    }

    private async Task<string> PaidAsync(OrderingStall stall)
    {
        var id = await PayingAsync(stall);
        Pay(id);
        await StateAsync(stall, id, "paid");
        return id;
    }

    private List<SimulatedPayment> Intents(string orderId) =>
        [.. Bank.All.Where(payment => payment.Reference.StartsWith(orderId, StringComparison.Ordinal))];

    private void Pay(string orderId, string? card = null) => Bank.Pay(Intents(orderId)[0].Id, card);

    private async Task<Payment> FindAsync(string orderId) =>
        (await Records.Service<PaymentDesk>(app).FindAsync($"{orderId}-1", CancellationToken.None))!;

    private static Task StateAsync(OrderingStall stall, string id, string state) => Probe.UntilAsync(
        async () => (await stall.DoAsync(HttpMethod.Get, $"orders/{id}")).GetProperty("state").GetString() == state, $"the order is not {state}");
}
