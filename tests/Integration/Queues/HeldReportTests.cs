using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Queues;
using QNom.Queues.Held;
using QNom.Queues.Notices;
using QNom.Queues.Trust;

namespace QNom.Tests.Integration.Queues;

/// <summary>Whom a stall knows not, and who contradicts everybody, moves nothing; what is held back is kept and can be let go.</summary>
public sealed class HeldReportTests(AzuriteFixture azurite) : IAsyncLifetime
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
    public async Task A_stranger_alone_against_the_regulars_is_held_back_with_the_reason_and_moves_nothing()
    {
        await RegularsAsync(minutes: 10);
        var before = await HeadAsync();

        var id = await ReportAsync("stranger", 90);

        var held = Assert.Single((await ListAsync()).Reports);
        Assert.Equal((id, HeldReason.AloneAgainstTheRest, 0.0, null), (held.ReportId, held.Reason, held.Weight, held.Released));
        Assert.Equal((90, Now, false), (held.WaitMinutes, held.ReceivedAt, held.FromDevice));
        var after = await HeadAsync();
        Assert.Equal(Likely(before), Likely(after));
        Assert.Equal((before.Reports + 1, before.UpdatedAt), (after.Reports, after.UpdatedAt));
        Assert.DoesNotContain("90", after.Minute!.Said?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_regulars_agree_later_it_counts_by_itself()
    {
        await RegularsAsync(minutes: 10);
        var id = await ReportAsync("stranger", 45);
        Assert.Null((await ListAsync()).Reports[0].Released);

        for (var i = 0; i < 4; i++)
        {
            database.Time.Advance(TimeSpan.FromMinutes(1));
            await ReportAsync($"regular-{i}", 45, timed: true);
        }

        var released = Assert.Single((await ListAsync()).Reports, report => report.ReportId == id);
        Assert.Equal(ReleaseCause.Evidence, released.Released!.By);
        Assert.True(released.Weight > 0);
    }

    [Fact]
    public async Task An_operator_lets_it_count_once_however_often_and_by_how_many_it_is_asked()
    {
        await RegularsAsync(minutes: 10);
        var id = await ReportAsync("stranger", 90);
        var before = await HeadAsync();

        var releasing = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ReleaseAsync(id)));
        while (await Task.WhenAny(releasing, Task.Delay(1)) != releasing)
            database.Time.Advance(TimeSpan.FromMilliseconds(5));
        var answers = await releasing;
        var again = await ReleaseAsync(id);

        Assert.All(answers, answer => Assert.Equal((ReleaseCause.Operator, 1.0), (answer.Released!.By, answer.Weight)));
        Assert.Equal(again, Assert.Single(answers.Append(again).Distinct()));
        var after = await HeadAsync();
        Assert.Equal(before.Sequence + 1, after.Sequence);
        Assert.True(Likely(after) > Likely(before) + 3, $"{Likely(before)} {Likely(after)}");
    }

    [Fact]
    public async Task Long_after_it_is_forgotten_by_the_rules_a_report_is_released_once()
    {
        await RegularsAsync(minutes: 10);
        var id = await ReportAsync("stranger", 90);
        database.Time.Advance(TimeSpan.FromMinutes(25));
        await ReportAsync("regular-0", 10);

        var first = await ReleaseAsync(id);
        var sequence = (await HeadAsync()).Sequence;

        Assert.Equal(ReleaseCause.Operator, first.Released!.By);
        Assert.Equal(first, await ReleaseAsync(id));
        Assert.Equal(sequence, (await HeadAsync()).Sequence);
    }

    [Fact]
    public async Task What_counts_already_or_never_was_cannot_be_released()
    {
        var id = await ReportAsync("someone", 10);

        Assert.Equal((StatusCodes.Status409Conflict, "report-not-held"), await RefusedAsync(() => ReleaseAsync(id)));
        Assert.Equal((404, "report-not-found"), await RefusedAsync(() => ReleaseAsync(Guid.NewGuid().ToString())));
        Assert.Equal((404, "report-not-found"), await RefusedAsync(() => ReleaseAsync(QueueHead.DocumentId)));
        Assert.Equal((404, "venue-not-found"), await RefusedAsync(() => database.Get<HeldReports>().ListAsync("no-such-stall", null, 10, default)));
    }

    [Fact]
    public async Task Strangers_from_one_network_and_accounts_on_one_device_are_one()
    {
        await RegularsAsync(minutes: 10);
        await ReportAsync("stranger", 10, network: 7);
        await ReportAsync("another", 10, network: 7);
        await ReportAsync("regular-0", 10, device: 9);
        await ReportAsync("regular-1", 10, device: 9);

        Assert.Equal([HeldReason.SameNetwork, HeldReason.SameDevice], (await ListAsync()).Reports.Select(report => report.Reason).Order().Reverse());
    }

    [Fact]
    public async Task A_device_without_an_account_counts_half_of_one_that_signed_up()
    {
        await ReportAsync("someone", 40);
        var signedUp = Likely(await HeadAsync());
        await database.CreateVenueAsync("other");
        await ReportAsync("someone", 40, fromDevice: true, venueId: "other");

        Assert.True(Likely(await HeadAsync("other")) < signedUp - 2);
    }

    [Theory]
    [InlineData(45, null)]
    [InlineData(null, 37)]
    public async Task What_a_stall_says_itself_proves_a_stranger_right_whom_nobody_believed(int? wait, int? people)
    {
        await RegularsAsync(minutes: 10);
        var id = await ReportAsync("stranger", 45);
        Assert.Equal((HeldReason.AloneAgainstTheRest, null), (Assert.Single((await ListAsync()).Reports).Reason, (await ListAsync()).Reports[0].Released));

        database.Time.Advance(TimeSpan.FromMinutes(1));
        await database.Get<StallNotices>().TakeAsync(VenueId, new NoticeBody(WaitMinutes: wait, QueueLength: people), CancellationToken.None);

        var released = Assert.Single((await ListAsync()).Reports);
        Assert.Equal((id, ReleaseCause.Evidence, Now), (released.ReportId, released.Released!.By, released.Released.At));
        Assert.True(released.Weight > 0.1, $"{released.Weight}");
    }

    [Fact]
    public async Task A_stall_that_says_what_the_regulars_say_leaves_a_stranger_held()
    {
        await RegularsAsync(minutes: 10);
        await ReportAsync("stranger", 45);

        database.Time.Advance(TimeSpan.FromMinutes(1));
        await database.Get<StallNotices>().TakeAsync(VenueId, new NoticeBody(QueueLength: 8), CancellationToken.None);

        Assert.Null(Assert.Single((await ListAsync()).Reports).Released);
    }

    [Fact]
    public async Task What_a_stall_says_itself_lets_reports_go_that_were_too_many_at_once()
    {
        await RegularsAsync(minutes: 10);
        await ReportAsync("stranger", 10);
        var id = await ReportAsync("another", 10);
        Assert.Equal((HeldReason.ManyNewcomers, null), (Assert.Single((await ListAsync()).Reports).Reason, (await ListAsync()).Reports[0].Released));

        // Not so many any more.
        database.Time.Advance(TimeSpan.FromMinutes(11));
        await database.Get<StallNotices>().TakeAsync(VenueId, new NoticeBody(QueueLength: 8), CancellationToken.None);

        var released = Assert.Single((await ListAsync()).Reports);
        Assert.Equal((id, ReleaseCause.Evidence, Now), (released.ReportId, released.Released!.By, released.Released.At));
    }

    [Fact]
    public async Task Pages_lead_through_all_that_was_held_back_the_latest_first()
    {
        await RegularsAsync(minutes: 10);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await ReportAsync($"stranger-{i}", 90));
            database.Time.Advance(TimeSpan.FromSeconds(10));
        }

        var (found, after) = (new List<string>(), (string?)null);
        do
        {
            (var page, after) = await database.Get<HeldReports>().ListAsync(VenueId, after, 2, CancellationToken.None);
            found.AddRange(page.Reports.Select(report => report.ReportId));
        }
        while (after is not null);

        Assert.Equal(Enumerable.Reverse(ids), found);
    }

    private async Task RegularsAsync(int minutes)
    {
        for (var round = 0; round < 4; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                await ReportAsync($"regular-{i}", minutes, timed: true);
                database.Time.Advance(TimeSpan.FromMinutes(6));
            }
        }

        // By now all but the newest are settled.
        await ReportAsync("regular-0", minutes);
        Assert.Empty((await ListAsync()).Reports);
    }

    private async Task<string> ReportAsync(
        string reporter, int minutes, bool timed = false, uint network = 0, uint device = 0, bool fromDevice = false, string venueId = VenueId)
    {
        var (id, now) = (Guid.NewGuid().ToString(), Now);
        await database.Get<ReportConsumer>().ConsumeAsync(
            new ReportMessage(
                ReportMessage.CurrentSchema, id, venueId, reporter, now, now, fromDevice, timed ? null : minutes, null,
                timed ? now.AddMinutes(-minutes) : null, timed ? now : null, network, device),
            CancellationToken.None);
        return id;
    }

    private async Task<HeldPage> ListAsync() =>
        (await database.Get<HeldReports>().ListAsync(VenueId, null, 50, CancellationToken.None)).Page;

    private Task<HeldReport> ReleaseAsync(string id) => database.Get<HeldReports>().ReleaseAsync(VenueId, id, CancellationToken.None);

    private async Task<QueueHead> HeadAsync(string venueId = VenueId) =>
        (await database.Get<QueueStore>().FindHeadAsync(venueId, CancellationToken.None))!.Document;

    private int Likely(QueueHead head) => StatusView.Of(head, Now).Wait!.Likely;

    private static async Task<(int Status, string Code)> RefusedAsync(Func<Task> action)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(action);
        return (problem.Status, problem.Code);
    }
}
