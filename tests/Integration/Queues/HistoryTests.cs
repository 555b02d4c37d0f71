using QNom.Platform.Http;
using QNom.Queues;
using QNom.Queues.History;
using QNom.Queues.Notices;

namespace QNom.Tests.Integration.Queues;

/// <summary>What was said and shown is kept by the minute, and each report is in one minute, once.</summary>
public sealed class HistoryTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string VenueId = "tiny-centre-laksa";
    private readonly QueueDatabase database = new(azurite);

    private DateTimeOffset Now => database.Time.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.CreateVenueAsync(VenueId);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_report_is_in_the_history_at_once_and_once_however_often_its_message_comes()
    {
        var first = Message(12);
        await ConsumeAsync(first);
        await ConsumeAsync(first);
        Assert.Equal(1, (await ReadAsync()).Sum(step => step.Reports));

        database.Time.Advance(TimeSpan.FromMinutes(7));
        var second = Message(20);
        await ConsumeAsync(second);
        // Both again, when the first one's minute is written down and the second one's runs.
        await ConsumeAsync(first);
        await ConsumeAsync(second);
        database.Time.Advance(TimeSpan.FromMinutes(1));
        await ConsumeAsync(second);

        var steps = await ReadAsync(step: 1);
        Assert.Equal([(1, 12), (1, 20)], steps.Select(step => (step.Reports, step.Said!.Most)));
        Assert.Equal(TimeSpan.FromMinutes(7), steps[1].At - steps[0].At);
    }

    [Fact]
    public async Task Reports_at_once_are_all_counted()
    {
        var consuming = Task.WhenAll(Enumerable.Range(0, 16).Select(i => ConsumeAsync(Message(i))));
        // Who was not first waits a moment of this database's own time.
        while (await Task.WhenAny(consuming, Task.Delay(1)) != consuming)
            database.Time.Advance(TimeSpan.FromMilliseconds(5));
        await consuming;

        var step = Assert.Single(await ReadAsync());
        Assert.Equal((16, new SaidRange(16, 7.5, 0, 15)), (step.Reports, step.Said));
    }

    [Fact]
    public async Task Steps_hold_what_their_minutes_held_and_show_the_last_of_it()
    {
        for (var i = 0; i < 30; i += 2)
        {
            await ConsumeAsync(Message(i));
            database.Time.Advance(TimeSpan.FromMinutes(2));
        }

        var steps = await ReadAsync(step: 15);
        Assert.Equal([8, 7], steps.Select(step => step.Reports));
        Assert.Equal([new SaidRange(8, 7, 0, 14), new SaidRange(7, 22, 16, 28)], steps.Select(step => step.Said!));
        Assert.All(steps, step => Assert.Equal(VenueState.Open, step.Shown.State));
        Assert.True(steps[1].Shown.Wait!.Likely > steps[0].Shown.Wait!.Likely);
        Assert.Equal(15, Assert.Single(await ReadAsync(step: 60)).Reports);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(5, 1)]
    [InlineData(15, 2)]
    public async Task Pages_lead_through_everything_once(int step, int limit)
    {
        for (var i = 0; i < 20; i++)
        {
            await ConsumeAsync(Message(10));
            database.Time.Advance(TimeSpan.FromMinutes(1 + (i % 3)));
        }

        var (reader, query, pages) = (database.Get<HistoryReader>(), Query(step) with { Limit = limit }, new List<QueueHistory>());
        while (true)
        {
            var (page, next) = await reader.ReadAsync(VenueId, query, CancellationToken.None);
            pages.Add(page);
            if (next is null)
                break;
            query = query with { Start = next.Value };
        }

        Assert.True(pages.Count > 1);
        Assert.All(pages, page => Assert.InRange(page.Steps.Count, 1, limit));
        Assert.Equal(await ReadAsync(step), pages.SelectMany(page => page.Steps));
    }

    [Fact]
    public async Task What_a_stall_says_of_itself_is_in_it_too()
    {
        await database.Get<StallNotices>().TakeAsync(VenueId, new NoticeBody(WaitMinutes: 9), CancellationToken.None);
        await database.Get<StallNotices>().TakeAsync(VenueId, new NoticeBody(NoticeState.Closed), CancellationToken.None);

        var step = Assert.Single(await ReadAsync());
        Assert.Equal((0, 2, new SaidRange(1, 9, 9, 9)), (step.Reports, step.Notices, step.Said));
        Assert.Equal(VenueState.Closed, step.Shown.State);
    }

    [Fact]
    public async Task What_is_usual_is_told_for_hours_of_which_enough_was_said()
    {
        for (var i = 0; i < 20; i++)
        {
            await ConsumeAsync(Message(25));
            database.Time.Advance(TimeSpan.FromMinutes(1));
        }

        // Learned from a minute later; told from noon in Singapore on.
        database.Time.Advance(TimeSpan.FromMinutes(5));
        await ConsumeAsync(Message(25));
        var reader = database.Get<HistoryReader>();
        var monday = await reader.ReadUsualAsync(VenueId, null, CancellationToken.None);

        Assert.Equal(DayOfWeek.Monday, monday.Day);
        Assert.Contains(monday.Waits, wait => wait.Time == "12:00" && wait.Minutes > 8);
        Assert.DoesNotContain(monday.Waits, wait => wait.Time == "03:00");
        Assert.Empty((await reader.ReadUsualAsync(VenueId, DayOfWeek.Sunday, CancellationToken.None)).Waits);
    }

    [Fact]
    public async Task A_venue_without_a_word_has_an_empty_history_and_what_is_no_venue_has_none()
    {
        Assert.Empty(await ReadAsync());

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.Get<HistoryReader>().ReadAsync("no-such-stall", Query(15), CancellationToken.None));
        Assert.Equal("venue-not-found", problem.Code);
    }

    private ReportMessage Message(int minutes) =>
        new(ReportMessage.CurrentSchema, Guid.NewGuid().ToString(), VenueId, "someone", Now, Now, WaitMinutes: minutes);

    private Task ConsumeAsync(ReportMessage message) => database.Get<ReportConsumer>().ConsumeAsync(message, CancellationToken.None);

    private HistoryQuery Query(int step)
    {
        var from = QueueMinute.Floor(Now.AddHours(-3), 60);
        return new HistoryQuery(from, Now.AddMinutes(1), step, from, HistoryQuery.MostAtOnce);
    }

    private async Task<IReadOnlyList<HistoryStep>> ReadAsync(int step = 15) =>
        (await database.Get<HistoryReader>().ReadAsync(VenueId, Query(step), CancellationToken.None)).Page.Steps;
}
