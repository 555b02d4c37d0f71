using QNom.Queues;
using QNom.Queues.Truths;

namespace QNom.Tests.Integration.Queues;

/// <summary>A stall's own accuracy follows from visits that were timed, each against what was shown when it began, and once.</summary>
public sealed class OwnAccuracyTests(AzuriteFixture azurite) : IAsyncLifetime
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
    public async Task A_timed_visit_is_compared_with_what_was_shown_at_its_beginning_and_once()
    {
        await ConsumeAsync(Message("someone", waitMinutes: 20));
        var shown = (await HeadAsync()).Published!.Wait!.Likely;
        database.Time.Advance(TimeSpan.FromSeconds(10));
        var joined = Now;
        database.Time.Advance(TimeSpan.FromMinutes(5));
        await ConsumeAsync(Message("another", waitMinutes: 60));
        database.Time.Advance(TimeSpan.FromMinutes(20));
        var visit = Message("third") with { JoinedAt = joined, ServedAt = Now };

        await ConsumeAsync(visit);
        await ConsumeAsync(visit);

        var figures = QueueAccuracy.Of(await HeadAsync());
        Assert.Equal((1, Math.Abs(shown - 25.0), shown - 25.0), (figures.All!.N, figures.All.Mae, figures.All.Bias));
    }

    [Fact]
    public async Task A_visit_that_began_when_nothing_was_shown_and_a_guess_say_nothing_of_it()
    {
        await ConsumeAsync(Message("someone", waitMinutes: 20));
        await ConsumeAsync(Message("another") with { JoinedAt = Now.AddMinutes(-30), ServedAt = Now });

        Assert.Null(QueueAccuracy.Of(await HeadAsync()).All);
    }

    private ReportMessage Message(string reporter, int? waitMinutes = null) =>
        new(ReportMessage.CurrentSchema, Guid.NewGuid().ToString(), VenueId, reporter, Now, Now, WaitMinutes: waitMinutes);

    private Task ConsumeAsync(ReportMessage message) => database.Get<ReportConsumer>().ConsumeAsync(message, CancellationToken.None);

    private async Task<QueueHead> HeadAsync() =>
        (await database.Get<QueueStore>().FindHeadAsync(VenueId, CancellationToken.None))!.Document;
}
