using QNom.Diners;
using QNom.Diners.Consents;
using QNom.Diners.Visits;
using QNom.Platform.Identity;
using QNom.Queues;
using QNom.Recommendations;
using QNom.Venues;

namespace QNom.Tests.Integration.Diners;

public sealed class DinerTests(DinerDatabase database) : IClassFixture<DinerDatabase>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_visit_is_kept_only_with_consent_once_per_venue_and_day_however_often_it_is_told()
    {
        var (diner, venue) = (DinerDatabase.NewDiner(), await database.VenueAsync());
        await RecordAsync(diner, venue);
        Assert.Empty(await VisitsAsync(diner));

        await SayAsync(diner, true);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RecordAsync(diner, venue)));
        await RecordAsync(diner, venue, TimeSpan.FromDays(-1));
        await RecordAsync(diner, venue, TimeSpan.FromDays(-90));
        Assert.Equal([0, -1], (await VisitsAsync(diner)).Select(visit => (visit.At - database.Time.GetUtcNow()).Days));
    }

    [Fact]
    public async Task A_withdrawn_consent_hides_visits_at_once_erases_them_and_spares_those_of_a_later_consent()
    {
        var (diner, venue) = (DinerDatabase.NewDiner(), await database.VenueAsync());
        await SayAsync(diner, true);
        await RecordAsync(diner, venue);
        database.Time.Advance(TimeSpan.FromSeconds(1));
        var withdrawn = await SayAsync(diner, false);
        Assert.Empty(await VisitsAsync(diner));
        database.Time.Advance(TimeSpan.FromSeconds(1));
        await SayAsync(diner, true);
        await RecordAsync(diner, venue, TimeSpan.FromDays(-1));

        await database.Get<ConsentFollower>().FollowAsync(
            new DinerChanged(DinerChanged.CurrentSchema, diner, DinerAspect.History, withdrawn.At), None);

        Assert.Equal(-1, (int)Math.Round((Assert.Single(await VisitsAsync(diner)).At - database.Time.GetUtcNow()).TotalDays));
        var history = await database.Get<ConsentDesk>().ListAsync(diner, null, 10, None);
        Assert.Equal([true, false, true], history.Select(change => change.Consent.Given));
    }

    [Fact]
    public async Task A_report_of_a_device_is_nobodys_visit()
    {
        var (diner, venue) = (DinerDatabase.NewDiner(), await database.VenueAsync());
        await SayAsync(diner, true);
        var report = new ReportMessage(
            ReportMessage.CurrentSchema, "a", venue, diner, database.Time.GetUtcNow(), database.Time.GetUtcNow(), FromDevice: true, WaitMinutes: 5);

        await database.Get<VisitRecorder>().RecordAsync(report, None);
        Assert.Empty(await VisitsAsync(diner));
        await database.Get<VisitRecorder>().RecordAsync(report with { FromDevice = false }, None);
        Assert.Equal(VisitKind.Report, Assert.Single(await VisitsAsync(diner)).Kind);
    }

    [Fact]
    public async Task Tastes_are_what_the_diner_said_and_nothing_once_the_diner_leaves()
    {
        var (diner, venue) = (DinerDatabase.NewDiner(), await database.VenueAsync());
        await database.Get<DinerProfiles>().AddFavouriteAsync(diner, venue, None);
        await database.Get<DinerProfiles>().AddFavouriteAsync(diner, venue, None);
        Assert.Equal([venue], (await TastesAsync(diner)).Favourites);

        await database.Get<Departure>().BeginAsync(diner, None);
        Assert.Same(Tastes.Unknown, await TastesAsync(diner));
        await Assert.ThrowsAsync<QNom.Platform.Http.ProblemException>(
            () => database.Get<DinerProfiles>().RemoveFavouriteAsync(diner, venue, None));
        await database.Get<Departure>().TakeBackAsync(diner, None);
        Assert.Equal([venue], (await TastesAsync(diner)).Favourites);
    }

    [Fact]
    public async Task Who_leaves_is_erased_after_30_days_and_not_before_and_nobody_else_is()
    {
        var (leaving, staying, venue) = (DinerDatabase.NewDiner(), DinerDatabase.NewDiner(), await database.VenueAsync());
        foreach (var diner in new[] { leaving, staying })
        {
            await SayAsync(diner, true);
            await RecordAsync(diner, venue);
        }

        var due = (await database.Get<Departure>().BeginAsync(leaving, None)).ErasedAt;
        database.Time.Advance(TimeSpan.FromDays(29));
        Assert.Equal(due, (await database.Get<Departure>().BeginAsync(leaving, None)).ErasedAt);
        await database.Get<Departure>().EraseDueAsync(None);
        Assert.NotEmpty(await database.DocumentsAsync(DinerStore.Declaration, leaving));

        database.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await database.Get<Departure>().EraseDueAsync(None));
        Assert.Empty(await database.DocumentsAsync(DinerStore.Declaration, leaving));
        Assert.NotEmpty(await database.DocumentsAsync(DinerStore.Declaration, staying));
    }

    [Fact]
    public async Task Recommendations_go_by_what_a_diner_keeps_with_us()
    {
        var caller = new Caller(Guid.NewGuid().ToString(), new HashSet<string> { Roles.Diner });
        var (diner, venue) = (database.Get<Pseudonyms>().Of(caller), await database.VenueAsync());
        await database.Get<DinerProfiles>().AddFavouriteAsync(diner, venue, None);
        await SayAsync(diner, true);
        await RecordAsync(diner, venue);

        var taste = await database.Get<ITasteSource>().OfAsync(caller, None);
        Assert.Equal((venue, 1), (Assert.Single(taste.Favourites), taste.Visits[venue].Count));
    }

    [Fact]
    public async Task Two_changes_at_once_are_both_kept()
    {
        var diner = DinerDatabase.NewDiner();
        var venues = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => database.VenueAsync()));
        await Task.WhenAll(venues.Select(venue => database.Get<DinerProfiles>().AddFavouriteAsync(diner, venue, None)));
        Assert.Equal(venues.Order(), (await TastesAsync(diner)).Favourites.Order());
    }

    private Task<Consent> SayAsync(string diner, bool given) =>
        database.Get<ConsentDesk>().SayAsync(diner, ConsentPurpose.History, given, None);

    private Task RecordAsync(string diner, string venue, TimeSpan ago = default) => database.Get<VisitRecorder>().RecordAsync(
        diner, new Visit(venue, database.Time.GetUtcNow() + ago, VisitKind.TimedWait), None);

    private Task<Tastes> TastesAsync(string diner) => database.Get<DinerTastes>().OfAsync(diner, None);

    private async Task<IReadOnlyList<Visit>> VisitsAsync(string diner) => (await TastesAsync(diner)).Visits;
}
