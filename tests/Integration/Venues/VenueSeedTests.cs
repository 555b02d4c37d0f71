using QNom.Local.Cosmos;
using QNom.Tests.Venues;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Tests.Integration.Venues;

public sealed class VenueSeedTests : IAsyncLifetime
{
    private readonly VenueDatabase database = new();

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_fresh_system_gets_every_existing_centre_and_stalls_that_can_be_opened()
    {
        await database.SeedAsync();

        var sites = await database.Sites.ListAllAsync(CancellationToken.None);
        Assert.Equal(123, sites.Count);
        var maxwell = await database.Reader.ReadSiteAsync("maxwell-food-centre", CancellationToken.None);
        Assert.Equal(("069184", 1, 103), (maxwell.PostalCode, maxwell.District, maxwell.CookedFoodStalls));
        Assert.InRange(maxwell.Stalls.Count, 3, 5);
        foreach (var stall in maxwell.Stalls)
        {
            Assert.True(stall.Demo);
            var venue = await database.Reader.ReadVenueAsync(stall.VenueId, Language.English, CancellationToken.None);
            Assert.Equal((true, "maxwell-food-centre", stall.Name), (venue.Demo, venue.SiteId, venue.Name));
        }
    }

    [Fact]
    public async Task The_second_run_costs_one_point_read()
    {
        await database.SeedAsync();
        database.Emulator.Log.Clear();

        await database.SeedAsync();

        Assert.Equal([CosmosOperation.Read], database.Emulator.Log.Requests.Select(request => request.Operation));
    }

    [Fact]
    public async Task An_interrupted_seed_goes_on_where_it_stopped_and_ends_complete()
    {
        var undisturbed = new VenueDatabase();
        await undisturbed.InitializeAsync();
        await undisturbed.SeedAsync();
        var expected = (await undisturbed.SnapshotAsync()).Keys.Order(StringComparer.Ordinal);
        await undisturbed.DisposeAsync();

        foreach (var (operation, after) in new[] { (CosmosOperation.Create, 100), (CosmosOperation.Batch, 40), (CosmosOperation.Create, 200) })
        {
            database.Emulator.Faults.Inject(new Fault(FaultKind.ServiceUnavailable) { Operation = operation, After = after, Times = 10_000 });
            await Assert.ThrowsAnyAsync<Exception>(database.SeedAsync);
            database.Emulator.Faults.Clear();
        }

        await database.SeedAsync();

        Assert.Equal(expected, (await database.SnapshotAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_imported_is_not_overwritten()
    {
        var file = NeaFile.Make(1);
        file.Features()[0]!.Properties()["NAME"] = "Maxwell Food Centre (Kim Hua Market)";
        file.Features()[0]!.Properties()["ADDRESSPOSTALCODE"] = "069185";
        file.Features()[0]!.Properties()["NUMBER_OF_COOKED_FOOD_STALLS"] = 7;
        await database.ImportAsync(file);
        var imported = await database.SnapshotAsync();

        await database.SeedAsync();

        var maxwell = await database.Reader.ReadSiteAsync("maxwell-food-centre", CancellationToken.None);
        Assert.Equal(("069185", 7), (maxwell.PostalCode, maxwell.CookedFoodStalls));
        Assert.NotEmpty(maxwell.Stalls);
        var after = await database.SnapshotAsync();
        Assert.All(imported, item => Assert.Equal(item.Value, after[item.Key]));
    }

    [Fact]
    public async Task A_venue_that_is_there_already_is_not_overwritten()
    {
        var edited = Venue.Create(
            "maxwell-food-centre-chicken-rice", "maxwell-food-centre", "Our Own Chicken Rice", Cuisine.Chinese,
            new GeoPoint(103.84474, 1.28033), demo: false);
        Assert.True(await database.Venues.CreateAsync(edited, CancellationToken.None));

        await database.SeedAsync();

        Assert.Equivalent(edited, await database.Venues.FindAsync(edited.VenueId, CancellationToken.None), strict: true);
    }
}
