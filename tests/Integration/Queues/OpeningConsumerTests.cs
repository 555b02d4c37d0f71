using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;
using QNom.Queues;
using QNom.Queues.Gate;
using QNom.Venues;
using QNom.Venues.Hours;

namespace QNom.Tests.Integration.Queues;

/// <summary>What a closing and an opening do to a head, at a time of the test's own: it is 12:00 in Singapore.</summary>
public sealed class OpeningConsumerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Stall = "laksa";

    private static readonly OpeningHours Lunch = new(
        [new WeeklyHours(Enum.GetValues<DayOfWeek>(), ClockTime.Read("11:00")!.Value, ClockTime.Read("14:30")!.Value)]);

    private readonly QueueDatabase database = new(azurite);

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.CreateVenueAsync(Stall);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task At_closing_and_at_opening_read_models_are_told_though_nobody_reported()
    {
        await Container(VenueStore.Declaration).CreateItemAsync(HoursDocument.Of(Stall, 1, Lunch));
        await FollowAsync();
        Assert.Equal(VenueState.Unknown, (await HeadAsync()).Published!.State);
        database.Time.Advance(TimeSpan.FromMinutes(149));
        Assert.Equal(0, await AgeAsync());

        // 14:30, and a little.
        database.Time.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(2));
        Assert.Equal(1, await AgeAsync());
        var closed = (await HeadAsync()).Published!;
        var opening = new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
        Assert.Equal((VenueState.Closed, ShutReason.Hours, opening), (closed.State, closed.Reason, closed.Until));

        database.Time.SetUtcNow(opening.AddSeconds(2));
        Assert.Equal(1, await AgeAsync());
        Assert.Equal(VenueState.Unknown, (await HeadAsync()).Published!.State);
    }

    [Fact]
    public async Task A_report_that_was_on_its_queue_before_the_closure_is_counted_and_leaves_the_stall_closed()
    {
        await database.GuessAsync(Stall, 10);
        var now = database.Time.GetUtcNow();
        var report = new ReportMessage(ReportMessage.CurrentSchema, Guid.NewGuid().ToString(), Stall, "someone", now, now, WaitMinutes: 20);
        var today = new DateOnly(2026, 11, 23);
        await Container(SiteStore.Declaration).CreateItemAsync(
            ClosuresDocument.Of("tiny-centre", 1, [new SiteClosure(today, today, ClosureKind.Cleaning, null)]));
        await FollowAsync();

        await database.Get<ReportConsumer>().ConsumeAsync(report, CancellationToken.None);

        var head = await HeadAsync();
        Assert.Equal((1L, VenueState.Closed, ShutReason.SiteClosure), (head.Reports, head.Published!.State, head.Published.Reason));
        Assert.Null(head.Published.Wait);
    }

    private Container Container(ContainerDeclaration declaration) => database.Get<CosmosDatabase>().Container(declaration);

    private Task FollowAsync() => database.Get<OpeningConsumer>().ConsumeAsync(
        new OpeningChanged(OpeningChanged.CurrentSchema, Stall, null), CancellationToken.None);

    private Task<int> AgeAsync() => database.Get<QueueAging>().RunAsync(CancellationToken.None);

    private async Task<QueueHead> HeadAsync() =>
        (await database.Get<QueueStore>().FindHeadAsync(Stall, CancellationToken.None))!.Document;
}
