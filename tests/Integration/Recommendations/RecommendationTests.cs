using Microsoft.AspNetCore.Http;
using QNom.Discovery;
using QNom.Discovery.Search;
using QNom.Local.Cosmos;
using QNom.Queues;
using QNom.Queues.Estimation;
using QNom.Recommendations;
using QNom.Tests.Integration.Discovery;
using QNom.Venues;
using QNom.Venues.Details;
using QNom.Venues.Hours;

namespace QNom.Tests.Integration.Recommendations;

/// <summary>Recommendations over what is stored: cards of the read model and heads of queues.</summary>
public sealed class RecommendationTests : IAsyncLifetime
{
    private static readonly GeoPoint Office = new(103.845, 1.285);

    private readonly DiscoveryDatabase database = new();

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task The_wait_is_the_forecast_at_arrival_and_a_stall_that_is_sold_out_is_not_recommended()
    {
        await database.PutAsync([Card("short", 300), Card("long", 150), Card("sold-out", 100)]);
        await SaveAsync(Head("short", 4));
        await SaveAsync(Head("long", 30));
        await SaveAsync(Head("sold-out", 2) with
        {
            Notice = new() { At = database.Time.GetUtcNow(), State = VenueState.Closed, Until = database.Time.GetUtcNow().AddHours(10), SoldOut = true },
        });

        var advice = await AdviseAsync("near=1.285,103.845&minutes=40");

        Assert.Equal(["short", "long"], advice.Chosen.Select(prospect => prospect.VenueId));
        Assert.True(advice.Chosen[0].Chance > 0.8 && advice.Chosen[1].Chance < 0.2, $"{advice.Chosen[0].Chance} {advice.Chosen[1].Chance}");
        var now = database.Time.GetUtcNow();
        var arrival = now.AddMinutes(advice.Chosen[0].WalkMinutes);
        // What is stored of an estimator is rounded.
        Assert.Equal(WaitEstimator.Singapore.Forecast(Head("short", 4).Estimator, now, arrival).Likely, advice.Chosen[0].Wait!.Value.Likely, 0.01);
    }

    [Fact]
    public async Task However_many_venues_there_are_a_recommendation_reads_its_cells_and_24_queues()
    {
        const string Query = "near=1.285,103.845&minutes=180";
        foreach (var count in (int[])[40, 400])
        {
            await database.PutAsync(Enumerable.Range(0, count).Select(i => Card($"stall-{i}", 20 + i, $"site-{i % 20}")));
            await AdviseAsync(Query);
            database.Emulator.Log.Clear();

            await AdviseAsync(Query);

            var reads = database.Emulator.Log.Requests.Where(request => request.Operation != CosmosOperation.Metadata).ToList();
            var cells = Cell.Cover(Office, new LunchBreak(Office, default, 180, RecommendationWeights.UsualWalkSpeed).Radius).Count;
            Assert.InRange(cells, 1, Cell.MostTouched);
            Assert.Equal(cells, reads.Count(read => read.Operation == CosmosOperation.ChangeFeed));
            Assert.Equal(Shortlist.Most, reads.Count(read => read is { Operation: CosmosOperation.Read, Container: "queues" }));
            Assert.Equal(cells + Shortlist.Most, reads.Count);
        }
    }

    [Fact]
    public async Task A_need_is_kept_whatever_is_stored_and_an_expired_certificate_is_none()
    {
        var today = new DateOnly(2026, 11, 23);
        await database.PutAsync(
        [
            Card("certified", 300, diet: new DietFacts(new HalalCertificate("SH-1", today))),
            Card("expired", 50, diet: new DietFacts(new HalalCertificate("SH-2", today.AddDays(-1)))),
            Card("claims", 60, diet: new DietFacts(NoPorkNoLard: true)),
            Card("silent", 70),
        ]);

        Assert.Equal(["certified"], (await AdviseAsync("near=1.285,103.845&minutes=60&diet=halal")).Chosen.Select(prospect => prospect.VenueId));
    }

    [Fact]
    public async Task What_a_diner_keeps_with_us_rules_out_and_weighs_without_being_asked_for()
    {
        var halal = new HalalCertificate("SH-1", new DateOnly(2030, 1, 1));
        await database.PutAsync(
        [
            Card("liked", 300, diet: new DietFacts(halal, Allergens: [])),
            Card("nearer", 290, diet: new DietFacts(halal, Allergens: [])),
            Card("works-with-peanuts", 60, diet: new DietFacts(halal, Allergens: [Allergen.Peanuts])),
            Card("silent", 70, diet: new DietFacts(halal)),
            Card("not-halal", 50, diet: new DietFacts(Allergens: [])),
        ]);
        var known = DinerTaste.Unknown with
        {
            Needs = new HashSet<DietNeed> { DietNeed.Halal },
            Avoids = new HashSet<Allergen> { Allergen.Peanuts },
            Favourites = new HashSet<string> { "liked" },
            WalkSpeed = 3.6,
        };

        var advice = await AdviseAsync("near=1.285,103.845&minutes=60", known);
        Assert.Equal(["liked", "nearer"], advice.Chosen.Select(prospect => prospect.VenueId));
        Assert.Equal(3.6, advice.Lunch.WalkSpeed);
        Assert.Equal(6, (await AdviseAsync("near=1.285,103.845&minutes=60&walkSpeed=6", known)).Lunch.WalkSpeed);

        // Been there yesterday, and not liked.
        known = known with
        {
            Favourites = new HashSet<string>(),
            Visits = new Dictionary<string, PastVisits> { ["liked"] = new(2, database.Time.GetUtcNow().AddDays(-1), Stars: 1) },
        };
        Assert.Equal("nearer", (await AdviseAsync("near=1.285,103.845&minutes=60", known)).Chosen[0].VenueId);
    }

    private Task<Advice> AdviseAsync(string query, DinerTaste? known = null)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString("?" + query);
        return database.Get<RecommendationDesk>().AdviseAsync(RecommendationQuery.Read(request), known ?? DinerTaste.Unknown, CancellationToken.None);
    }

    private static DiscoveryCard Card(string id, double metres, string site = "site", DietFacts? diet = null)
    {
        var place = Office with { Latitude = Office.Latitude + (metres / Distance.MetresPerDegree) };
        var hours = new OpeningHours([new WeeklyHours(Enum.GetValues<DayOfWeek>(), ClockTime.Read("10:30")!.Value, ClockTime.Read("20:00")!.Value)]);
        return new DiscoveryCard(
            id, Cell.Of(place), DiscoveryCard.CurrentSchema, 1, 1,
            new ListedFacts(site, id, null, null, null, place, VenueType.HawkerStall, [Cuisine.Chinese], diet, null, null, false), null,
            new Opening(1, hours, 0, []));
    }

    // A stall of which several people have just said the same.
    private QueueHead Head(string venueId, int minutes)
    {
        var state = new EstimatorState();
        for (var ago = 9; ago > 0; ago -= 2)
            state = WaitEstimator.Singapore.Update(state, new Evidence(database.Time.GetUtcNow().AddMinutes(-ago - minutes), SourceKind.Crowd, minutes, null, Timed: true));
        return new QueueHead { VenueId = venueId, Sequence = 1, Estimator = state };
    }

    private Task SaveAsync(QueueHead head) => database.Queues.Container.UpsertItemAsync(head, new(head.VenueId));
}
