using QNom.Queues;
using QNom.Venues.Hours;

namespace QNom.Tests.Integration.Queues;

/// <summary>What is shown runs out without anyone saying anything, and read models are told.</summary>
public sealed class QueueAgingTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly QueueDatabase database = new(azurite);

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task When_the_evidence_has_run_out_read_models_are_told_once()
    {
        await database.GuessAsync("laksa", 20);
        database.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(0, await AgeAsync());

        database.Time.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(2));
        Assert.Equal(1, await AgeAsync());
        var head = await HeadAsync("laksa");
        Assert.Equal((2L, VenueState.Unknown, (long?)null), (head.Sequence, head.Published!.State, head.DueAt));

        database.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await AgeAsync());
    }

    [Fact]
    public async Task Two_rounds_at_once_age_a_venue_once()
    {
        for (var i = 0; i < 10; i++)
            await database.GuessAsync($"stall-{i}", 20);
        database.Time.Advance(TimeSpan.FromMinutes(31));

        var rounds = Task.WhenAll(AgeAsync(), AgeAsync());
        // Who was not first waits a moment of this database's own time.
        while (await Task.WhenAny(rounds, Task.Delay(1)) != rounds)
            database.Time.Advance(TimeSpan.FromMilliseconds(5));

        Assert.Equal(10, (await rounds).Sum());
        for (var i = 0; i < 10; i++)
            Assert.Equal(2, (await HeadAsync($"stall-{i}")).Sequence);
    }

    [Fact]
    public async Task A_wait_that_was_confirmed_and_not_told_again_is_told_when_the_card_runs_out()
    {
        await database.GuessAsync("laksa", 20);
        var until = (await HeadAsync("laksa")).Published!.ValidUntil!.Value;
        // As after a second report, so like the first that nobody would see a difference: the card still has the first one's end.
        var card = until.AddMinutes(-1);
        await database.Get<QueueHeads>().ChangeAsync(
            "laksa", head => head with { Published = head.Published! with { ValidUntil = card } }, CancellationToken.None);
        database.Time.SetUtcNow(card.AddSeconds(2));

        Assert.Equal(1, await AgeAsync());
        var told = (await HeadAsync("laksa")).Published!;
        Assert.Equal((VenueState.Open, until), (told.State, told.ValidUntil));
    }

    [Fact]
    public async Task A_venue_closes_and_opens_on_boards_at_its_time_though_nobody_says_anything()
    {
        // A day of closure: tomorrow, which in Singapore begins at 16:00 UTC.
        var (tomorrow, closing) = (new DateOnly(2026, 11, 24), new DateTimeOffset(2026, 11, 23, 16, 0, 0, TimeSpan.Zero));
        await database.GuessAsync("laksa", 20);
        await database.Get<QueueHeads>().ChangeAsync(
            "laksa", head => head with { Opening = new Opening(0, null, 1, [new DateRange(tomorrow, tomorrow)]) }, CancellationToken.None);
        database.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(1, await AgeAsync());

        foreach (var (at, state) in new[] { (closing, VenueState.Closed), (closing.AddDays(1), VenueState.Unknown) })
        {
            database.Time.SetUtcNow(at.AddSeconds(-1));
            Assert.Equal(0, await AgeAsync());
            database.Time.SetUtcNow(at.AddSeconds(1));
            Assert.Equal(1, await AgeAsync());
            Assert.Equal(state, (await HeadAsync("laksa")).Published!.State);
        }
    }

    private Task<int> AgeAsync() => database.Get<QueueAging>().RunAsync(CancellationToken.None);

    private async Task<QueueHead> HeadAsync(string venueId) =>
        (await database.Get<QueueStore>().FindHeadAsync(venueId, CancellationToken.None))!.Document;
}
