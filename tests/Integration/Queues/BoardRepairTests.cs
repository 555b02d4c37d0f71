using Microsoft.Extensions.Logging.Abstractions;
using QNom.Platform.Cosmos;
using QNom.Queues;
using QNom.Queues.Repair;
using QNom.Venues;

namespace QNom.Tests.Integration.Queues;

/// <summary>A card that does not say what its queue told it is found, told anew and counted, once.</summary>
public sealed class BoardRepairTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string VenueId = "tiny-centre-laksa";
    private readonly QueueDatabase database = new(azurite);

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.CreateVenueAsync(VenueId);
        var facts = new SiteFacts("Tiny Centre", "069184", "1 Street", new GeoPoint(103.8, 1.3), 10, "Existing");
        var venue = await database.Get<VenueStore>().FindAsync(VenueId, CancellationToken.None);
        await database.Get<SiteStore>().AddAsync("tiny-centre", facts, [StallCard.Of(venue!)], CancellationToken.None);
        await database.GuessAsync(VenueId, 20);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_card_that_shows_what_it_was_told_is_left_alone()
    {
        await ShowAsync();
        database.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(0, await RepairAsync());
        Assert.Equal(1, (await HeadAsync()).Sequence);
        Assert.Empty(await FoundAsync());
    }

    [Fact]
    public async Task An_event_may_take_its_time()
    {
        database.Time.Advance(TimeSpan.FromSeconds(119));

        Assert.Equal(0, await RepairAsync());
    }

    [Fact]
    public async Task A_card_whose_event_was_lost_is_told_again_and_counted()
    {
        database.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(1, await RepairAsync());
        await AssertRepairedAsync(CardFault.Behind);
    }

    [Fact]
    public async Task A_card_that_claims_a_change_that_never_was_is_told_again_and_believes_it()
    {
        await ShowAsync();
        await DamageAsync(card => card with { Sequence = 1000, Wait = card.Wait! with { Likely = 99 } });
        database.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(1, await RepairAsync());
        await AssertRepairedAsync(CardFault.Ahead);
        Assert.True((await HeadAsync()).PublishedIn > 1000);
    }

    [Fact]
    public async Task A_card_that_shows_something_else_is_told_again()
    {
        await ShowAsync();
        await DamageAsync(card => card with { Wait = card.Wait! with { Likely = 99 } });
        database.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(1, await RepairAsync());
        await AssertRepairedAsync(CardFault.Different);
    }

    [Theory]
    [InlineData(0, 20, CardFault.Behind)]
    [InlineData(1, 99, CardFault.Different)]
    [InlineData(2, 20, CardFault.Ahead)]
    public async Task A_card_of_another_read_model_is_told_again_and_counted(long sequence, int minutes, CardFault fault)
    {
        await ShowAsync();
        var published = (await HeadAsync()).Published!;
        var shown = published with { Wait = published.Wait! with { Likely = minutes == 20 ? published.Wait.Likely : minutes } };
        var other = new OtherReadModel(
            "discovery", (_, _) => Task.FromResult<ShownCard?>(new ShownCard(sequence, told => told == shown)));
        database.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(1, await RepairAsync(other));
        var found = Assert.Single(await FoundAsync()).Found;
        Assert.Equal((VenueId, "discovery", fault), (found.VenueId, found.ReadModel, found.Fault));
        Assert.True((await HeadAsync()).PublishedIn > sequence);
    }

    [Fact]
    public async Task Two_rounds_at_once_repair_and_count_a_card_once()
    {
        database.Time.Advance(TimeSpan.FromMinutes(3));

        var rounds = Task.WhenAll(RepairAsync(), RepairAsync());
        // Who was not first waits a moment of this database's own time.
        while (await Task.WhenAny(rounds, Task.Delay(1)) != rounds)
            database.Time.Advance(TimeSpan.FromMilliseconds(5));

        Assert.Equal(1, (await rounds).Sum());
        Assert.Equal(2, (await HeadAsync()).Sequence);
        Assert.Single(await FoundAsync());
    }

    [Fact]
    public async Task By_turns_every_site_is_looked_at_and_never_more_than_a_few()
    {
        for (var i = 0; i < 6; i++)
        {
            var venue = Venue.Create($"stall-{i}", $"centre-{i}", "Laksa", Cuisine.Peranakan, new GeoPoint(103.8, 1.3), demo: true);
            await database.Get<SiteStore>().AddAsync(
                venue.SiteId, new SiteFacts($"Centre {i}", $"06918{i}", "1 Street", venue.Location, 10, "Existing"), [StallCard.Of(venue)], CancellationToken.None);
        }

        var turns = new List<IReadOnlyList<StallCard>>();
        for (var turn = 29_000_000; turn < 29_000_003; turn++)
            turns.Add(await database.Get<StallBoards>().ListSliceAsync(turn, 3, CancellationToken.None));

        Assert.All(turns, turn => Assert.InRange(turn.Count, 1, 3));
        Assert.Equal(7, turns.SelectMany(turn => turn).Select(card => card.Id).Distinct().Count());
    }

    private async Task AssertRepairedAsync(CardFault fault)
    {
        await ShowAsync();
        var card = await CardAsync();
        Assert.Equal((await HeadAsync()).PublishedIn, card.Sequence);
        Assert.Equal((await HeadAsync()).Published!.Wait!.Likely, card.Wait!.Likely);
        Assert.Equal((VenueId, fault), Assert.Single(await FoundAsync()) is var found ? (found.Found.VenueId, found.Found.Fault) : default);

        database.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(0, await RepairAsync());
    }

    private Task<int> RepairAsync() => database.Get<BoardRepair>().RunAsync(CancellationToken.None);

    private Task<int> RepairAsync(OtherReadModel other) => new BoardRepair(
        database.Get<StallBoards>(), [other], database.Get<QueueStore>(), database.Get<QueueHeads>(), database.Time,
        NullLogger<BoardRepair>.Instance).RunAsync(CancellationToken.None);

    private Task<IReadOnlyList<RepairDocument>> FoundAsync() =>
        database.Get<QueueStore>().ListRepairsAsync(null, 10, CancellationToken.None);

    private async Task<QueueHead> HeadAsync() =>
        (await database.Get<QueueStore>().FindHeadAsync(VenueId, CancellationToken.None))!.Document;

    private async Task<StallCard> CardAsync() =>
        Assert.Single((await database.Get<SiteStore>().FindBoardAsync("tiny-centre", CancellationToken.None))!.Stalls);

    // As the event of the head's last telling, when it is delivered.
    private async Task ShowAsync()
    {
        var head = await HeadAsync();
        await database.Get<IQueueReadModel>().ShowAsync(
            new QueueChanged(QueueChanged.CurrentSchema, VenueId, head.PublishedIn, StatusView.Of(head, head.PublishedAt!.Value)),
            CancellationToken.None);
    }

    private async Task DamageAsync(Func<StallCard, StallCard> damage) => await database.Get<CosmosDatabase>()
        .Container(SiteStore.Declaration).UpsertItemAsync(damage(await CardAsync()));
}
