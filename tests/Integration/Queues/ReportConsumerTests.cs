using Azure.Storage.Queues;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QNom.Local.Cosmos;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;
using QNom.Queues;
using QNom.Queues.Likeness;
using QNom.Venues;
using QNom.Venues.Hours;

namespace QNom.Tests.Integration.Queues;

/// <summary>What the consumer of reports leaves behind when messages come twice and the database fails under it.</summary>
public sealed class ReportConsumerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private CosmosEmulator cosmos = null!;
    private CosmosDatabase database = null!;
    private QueueClient events = null!;
    private Outbox<QueueOutboxMessage> outbox = null!;
    private ReportConsumer consumer = null!;

    public async ValueTask InitializeAsync()
    {
        cosmos = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions());
        var settings = Settings.From(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["COSMOS_CONNECTION"] = cosmos.ConnectionString,
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["OIDC_ISSUER"] = "http://127.0.0.1/identity",
            ["PSEUDONYM_KEY"] = "a key for tests only",
            ["CREDENTIAL_KEY"] = "a key of thirty-two characters, for tests only",
        }).Build());
        database = new CosmosDatabase(settings);
        await database.CreateAsync([QueueStore.Declaration, VenueStore.Declaration, SiteStore.Declaration], CancellationToken.None);
        events = new QueueClient(azurite.ConnectionString, QueueNames.Events);
        await events.CreateIfNotExistsAsync();

        var store = new QueueStore(database);
        outbox = new Outbox<QueueOutboxMessage>(
            database.Container(QueueStore.Declaration), new StorageQueues(settings), TimeProvider.System, NullLogger.Instance);
        consumer = new ReportConsumer(
            new QueueHeads(store, new NewHeads(new VenueStore(database), Openings(database), store), outbox, TimeProvider.System, Random.Shared), TimeProvider.System, NullLogger<ReportConsumer>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        database.Dispose();
        await cosmos.DisposeAsync();
    }

    private static OpeningTimes Openings(CosmosDatabase database) =>
        new(new VenueStore(database), new HoursStore(database), TimeProvider.System);

    [Fact]
    public async Task A_message_that_comes_again_is_counted_once()
    {
        var message = Message("stall");
        await ConsumeAsync(message);
        await ConsumeAsync(message);

        Assert.Equal(new Counts(1, 1), await CountAsync("stall"));
    }

    [Fact]
    public async Task Messages_at_once_at_one_stall_lose_no_update()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => ConsumeAsync(Message("stall"))));

        Assert.Equal(new Counts(24, 24), await CountAsync("stall"));
    }

    [Theory]
    [InlineData(FaultKind.LostResponse)]
    [InlineData(FaultKind.LostRequest)]
    [InlineData(FaultKind.ServiceUnavailable)]
    public async Task When_the_commits_answer_is_lost_the_redelivered_message_ends_with_one_count(FaultKind fault)
    {
        cosmos.Faults.Inject(new Fault(fault) { Operation = CosmosOperation.Batch, Times = 4 });
        var message = Message("stall");

        // What the host does: deliver again until the function succeeds.
        var failures = 0;
        while (!await SucceedsAsync())
            Assert.InRange(++failures, 1, 10);

        Assert.Equal(new Counts(1, 1), await CountAsync("stall"));

        async Task<bool> SucceedsAsync()
        {
            try
            {
                await ConsumeAsync(message);
                return true;
            }
            catch (Exception exception) when (exception is CosmosException or HttpRequestException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Throttling_is_waited_out()
    {
        cosmos.Faults.Inject(new Fault(FaultKind.TooManyRequests) { Times = 3 });
        await ConsumeAsync(Message("stall"));

        Assert.Equal(new Counts(1, 1), await CountAsync("stall"));
    }

    [Fact]
    public async Task A_report_costs_one_point_read_and_one_batch()
    {
        await ConsumeAsync(Message("stall"));
        cosmos.Log.Clear();
        // What follows these two delivers the event, if there is one.
        await ConsumeAsync(Message("stall", TimeSpan.FromSeconds(1)));

        Assert.Equal(
            [CosmosOperation.Read, CosmosOperation.Batch],
            cosmos.Log.For("queues").Select(r => r.Operation).Where(o => o is not CosmosOperation.Metadata).Take(2));
    }

    [Fact]
    public async Task An_event_is_in_the_outbox_until_it_is_on_its_queue()
    {
        await ConsumeAsync(Message("stall"));

        Assert.Equal(0, await OutboxAsync());
        Assert.Contains(await PeekAsync(), text => text.Contains("\"stall\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_crash_left_in_the_outbox_is_swept_to_its_queue()
    {
        var left = QueueOutboxMessage.Of(
            new QueueChanged(QueueChanged.CurrentSchema, "left-behind", 7, StatusView.Unknown("left-behind")),
            TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1));
        var fresh = QueueOutboxMessage.Of(
            new QueueChanged(QueueChanged.CurrentSchema, "fresh", 8, StatusView.Unknown("fresh")), TimeProvider.System.GetUtcNow());
        var container = database.Container(QueueStore.Declaration);
        await container.CreateItemAsync(left, new PartitionKey(left.Partition));
        await container.CreateItemAsync(fresh, new PartitionKey(fresh.Partition));

        Assert.Equal(1, await outbox.SweepAsync(CancellationToken.None));
        Assert.Equal(0, await outbox.SweepAsync(CancellationToken.None));

        Assert.Equal(1, await OutboxAsync());
        Assert.Contains(await PeekAsync(), text => text.Contains("left-behind", StringComparison.Ordinal));
    }

    private static ReportMessage Message(string venue, TimeSpan? later = null)
    {
        var at = TimeProvider.System.GetUtcNow() + (later ?? TimeSpan.Zero);
        return new ReportMessage(ReportMessage.CurrentSchema, Guid.NewGuid().ToString(), venue, "someone", at, at, WaitMinutes: 12);
    }

    private Task ConsumeAsync(ReportMessage message) => consumer.ConsumeAsync(message, CancellationToken.None);

    private Task<Counts> CountAsync(string venue) => QueueRecords.CountAsync(cosmos.ConnectionString, venue);

    private async Task<int> OutboxAsync() =>
        await database.Container(QueueStore.Declaration)
            .QueryAsync<int>(new QueryDefinition("SELECT VALUE COUNT(1) FROM c WHERE c.type = 'outbox'")).SumAsync();

    private async Task<IEnumerable<string>> PeekAsync() =>
        (await events.PeekMessagesAsync(32)).Value.Select(message =>
            System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)));
}
