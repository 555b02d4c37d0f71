using System.Text.Json;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using QNom.Local.Cosmos;
using QNom.Partners;
using QNom.Payments;
using QNom.Payments.Ledger;
using QNom.Payments.Providers;
using QNom.Payments.Reconciliation;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Http;
using QNom.Platform.Messaging;

namespace QNom.Tests.Integration.Payments;

/// <summary>What becomes of payments whose answers, webhooks and commands were lost; on a database of their own, at a time of their own.</summary>
public sealed class ReconciliationTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 25, 4, 0, 0, TimeSpan.Zero));
    private readonly ScriptedProvider provider = new();
    private readonly Standings standings = new();
    private readonly string order = Guid.NewGuid().ToString("N");
    private CosmosEmulator emulator = null!;
    private ServiceProvider services = null!;

    private string PaymentId => $"{order}-1";

    public async ValueTask InitializeAsync()
    {
        emulator = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions());
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(new Settings
            {
                CosmosConnection = emulator.ConnectionString,
                StorageConnection = azurite.ConnectionString,
                Issuer = new Uri("https://issuer.example"),
                PseudonymKey = "0123456789abcdef",
            })
            .AddSingleton<CosmosDatabase>()
            .AddSingleton<StorageQueues>()
            .AddSingleton<Blobs>()
            .AddSingleton<PartnerStore>()
            .AddSingleton<IOrderStandings>(standings)
            .AddPayments()
            .AddSingleton<IPaymentProvider>(provider)
            .BuildServiceProvider();
        await Get<CosmosDatabase>().CreateAsync([PaymentStore.Declaration, PartnerStore.Declaration], CancellationToken.None);
        await Get<StorageQueues>().CreateAsync(PaymentQueues.Events, CancellationToken.None);
        await Get<Blobs>().Container(DailyComparison.Declaration).CreateIfNotExistsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_payment_whose_making_was_not_answered_is_fetched_and_not_made_again()
    {
        provider.LosesAnswers = 1;
        Assert.Equal(503, (await Assert.ThrowsAsync<ProblemException>(StartAsync)).Status);
        await ReconcileAsync();

        var payment = await FindAsync();
        Assert.Equal((PaymentState.RequiresAction, "si_" + PaymentId), (payment.State, payment.ProviderId));
        Assert.Equal(payment.PaymentId, (await StartAsync()).PaymentId);
        Assert.Single(provider.Intents);
    }

    [Fact]
    public async Task What_its_provider_never_heard_of_is_not_begun_ten_minutes_later()
    {
        await Get<PaymentKeeper>().TryAddAsync(
            new PaymentChange(PaymentRules.Open(Request, "scripted", Plan.Hawker.For(PaymentMethod.Card), time.GetUtcNow())), CancellationToken.None);
        await ReconcileAsync();

        Assert.Equal(PaymentState.Canceled, (await FindAsync()).State);
        Assert.Empty(provider.Intents);
    }

    [Fact]
    public async Task Money_whose_webhook_never_came_is_found_and_told()
    {
        await StartAsync();
        provider.Pay(PaymentId);
        standings.Now = OrderStanding.AwaitingPayment;
        await ReconcileAsync();

        Assert.Equal(PaymentState.Succeeded, (await FindAsync()).State);
        Assert.Equal(1000, Assert.Single(await LedgerAsync()).On(LedgerAccount.Provider));
        Assert.Contains(await ToldAsync(), told => told.State == PaymentState.Succeeded);
        // As long as the order does not know of it, it is told again.
        await ReconcileAsync();
        Assert.Contains(await ToldAsync(), told => told.State == PaymentState.Succeeded);
        standings.Now = OrderStanding.Settled;
        await ReconcileAsync();
        Assert.Empty(await ToldAsync());
        Assert.Single(await LedgerAsync());
    }

    [Fact]
    public async Task Money_that_its_order_does_not_keep_goes_back_once_though_the_command_was_lost()
    {
        await StartAsync();
        provider.Pay(PaymentId);
        standings.Now = OrderStanding.RefundDue;
        provider.LosesAnswers = 1;
        await Assert.ThrowsAsync<AggregateException>(() => ReconcileAsync());
        await ReconcileAsync();
        await ReconcileAsync(days: 2);

        Assert.Equal(PaymentState.Refunded, (await FindAsync()).State);
        Assert.Single(provider.Intents[PaymentId].Refunds);
        Assert.Equal(0, (await LedgerAsync()).Sum(transaction => transaction.On(LedgerAccount.Partner)));
        Assert.Null((await FindAsync()).CheckAt);
    }

    [Fact]
    public async Task A_refund_that_the_bank_did_not_take_is_made_again()
    {
        await StartAsync();
        provider.Pay(PaymentId);
        standings.Now = OrderStanding.RefundDue;
        await ReconcileAsync();
        provider.ReturnRefund(PaymentId);
        await Get<PaymentDriver>().LookAsync(await FindAsync(), CancellationToken.None);
        Assert.Equal((PaymentState.Succeeded, RefundState.Returned), ((await FindAsync()).State, (await FindAsync()).Refunds[0].State));

        await ReconcileAsync();
        Assert.Equal((PaymentState.Refunded, 1000), ((await FindAsync()).State, (await FindAsync()).RefundedCents));
        Assert.Equal([RefundState.Failed, RefundState.Succeeded], provider.Intents[PaymentId].Refunds.Select(refund => refund.State));
        Assert.Equal(0, (await LedgerAsync()).Sum(transaction => transaction.On(LedgerAccount.Provider)));
    }

    [Fact]
    public async Task An_order_that_is_over_calls_its_payment_off_though_the_command_was_lost()
    {
        await StartAsync();
        standings.Now = OrderStanding.RefundDue;
        await ReconcileAsync();
        Assert.Equal((PaymentState.Canceled, ProviderState.Canceled), ((await FindAsync()).State, provider.Intents[PaymentId].State));
    }

    [Fact]
    public async Task A_payment_that_is_called_off_before_it_is_begun_never_begins_and_its_order_is_told()
    {
        await CommandAsync(PaymentCommandKind.Cancel);
        await CommandAsync(PaymentCommandKind.Cancel);

        Assert.Equal(PaymentState.Canceled, Assert.Single(await ToldAsync()).State);
        Assert.Equal("another-payment", (await Assert.ThrowsAsync<ProblemException>(StartAsync)).Code);
        Assert.Empty(provider.Intents);
    }

    [Fact]
    public async Task Money_of_a_payment_that_does_not_exist_is_not_forgotten() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => CommandAsync(PaymentCommandKind.Refund));

    [Fact]
    public async Task The_nightly_comparison_alarms_when_the_providers_list_is_another()
    {
        await StartAsync();
        provider.Pay(PaymentId);
        time.Advance(TimeSpan.FromDays(1));
        await Assert.ThrowsAsync<InvalidDataException>(() => Get<DailyComparison>().RunAsync(CancellationToken.None));
        var report = (await Get<Blobs>().Container(DailyComparison.Declaration).GetBlobClient("2026-11-25/scripted.json").DownloadContentAsync()).Value;
        Assert.Contains(Disagreement.Captured, report.Content.ToObjectFromJson<PaymentReport>(Json.Documents)!.Differences.Select(difference => difference.Kind));

        await ReconcileAsync();
        await Get<DailyComparison>().RunAsync(CancellationToken.None);
    }

    private PaymentRequest Request => new(order, 1, "stall", null, "diner", 1000, "SGD", PaymentMethod.Card);

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private Task<PaymentStarted> StartAsync() => Get<PaymentDesk>().StartAsync(Request, CancellationToken.None);

    private async Task<Payment> FindAsync() => (await Get<PaymentDesk>().FindAsync(PaymentId, CancellationToken.None))!;

    private async Task<List<LedgerTransaction>> LedgerAsync() => await Get<LedgerReader>().ReadPaymentAsync(PaymentId).ToListAsync();

    private Task CommandAsync(PaymentCommandKind kind) => Get<PaymentCommandConsumer>().RunAsync(
        JsonSerializer.Serialize(new PaymentCommand(PaymentCommand.CurrentSchema, "c1", PaymentId, order, kind, 0, "rejected", time.GetUtcNow()), Json.Strict),
        CancellationToken.None);

    private async Task ReconcileAsync(int days = 0)
    {
        time.Advance(days == 0 ? PaymentRules.Patience + TimeSpan.FromSeconds(1) : TimeSpan.FromDays(days));
        await Get<PaymentReconciliation>().RunAsync(CancellationToken.None);
    }

    // What orders were told since the last look, of this payment.
    private async Task<List<PaymentEvent>> ToldAsync()
    {
        var queue = new QueueClient(azurite.ConnectionString, PaymentQueues.Events, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        var told = new List<PaymentEvent>();
        while ((await queue.ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                told.Add(QueueMessages.Read<PaymentEvent>(message.Body.ToString()));
            }
        }

        return [.. told.Where(change => change.PaymentId == PaymentId)];
    }

    private sealed class Standings : IOrderStandings
    {
        public OrderStanding Now { get; set; } = OrderStanding.AwaitingPayment;

        public Task<OrderStanding> OfAsync(string orderId, string paymentId, CancellationToken cancellationToken) => Task.FromResult(Now);
    }
}
