using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using QNom.Local.Cosmos;
using QNom.Platform.Http;
using QNom.Venues;
using QNom.Venues.Boards;

namespace QNom.Tests.Integration.Venues;

/// <summary>What listeners of a board are told, and what they cost.</summary>
public sealed class BoardFeedTests : IAsyncLifetime
{
    private const string Site = "tiny-centre";
    private readonly VenueDatabase database = new();
    private readonly StoppableHost host = new();
    private BoardFeed feed = null!;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        var facts = new SiteFacts("Tiny Centre", "069184", "1 Street", new GeoPoint(103.8, 1.3), 10, "Existing");
        var stalls = Enumerable.Range(0, 8)
            .Select(i => Venue.Create($"{Site}-{i}", Site, $"Stall {i}", Cuisine.Malay, facts.Location, demo: true)).ToList();
        foreach (var stall in stalls)
            await database.Venues.CreateAsync(stall, CancellationToken.None);
        await database.Sites.AddAsync(Site, facts, [.. stalls.Select(StallCard.Of)], CancellationToken.None);
        feed = Feed();
    }

    public async ValueTask DisposeAsync()
    {
        feed.Dispose();
        host.Dispose();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_listener_is_told_what_changed_since_and_nothing_twice()
    {
        await ApplyAsync(0, 12, sequence: 1);
        await ApplyAsync(1, 20, sequence: 1);
        using var listener = await feed.ListenAsync(Site, after: 1, CancellationToken.None);

        Assert.Equal([($"{Site}-1", 2L)], Told(listener));
        Assert.Empty(Told(listener));
        await ApplyAsync(0, 15, sequence: 2);
        Assert.Equal([($"{Site}-0", 3L)], await NextAsync(listener));
    }

    [Fact]
    public async Task Who_comes_back_to_another_instance_is_told_exactly_what_it_has_missed()
    {
        await ApplyAsync(0, 12, sequence: 1);
        long seen;
        using (var listener = await feed.ListenAsync(Site, 0, CancellationToken.None))
            seen = Told(listener)[^1].Change;
        await ApplyAsync(1, 20, sequence: 1);
        await ApplyAsync(0, 15, sequence: 2);

        using var other = Feed();
        using var again = await other.ListenAsync(Site, seen, CancellationToken.None);

        Assert.Equal([($"{Site}-1", 2L), ($"{Site}-0", 3L)], Told(again));
    }

    [Fact]
    public async Task However_many_stalls_change_at_once_none_is_missed_and_none_goes_backwards()
    {
        using var listener = await feed.ListenAsync(Site, 0, CancellationToken.None);
        var told = new List<(string Venue, long Change, long Sequence)>();
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(async stall =>
        {
            for (var sequence = 1; sequence <= 10; sequence++)
                await ApplyAsync(stall, sequence, sequence);
        }));

        while (!writing.IsCompleted || told.Where(card => card.Sequence == 10).Select(card => card.Venue).Distinct().Count() < 8)
        {
            database.Time.Advance(SiteFeed.Interval);
            await Task.Yield();
            told.AddRange(listener.Take().Select(card => (card.Id, card.Change, card.Sequence)));
        }

        await writing;
        Assert.Equal(told.Select(card => card.Change).Order(), told.Select(card => card.Change));
        Assert.All(told.GroupBy(card => card.Venue), card => Assert.Equal(card.Select(c => c.Sequence).Distinct().Order(), card.Select(c => c.Sequence)));
        Assert.Equal(80, await database.Sites.LastChangeAsync(Site, CancellationToken.None));
    }

    [Fact]
    public async Task A_hundred_listeners_cost_the_database_what_one_costs()
    {
        database.Emulator.Log.Clear();
        var listeners = new List<BoardListener>();
        for (var i = 0; i < 100; i++)
            listeners.Add(await feed.ListenAsync(Site, 0, CancellationToken.None));
        Assert.Equal([CosmosOperation.Query], Operations());

        database.Emulator.Log.Clear();
        database.Time.Advance(SiteFeed.Interval);
        await Host.Probe.UntilAsync(() => Operations().Length > 0, "nobody looks at the pulse");
        Assert.Equal([CosmosOperation.Read], Operations());

        await ApplyAsync(3, 12, sequence: 1);
        database.Emulator.Log.Clear();
        foreach (var listener in listeners)
            Assert.Equal([($"{Site}-3", 1L)], await NextAsync(listener));
        Assert.Equal([CosmosOperation.Read, CosmosOperation.Query], Operations().Take(2));
        Assert.Single(Operations(), operation => operation == CosmosOperation.Query);

        listeners.ForEach(listener => listener.Dispose());
        Assert.Equal(0, feed.Listeners);
    }

    [Fact]
    public async Task When_nobody_listens_nothing_is_asked()
    {
        (await feed.ListenAsync(Site, 0, CancellationToken.None)).Dispose();
        database.Emulator.Log.Clear();
        for (var i = 0; i < 10; i++)
            database.Time.Advance(SiteFeed.Interval);

        using var other = await feed.ListenAsync(Site, 0, CancellationToken.None);
        Assert.Equal([CosmosOperation.Query], Operations());
    }

    [Fact]
    public async Task A_failed_look_is_made_up_for_by_the_next()
    {
        using var listener = await feed.ListenAsync(Site, 0, CancellationToken.None);
        await ApplyAsync(0, 12, sequence: 1);
        // As often as the SDK tries by itself, and once more.
        database.Emulator.Faults.Inject(new Fault(FaultKind.TooManyRequests) { Operation = CosmosOperation.Query, Times = 6 });

        Assert.Equal([($"{Site}-0", 1L)], await NextAsync(listener));
    }

    [Fact]
    public async Task A_number_that_the_site_never_gave_out_is_told_everything()
    {
        await ApplyAsync(0, 12, sequence: 1);
        using var listener = await feed.ListenAsync(Site, 4711, CancellationToken.None);

        Assert.Equal([($"{Site}-0", 1L)], Told(listener));
    }

    [Fact]
    public async Task A_site_that_is_not_there_is_a_problem_and_takes_no_place()
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => feed.ListenAsync("no-such-site", 0, CancellationToken.None));

        Assert.Equal("site-not-found", problem.Code);
        Assert.Equal(0, feed.Listeners);
    }

    [Fact]
    public async Task More_than_an_instance_can_hold_are_asked_to_come_back()
    {
        var listeners = new List<BoardListener>();
        for (var i = 0; i < BoardFeed.MostListeners; i++)
            listeners.Add(await feed.ListenAsync(Site, 0, CancellationToken.None));

        var problem = await Assert.ThrowsAsync<ProblemException>(() => feed.ListenAsync(Site, 0, CancellationToken.None));
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, problem.Status);
        listeners[0].Dispose();
        listeners[0].Dispose();
        using var next = await feed.ListenAsync(Site, 0, CancellationToken.None);
        Assert.Equal(BoardFeed.MostListeners, feed.Listeners);
    }

    [Fact]
    public async Task The_stream_says_id_event_and_data_and_shows_signs_of_life()
    {
        await ApplyAsync(0, 12, sequence: 1);
        await using var body = new WrittenText();
        var http = new DefaultHttpContext { Response = { Body = body } };
        var running = new BoardEvents(await feed.ListenAsync(Site, 0, CancellationToken.None), null, database.Time).ExecuteAsync(http);
        await Host.Probe.UntilAsync(() => body.Text.Contains("\"tiny-centre-0\"", StringComparison.Ordinal), "the stall is not told");

        Assert.StartsWith("retry: 2000\n\nid: 1\nevent: stall\ndata: {", body.Text, StringComparison.Ordinal);
        Assert.EndsWith("}\n\n", body.Text, StringComparison.Ordinal);
        await Host.Probe.UntilAsync(
            () =>
            {
                database.Time.Advance(BoardEvents.Heartbeat);
                return body.Text.EndsWith(": still here\n\n", StringComparison.Ordinal);
            },
            "there is no sign of life");

        await host.StopAsync();
        await running.WaitAsync(Host.Probe.Deadline);
        Assert.Equal("text/event-stream", http.Response.ContentType);
    }

    [Fact]
    public async Task A_stream_ends_when_its_time_is_over_and_when_its_listener_goes()
    {
        await using var body = new WrittenText();
        var forEver = new BoardEvents(await feed.ListenAsync(Site, 0, CancellationToken.None), null, database.Time)
            .ExecuteAsync(new DefaultHttpContext { Response = { Body = body } });
        using var gone = new CancellationTokenSource();
        var left = new BoardEvents(await feed.ListenAsync(Site, 0, CancellationToken.None), null, database.Time)
            .ExecuteAsync(new DefaultHttpContext { Response = { Body = body }, RequestAborted = gone.Token });

        await gone.CancelAsync();
        await left.WaitAsync(Host.Probe.Deadline);
        Assert.False(forEver.IsCompleted);
        await Host.Probe.UntilAsync(
            () =>
            {
                database.Time.Advance(BoardEvents.Longest);
                return forEver.IsCompletedSuccessfully;
            },
            "the stream goes on for ever");
    }

    private BoardFeed Feed() => new(database.Sites, database.Time, host, NullLogger<SiteFeed>.Instance);

    private Task ApplyAsync(int stall, int minutes, long sequence)
    {
        var now = database.Time.GetUtcNow();
        return database.Boards.ApplyWaitAsync(
            $"{Site}-{stall}", new StallWait("open", true, "moderate", minutes, minutes, minutes, 0.7, now, now.AddDays(1)),
            sequence, CancellationToken.None);
    }

    private static List<(string Venue, long Change)> Told(BoardListener listener) =>
        [.. listener.Take().Select(card => (card.Id, card.Change))];

    private async Task<List<(string Venue, long Change)>> NextAsync(BoardListener listener)
    {
        List<(string, long)> told = [];
        await Host.Probe.UntilAsync(
            () =>
            {
                database.Time.Advance(SiteFeed.Interval);
                told = Told(listener);
                return told.Count > 0;
            },
            "the listener is told nothing");
        return told;
    }

    private CosmosOperation[] Operations() =>
        [.. database.Emulator.Log.For("sites").Select(request => request.Operation).Where(o => o is not (CosmosOperation.Metadata or CosmosOperation.QueryPlan))];

    private sealed class StoppableHost : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => stopping.Cancel();

        public Task StopAsync() => stopping.CancelAsync();

        public void Dispose() => stopping.Dispose();
    }

    private sealed class WrittenText : MemoryStream
    {
        private readonly Lock writing = new();
        private string text = "";

        public string Text
        {
            get
            {
                lock (writing)
                    return text;
            }
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            lock (writing)
                text += System.Text.Encoding.UTF8.GetString(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }
}
