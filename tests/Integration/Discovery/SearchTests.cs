using QNom.Benchmarks.Search;
using QNom.Discovery;
using QNom.Local.Cosmos;
using QNom.Queues;
using QNom.Venues;
using QNom.Venues.Hours;

namespace QNom.Tests.Integration.Discovery;

public sealed class SearchTests : IAsyncLifetime
{
    private static readonly GeoPoint Middle = new(103.845, 1.285);

    private static readonly string[] Texts =
        ["chicken rice", "CHIKEN RICE", "chickenrice", "nasilemak", "lakas", "roti prata golden", "鸡饭", "椰浆", "கோழி", "cafe elan", "xyzzy", "mee"];

    private static readonly int[] Radii = [100, 300, 800, 1500, 3000, 5000];

    private static readonly string[] Diets = ["halal", "noPorkNoLard", "vegetarian", "vegan"];

    private static readonly string[] Orders = ["best", "wait", "distance", "rating"];

    private readonly DiscoveryDatabase database = new();
    private List<DiscoveryCard> cards = [];

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        cards = [.. SyntheticVenues.Make(1500, 7, database.Time.GetUtcNow())];
        await database.PutAsync(cards);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Five_hundred_random_searches_find_just_what_a_plain_scan_finds_in_the_same_order()
    {
        var random = new Random(11);
        var (found, empty) = (0, 0);
        for (var i = 0; i < 500; i++)
        {
            var oracle = RandomSearch(random);
            var expected = oracle.Find(cards, database.Time.GetUtcNow());

            var parameters = oracle.ParametersAt(database.Time.GetUtcNow());
            var result = await database.FindAsync(parameters);

            Assert.True(
                expected.Take(50).SequenceEqual(result.Hits.Select(hit => hit.Venue.Card.Id)) && expected.Count == result.Matches,
                $"{parameters}: {result.Matches} instead of {expected.Count}");
            found += expected.Count;
            empty += expected.Count == 0 ? 1 : 0;
        }

        // The searches must be worth something: most find, and some find nothing.
        Assert.InRange(found, 5_000, int.MaxValue);
        Assert.InRange(empty, 1, 400);
    }

    [Theory]
    [InlineData("best")]
    [InlineData("wait")]
    [InlineData("distance")]
    [InlineData("rating")]
    public async Task Pages_have_no_gap_and_no_repeat_while_every_wait_changes_underneath(string sort)
    {
        var random = new Random(5);
        var expected = new Oracle(Middle, 1200) { Sort = sort }.Find(cards, database.Time.GetUtcNow());
        Assert.InRange(expected.Count, 50, 400);

        var all = await database.FindAllAsync(
            $"near=1.285,103.845&radius=1200&sort={sort}&limit=11",
            between: () => database.PutAsync(cards.Where(card => expected.Contains(card.Id)).Select(card => card with
            {
                Sequence = card.Sequence + 1,
                Wait = SyntheticVenues.Wait(random, database.Time.GetUtcNow()),
            })),
            // Each page from another instance: nothing may hang on the first one's memory.
            fresh: true);

        Assert.Equal(expected, all.Select(hit => hit.Venue.Card.Id));
    }

    [Fact]
    public async Task A_search_with_more_than_400_matches_leads_through_the_best_400()
    {
        var expected = new Oracle(Middle, 5000) { Sort = "distance" }.Find(cards, database.Time.GetUtcNow());
        Assert.InRange(expected.Count, 401, 2000);

        var all = await database.FindAllAsync("near=1.285,103.845&radius=5000&sort=distance&limit=50");

        Assert.Equal(expected.Take(400), all.Select(hit => hit.Venue.Card.Id));
        Assert.Equal(expected.Count, (await database.FindAsync("near=1.285,103.845&radius=5000")).Matches);
    }

    [Fact]
    public async Task A_search_reads_each_cell_that_its_circle_touches_once_and_nothing_else()
    {
        const string Query = "near=1.285,103.845&radius=5000&sort=wait";
        await database.FindAsync(Query);
        database.Emulator.Log.Clear();

        await database.FindAsync(Query);

        var reads = database.Emulator.Log.Requests.Where(request => request.Operation != CosmosOperation.Metadata).ToList();
        Assert.All(reads, read => Assert.Equal(CosmosOperation.ChangeFeed, read.Operation));
        Assert.Equal(Cell.Cover(Middle, 5000).Count, reads.Count);
        Assert.Equal(reads.Count, reads.Select(read => read.PartitionKey).Distinct().Count());
    }

    [Fact]
    public async Task A_change_is_in_the_next_search_and_a_wait_is_shown_only_as_long_as_it_holds()
    {
        const string Query = "near=1.285,103.845&radius=5000&maxWait=0&sort=wait";
        var card = cards.First(card => Distance.Metres(Middle, card.Venue!.Location) < 3000);
        var before = (await database.FindAsync(Query)).Hits.Select(hit => hit.Venue.Card.Id).ToHashSet();
        var until = database.Time.GetUtcNow().AddMinutes(7);
        await database.PutAsync([card with { Wait = new ListedWait(VenueState.Open, 0, 0, 3, until, null) }]);

        var after = (await database.FindAsync(Query)).Hits.Select(hit => hit.Venue.Card.Id).ToHashSet();
        Assert.Contains(card.Id, after);
        Assert.Empty(before.Except(after));
        database.Time.Advance(TimeSpan.FromMinutes(7));
        Assert.DoesNotContain(card.Id, (await database.FindAsync(Query)).Hits.Select(hit => hit.Venue.Card.Id));
    }

    [Fact]
    public async Task Many_searches_at_once_share_their_reads_and_all_see_what_was_written_before()
    {
        await database.FindAsync("near=1.285,103.845&radius=300");
        var card = cards.First(card => Distance.Metres(Middle, card.Venue!.Location) < 2000);
        await database.PutAsync([card with { Revision = 2, Venue = card.Venue! with { Name = "Zhenyuan Zzzq" } }]);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => database.FindAsync("near=1.285,103.845&radius=2000&q=zzzq")));

        Assert.All(results, result => Assert.Equal([card.Id], result.Hits.Select(hit => hit.Venue.Card.Id)));
    }

    [Theory]
    [InlineData("2026-11-26T10:29:59+08:00", false)]
    [InlineData("2026-11-26T10:30:00+08:00", true)]
    [InlineData("2026-11-23T14:29:59Z", false)]
    [InlineData("2026-11-25T12:00:00+08:00", false)]
    [InlineData("2026-11-26T14:29:59+08:00", true)]
    [InlineData("2026-11-26T14:30:00+08:00", false)]
    public async Task What_is_open_at_a_time_is_found_by_its_hours_and_never_while_its_site_is_closed(string at, bool open)
    {
        var opening = new Opening(
            1, new OpeningHours([new WeeklyHours(Enum.GetValues<DayOfWeek>(), ClockTime.Read("10:30")!.Value, ClockTime.Read("14:30")!.Value)]),
            1, [new DateRange(new DateOnly(2026, 11, 24), new DateOnly(2026, 11, 25))]);
        var card = cards[0];
        await database.PutAsync([card with { Venue = card.Venue! with { Name = "Zhenyuan Zzzq" }, Wait = null, Opening = opening }]);

        var found = await database.FindAsync($"{Around(card)}&q=zzzq&open={Uri.EscapeDataString(at)}");

        Assert.Equal(open ? 1 : 0, found.Matches);
    }

    [Fact]
    public async Task Whose_hours_nobody_told_is_open_only_as_long_as_a_live_wait_says_so()
    {
        var until = database.Time.GetUtcNow().AddMinutes(7);
        var card = cards[0] with { Venue = cards[0].Venue! with { Name = "Zhenyuan Zzzq" }, Opening = null };
        await database.PutAsync([card with { Wait = new ListedWait(VenueState.Open, 3, 0, 5, until, null) }]);
        var query = $"{Around(card)}&q=zzzq&open=now";

        Assert.Equal(1, (await database.FindAsync(query)).Matches);
        database.Time.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal(0, (await database.FindAsync(query)).Matches);
    }

    private static string Around(DiscoveryCard card) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"near={card.Venue!.Location.Latitude},{card.Venue.Location.Longitude}&radius=100");

    private static Oracle RandomSearch(Random random)
    {
        var near = random.Next(5) == 0
            ? new GeoPoint(103.6 + (random.NextDouble() * 0.45), 1.2 + (random.NextDouble() * 0.25))
            : SyntheticVenues.Around(Middle, random) with { Longitude = Middle.Longitude + ((random.NextDouble() - 0.5) * 0.15) };
        return new Oracle(near, Radii[random.Next(Radii.Length)])
        {
            Text = random.Next(4) == 0 ? Texts[random.Next(Texts.Length)] : null,
            Cuisine = random.Next(6) == 0 ? (Cuisine)random.Next(6) : null,
            Diet = random.Next(6) == 0 ? Diets[random.Next(Diets.Length)] : null,
            MaxWait = random.Next(6) == 0 ? random.Next(60) : null,
            OpenIn = random.Next(4) == 0 ? random.Next(3) * random.Next(30) : null,
            PriceDollars = random.Next(6) == 0 ? random.Next(3, 20) : null,
            Sort = Orders[random.Next(Orders.Length)],
        };
    }
}
