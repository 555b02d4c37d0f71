using System.Text.Json;
using QNom.Discovery;
using QNom.Discovery.Rebuild;
using QNom.Platform.Cosmos;
using QNom.Queues;
using QNom.Venues;
using QNom.Venues.Details;
using QNom.Venues.Events;
using QNom.Venues.Hours;

namespace QNom.Tests.Integration.Discovery;

/// <summary>How the read model follows its sources, by events and by a rebuild.</summary>
public sealed class ProjectionTests : IAsyncLifetime
{
    private static readonly GeoPoint Here = new(103.845, 1.285);
    private static readonly GeoPoint There = new(103.7, 1.35);

    private readonly DiscoveryDatabase database = new();

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Events_that_come_late_or_twice_change_nothing()
    {
        await SaveAsync(VenueAt(Here, 1));
        await database.Projection.ShowAsync(Waiting(3, 12), CancellationToken.None);
        var shown = await CardsAsync();

        await database.Projection.ShowAsync(Waiting(2, 30), CancellationToken.None);
        await database.Projection.ShowAsync(Waiting(3, 12), CancellationToken.None);
        await database.Projection.ShowAsync(new VenueChanged(VenueChanged.CurrentSchema, "stall", 1), CancellationToken.None);

        Assert.Equal(shown, await CardsAsync());
        Assert.Contains("\"likely\":12", Assert.Single(shown).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_repair_sees_what_is_listed_and_that_nothing_is()
    {
        await SaveAsync(VenueAt(Here, 1));
        var told = Waiting(3, 12);
        Assert.Equal(0, (await database.Projection.LookAsync("stall", CancellationToken.None))!.Sequence);
        await database.Projection.ShowAsync(told, CancellationToken.None);

        var shown = (await database.Projection.LookAsync("stall", CancellationToken.None))!;
        var published = PublishedStatus.Of(told.Status);
        Assert.Equal((3, true, false), (shown.Sequence, shown.Shows(published), shown.Shows(published with { State = VenueState.Closed })));
        Assert.Null(await database.Projection.LookAsync("no-such-stall", CancellationToken.None));
    }

    [Fact]
    public async Task New_hours_and_the_closures_of_a_site_reach_the_card_and_an_older_copy_does_not_come_back()
    {
        await SaveAsync(VenueAt(Here, 1));
        await OpenAsync("stall");
        await database.VenueContainer.UpsertItemAsync(HoursDocument.Of("stall", 2, new OpeningHours([])), new("stall"));
        await FollowAsync("stall");
        Assert.Equal(0, (await database.FindAsync(Around(Here) + "&open=2026-11-23T12:00:00Z")).Matches);

        // Another process that had read the hours before writes them only now.
        var opening = new Opening(1, new OpeningHours([]), 1, [new DateRange(new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 23))]);
        await database.Projection.ShowAsync("stall", opening, CancellationToken.None);

        var card = (await database.Cards.FindAsync<DiscoveryCard>("stall", Cell.Of(Here), CancellationToken.None))!.Document;
        Assert.Equal((2L, 1L, 1), (card.Opening!.HoursRevision, card.Opening.ClosuresRevision, card.Opening.Closures.Count));
    }

    [Fact]
    public async Task A_venue_that_moves_is_found_where_it_stands_now_and_nowhere_else()
    {
        await SaveAsync(VenueAt(Here, 1));
        await database.Projection.ShowAsync(new VenueChanged(VenueChanged.CurrentSchema, "stall", 1), CancellationToken.None);
        Assert.Equal(1, (await database.FindAsync(Around(Here))).Matches);

        await SaveAsync(VenueAt(There, 2));
        var moved = new VenueChanged(VenueChanged.CurrentSchema, "stall", 2, Here);
        await database.Projection.ShowAsync(moved, CancellationToken.None);
        Assert.Equal((0, 1), ((await database.FindAsync(Around(Here))).Matches, (await database.FindAsync(Around(There))).Matches));

        // Another process that had read the venue before the move writes its card only now.
        await database.Projection.ShowAsync(VenueAt(Here, 1), null, null, 0, CancellationToken.None);
        Assert.Equal(0, (await database.FindAsync(Around(Here))).Matches);
    }

    [Fact]
    public async Task A_rebuild_makes_the_same_cards_as_the_events_made_from_whatever_is_left_of_them()
    {
        for (var i = 0; i < 250; i++)
        {
            var venue = VenueAt(i % 3 == 0 ? There : Here, 1, $"stall-{i}");
            await database.Venues.CreateAsync(venue, CancellationToken.None);
            await database.Projection.ShowAsync(new VenueChanged(VenueChanged.CurrentSchema, venue.VenueId, 1), CancellationToken.None);
            if (i % 5 == 0)
                await OpenAsync(venue.VenueId);
            if (i % 2 == 0)
                await PublishAsync(venue.VenueId, 5, i % 40);
        }

        var byEvents = await CardsAsync();
        var again = await database.Rebuild.RunAsync("nothing-to-do", CancellationToken.None);
        Assert.Equal((RebuildPhase.Finished, 0L), (again.Phase, again.Written));
        Assert.Equal(byEvents, await CardsAsync());

        // Lost, stale, in the wrong cell, of a venue that never was, and of another version.
        await database.Cards.DeleteItemAsync<object>("stall-1", new(Cell.Of(Here)));
        var stale = (await database.Cards.FindAsync<DiscoveryCard>("stall-2", Cell.Of(Here), CancellationToken.None))!.Document;
        var lunches = (await database.Cards.FindAsync<DiscoveryCard>("stall-10", Cell.Of(Here), CancellationToken.None))!.Document;
        Assert.NotNull(lunches.Opening?.Hours);
        await database.PutAsync(
        [
            stale with { Venue = stale.Venue! with { Name = "Another Name" }, Wait = null },
            lunches with { Opening = null, Schema = DiscoveryCard.FormerSchema },
            stale with { Id = "stall-4", Cell = Cell.Of(There) },
            stale with { Id = "nobody" },
        ]);
        await database.Cards.UpsertItemAsync(stale with { Id = "stall-5", Schema = "discovery-card/0" }, new(stale.Cell));
        Assert.NotEqual(byEvents, await CardsAsync());

        var rebuilt = await database.Rebuild.RunAsync("repair", CancellationToken.None);

        Assert.Equal(byEvents, await CardsAsync());
        Assert.Equal((RebuildPhase.Finished, 6L), (rebuilt.Phase, rebuilt.Written));
    }

    [Fact]
    public async Task A_search_during_a_rebuild_finds_all_it_found_before()
    {
        for (var i = 0; i < 150; i++)
        {
            await database.Venues.CreateAsync(VenueAt(Here, 1, $"stall-{i}"), CancellationToken.None);
            await database.Projection.ShowAsync(new VenueChanged(VenueChanged.CurrentSchema, $"stall-{i}", 1), CancellationToken.None);
        }

        var rebuild = database.Rebuild.RunAsync("under-way", CancellationToken.None);
        var searches = 0;
        do
        {
            Assert.Equal(150, (await database.FindAsync(Around(Here))).Matches);
            searches++;
        }
        while (!rebuild.IsCompleted);

        Assert.Equal(RebuildPhase.Finished, (await rebuild).Phase);
        Assert.InRange(searches, 2, int.MaxValue);
    }

    private static string Around(GeoPoint place) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"near={place.Latitude},{place.Longitude}&radius=300");

    private static Venue VenueAt(GeoPoint place, long revision, string id = "stall") =>
        Venue.Create(id, "site", place, new VenueFacts("Laksa", VenueType.HawkerStall, [Cuisine.Peranakan])) with { Revision = revision };

    private Task SaveAsync(Venue venue) => database.VenueContainer.UpsertItemAsync(venue, new(venue.VenueId));

    // A head as the consumer of reports leaves it, and the event that it sends.
    private async Task PublishAsync(string venueId, long sequence, int minutes)
    {
        var change = Waiting(sequence, minutes, venueId);
        var head = new QueueHead { VenueId = venueId, Sequence = sequence, Published = PublishedStatus.Of(change.Status) };
        await database.Queues.Container.UpsertItemAsync(head, new(venueId));
        await database.Projection.ShowAsync(change, CancellationToken.None);
    }

    // What the consumer of the event about hours does for read models; the head, and the queue it would need, are left out.
    private async Task FollowAsync(string venueId) => await database.Projection.ShowAsync(
        venueId, (await database.Openings.FindAsync(venueId, CancellationToken.None))!, CancellationToken.None);

    // Hours as their editor leaves them.
    private async Task OpenAsync(string venueId)
    {
        var hours = new OpeningHours([new WeeklyHours(Enum.GetValues<DayOfWeek>(), ClockTime.Read("10:30")!.Value, ClockTime.Read("14:30")!.Value)]);
        await database.VenueContainer.UpsertItemAsync(HoursDocument.Of(venueId, 1, hours), new(venueId));
        await FollowAsync(venueId);
    }

    private QueueChanged Waiting(long sequence, int minutes, string venueId = "stall")
    {
        var status = StatusView.Unknown(venueId) with
        {
            State = VenueState.Open,
            Wait = new WaitRange(minutes, minutes, minutes + 5),
            ValidUntil = database.Time.GetUtcNow().AddMinutes(20),
        };
        return new QueueChanged(QueueChanged.CurrentSchema, venueId, sequence, status);
    }

    /// <summary>Every card but those that only say that a venue has moved away, without what the service adds.</summary>
    private async Task<SortedDictionary<string, string>> CardsAsync()
    {
        var cards = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var card in database.Cards.QueryAsync<DiscoveryCard>(
            new("SELECT * FROM c WHERE IS_DEFINED(c.venue)")))
        {
            cards.Add($"{card.Cell}/{card.Id}", JsonSerializer.Serialize(card, QNom.Platform.Json.Documents));
        }

        return cards;
    }
}
