using Microsoft.Azure.Cosmos;
using QNom.Local.Cosmos;
using QNom.Platform.Http;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Tests.Integration.Venues;

public sealed class StallBoardsTests : IAsyncLifetime
{
    private const string VenueId = "tiny-centre-laksa";
    private readonly VenueDatabase database = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        var facts = new SiteFacts("Tiny Centre", "069184", "1 Street", new GeoPoint(103.8, 1.3), 10, "Existing");
        var venue = Stall(VenueId);
        await database.Venues.CreateAsync(venue, CancellationToken.None);
        await database.Sites.AddAsync("tiny-centre", facts, [StallCard.Of(venue)], CancellationToken.None);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_newer_wait_is_shown()
    {
        Assert.True(await ApplyAsync(12, sequence: 1));
        Assert.True(await ApplyAsync(15, sequence: 2));

        Assert.Equal(15, await ShownAsync());
    }

    [Fact]
    public async Task A_wait_that_comes_late_or_twice_changes_nothing()
    {
        await ApplyAsync(15, sequence: 2);
        var before = await database.SnapshotAsync();

        Assert.False(await ApplyAsync(12, sequence: 1));
        Assert.False(await ApplyAsync(99, sequence: 2));

        Assert.Equal(before, await database.SnapshotAsync());
    }

    [Fact]
    public async Task Whatever_order_many_events_come_in_at_once_the_last_one_is_shown()
    {
        // Many rounds, since a lost update needs two writers between the same read and write.
        int[] order = [3, 9, 1, 10, 2, 8, 7, 4, 6, 5];
        for (var round = 0; round < 200; round += 10)
        {
            await EndAsync(Task.WhenAll(order.Select(step => ApplyAsync(round + step, round + step))));
            Assert.Equal(round + 10, await ShownAsync());
        }
    }

    [Fact]
    public async Task Stalls_of_a_site_that_change_at_once_never_collide_within_an_instance()
    {
        var stalls = Enumerable.Range(1, 60).Select(i => $"stall-{i}").ToList();
        foreach (var stall in stalls)
            await database.Venues.CreateAsync(Stall(stall), CancellationToken.None);

        var applying = Task.WhenAll(stalls.Select((stall, i) =>
            database.Boards.ApplyWaitAsync(stall, Wait(i), sequence: 1, CancellationToken.None)));
        await EndAsync(applying);

        Assert.All(await applying, Assert.True);
        var board = await database.Sites.FindBoardAsync("tiny-centre", CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 60), board!.Stalls.Where(card => card.Wait is not null).Select(card => card.Wait!.Likely!.Value).Order());
        Assert.Equal(Enumerable.Range(1, 60), board.Stalls.Where(card => card.Wait is not null).Select(card => (int)card.Change).Order());
        Assert.Equal(60, board.Change);
        Assert.All(database.Emulator.Log.For("sites").Where(request => request.Operation == CosmosOperation.Batch), request => Assert.Equal(200, request.Status));
    }

    [Fact]
    public async Task Who_fails_to_write_for_all_fails_alone()
    {
        foreach (var i in Enumerable.Range(1, 20))
            await database.Venues.CreateAsync(Stall($"stall-{i}"), CancellationToken.None);
        database.Emulator.Faults.Inject(new(FaultKind.ServiceUnavailable) { Operation = CosmosOperation.Batch, Container = "sites", Times = 1 });

        var applying = Enumerable.Range(1, 20).Select(i => database.Boards.ApplyWaitAsync($"stall-{i}", Wait(i), 1, CancellationToken.None)).ToList();
        await EndAsync(Task.WhenAll(applying)).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        Assert.IsType<CosmosException>(Assert.Single(applying, task => task.IsFaulted).Exception!.InnerException);
        Assert.Equal(19, (await database.Reader.ReadSiteAsync("tiny-centre", CancellationToken.None)).Stalls.Count(stall => stall.Wait is not null));
    }

    [Fact]
    public async Task A_card_that_is_missing_is_made_anew()
    {
        await database.SiteContainer.DeleteItemAsync<StallCard>(VenueId, new("tiny-centre"));

        Assert.True(await ApplyAsync(12, sequence: 5));

        Assert.Equal(12, await ShownAsync());
    }

    [Fact]
    public async Task A_wait_is_shown_only_as_long_as_it_holds()
    {
        await ApplyAsync(12, sequence: 1);

        database.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(12, await ShownAsync());
        database.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await ShownAsync());
    }

    [Fact]
    public async Task An_event_of_a_venue_that_is_not_there_is_an_error() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => database.Boards.ApplyWaitAsync("no-such-venue", Wait(1), 1, CancellationToken.None));

    [Fact]
    public async Task A_site_or_venue_that_is_not_there_is_a_problem()
    {
        var site = await Assert.ThrowsAsync<ProblemException>(() => database.Reader.ReadSiteAsync("no-such-site", CancellationToken.None));
        var venue = await Assert.ThrowsAsync<ProblemException>(() => database.Reader.ReadVenueAsync("no-such-venue", Language.English, CancellationToken.None));

        Assert.Equal((404, "site-not-found"), (site.Status, site.Code));
        Assert.Equal((404, "venue-not-found"), (venue.Status, venue.Code));
    }

    // Who was not first waits a moment of this database's own time.
    private async Task EndAsync(Task applying)
    {
        while (await Task.WhenAny(applying, Task.Delay(1)) != applying)
            database.Time.Advance(TimeSpan.FromMilliseconds(5));
        await applying;
    }

    private static Venue Stall(string id) =>
        Venue.Create(id, "tiny-centre", "Laksa", Cuisine.Peranakan, new GeoPoint(103.8, 1.3), demo: true);

    private Task<bool> ApplyAsync(int minutes, long sequence) =>
        database.Boards.ApplyWaitAsync(VenueId, Wait(minutes), sequence, CancellationToken.None);

    private StallWait Wait(int minutes)
    {
        var now = database.Time.GetUtcNow();
        return new StallWait("open", true, "moderate", minutes, minutes - 1, minutes + 2, 0.7, now, now.AddMinutes(10));
    }

    private async Task<int?> ShownAsync() =>
        (await database.Reader.ReadSiteAsync("tiny-centre", CancellationToken.None)).Stalls.Single().Wait?.Likely;
}
