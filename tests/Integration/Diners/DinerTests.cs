using QNom.Diners;
using QNom.Diners.Consents;
using QNom.Diners.Reviews;
using QNom.Diners.Visits;
using QNom.Discovery.Search;
using QNom.Orders;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Queues;
using QNom.Recommendations;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Tests.Integration.Diners;

public sealed class DinerTests(DinerDatabase database) : IClassFixture<DinerDatabase>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_visit_is_kept_only_with_consent_once_per_venue_and_day_however_often_it_is_told()
    {
        var (diner, venue) = (DinerDatabase.NewDiner(), await database.VenueAsync());
        await RecordAsync(diner, venue);
        Assert.Empty((await TasteAsync(diner)).Visits);

        await SayAsync(diner, true);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RecordAsync(diner, venue)));
        await RecordAsync(diner, venue, TimeSpan.FromDays(-1));
        await RecordAsync(diner, venue, TimeSpan.FromDays(-90));
        var visits = Assert.Single((await TasteAsync(diner)).Visits).Value;
        Assert.Equal((2, database.Time.GetUtcNow()), (visits.Count, visits.Last));
    }

    [Fact]
    public async Task A_withdrawn_consent_hides_visits_at_once_erases_them_and_spares_those_of_a_later_consent()
    {
        var (diner, venue) = (DinerDatabase.NewDiner(), await database.VenueAsync());
        await SayAsync(diner, true);
        await RecordAsync(diner, venue);
        database.Time.Advance(TimeSpan.FromSeconds(1));
        var withdrawn = await SayAsync(diner, false);
        Assert.Empty((await TasteAsync(diner)).Visits);
        database.Time.Advance(TimeSpan.FromSeconds(1));
        await SayAsync(diner, true);
        await RecordAsync(diner, venue, TimeSpan.FromDays(-1));

        await database.Get<ConsentFollower>().FollowAsync(
            new DinerChanged(DinerChanged.CurrentSchema, diner, DinerAspect.History, withdrawn.At), None);

        var left = Assert.Single((await TasteAsync(diner)).Visits).Value;
        Assert.Equal((1, database.Time.GetUtcNow() - TimeSpan.FromDays(1)), (left.Count, left.Last));
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
        Assert.Empty(await KindsAsync(diner));
        await database.Get<VisitRecorder>().RecordAsync(report with { FromDevice = false }, None);
        Assert.Equal([VisitKind.Report], await KindsAsync(diner));
    }

    [Fact]
    public async Task Who_collects_an_order_was_there_and_who_only_ordered_was_not()
    {
        var (diner, venue) = (DinerDatabase.NewDiner(), await database.VenueAsync());
        await SayAsync(diner, true);
        foreach (var (state, visits) in new[] { (OrderState.Placed, 0), (OrderState.Ready, 0), (OrderState.Collected, 1), (OrderState.Collected, 1) })
        {
            var moved = new OrderEvent(3, OrderEventKind.Moved, state, OrderActor.Partner, database.Time.GetUtcNow(), database.Time.GetUtcNow());
            var order = new Order
            {
                OrderId = "order",
                VenueId = venue,
                VenueName = "Laksa",
                Diner = diner,
                Lines = [],
                TotalCents = 500,
                Promise = Promise.By(moved.At),
                CreatedAt = moved.At,
            };
            await database.Get<CollectedOrders>().FollowAsync(
                new OrderChanged(OrderChanged.CurrentSchema, "order", venue, diner, moved.At, moved, 3), order, None);
            Assert.Equal(visits, (await KindsAsync(diner)).Count);
        }

        Assert.Equal([VisitKind.Order], await KindsAsync(diner));
    }

    [Fact]
    public async Task Once_a_diner_leaves_nothing_is_known_but_what_must_not_be_eaten()
    {
        var (diner, venue) = (DinerDatabase.NewDiner(), await database.VenueAsync());
        await database.Get<DinerProfiles>().AddFavouriteAsync(diner, venue, None);
        await database.Get<DinerProfiles>().AddFavouriteAsync(diner, venue, None);
        var preferences = new Preferences([DietNeed.Halal], [Allergen.Peanuts], [Cuisine.Malay], 800, WalkingSpeed.Slow);
        await database.Get<DinerProfiles>().ChangeAsync(diner, new DinerBody(null, preferences), DinerDatabase.Tag("*"), None);
        var taste = await TasteAsync(diner);
        Assert.Equal([venue], taste.Favourites);
        Assert.Equal((Cuisine.Malay, 800, 3.6), (Assert.Single(taste.Likes), taste.PriceCents, taste.WalkSpeed));

        await database.Get<Departure>().BeginAsync(diner, None);
        taste = await TasteAsync(diner);
        Assert.Equal((DietNeed.Halal, Allergen.Peanuts), (Assert.Single(taste.Needs), Assert.Single(taste.Avoids)));
        Assert.Equal((0, 0, null, null), (taste.Favourites.Count, taste.Likes.Count, taste.PriceCents, taste.WalkSpeed));
        await Assert.ThrowsAsync<ProblemException>(
            () => database.Get<DinerProfiles>().RemoveFavouriteAsync(diner, venue, None));
        await database.Get<Departure>().TakeBackAsync(diner, None);
        Assert.Equal([venue], (await TasteAsync(diner)).Favourites);
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
        await database.Get<ReviewDesk>().WriteAsync(venue, diner, new ReviewBody(4, "Fine."), null, None);

        var taste = await database.Get<TasteOf>()(caller, None);
        Assert.Equal((venue, 1, 4), (Assert.Single(taste.Favourites), taste.Visits[venue].Count, taste.Visits[venue].Stars));
        await database.Get<ReviewDesk>().RemoveAsync(venue, diner, None);
        Assert.Null((await database.Get<TasteOf>()(caller, None)).Visits[venue].Stars);
    }

    [Fact]
    public async Task Two_changes_at_once_are_both_kept()
    {
        var diner = DinerDatabase.NewDiner();
        var venues = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => database.VenueAsync()));
        await Task.WhenAll(venues.Select(venue => database.Get<DinerProfiles>().AddFavouriteAsync(diner, venue, None)));
        Assert.Equal(venues.Order(), (await TasteAsync(diner)).Favourites.Order());
    }

    private Task<Consent> SayAsync(string diner, bool given) =>
        database.Get<ConsentDesk>().SayAsync(diner, ConsentPurpose.History, given, None);

    private Task RecordAsync(string diner, string venue, TimeSpan ago = default) => database.Get<VisitRecorder>().RecordAsync(
        diner, new Visit(venue, database.Time.GetUtcNow() + ago, VisitKind.TimedWait), None);

    private Task<DinerTaste> TasteAsync(string diner) => database.Get<KnownTaste>().OfAsync(diner, None);

    private async Task<IReadOnlyList<VisitKind>> KindsAsync(string diner) =>
        [.. (await database.Get<DinerStore>().ListAsync<VisitDocument>(diner, VisitDocument.Prefix, null, 10, None)).Select(visit => visit.Kind)];
}
