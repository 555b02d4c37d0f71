using QNom.Local.Cosmos;
using QNom.Tests.Venues;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Tests.Integration.Venues;

/// <summary>Holds the table of docs/data.md, by the emulator's model of the published schedule.</summary>
public sealed class CostTests : IAsyncLifetime
{
    private readonly VenueDatabase database = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.SeedAsync();
        database.Emulator.Log.Clear();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_page_of_sites_costs_less_than_36_RU()
    {
        await database.Reader.ListAsync(new SiteFilter(SiteStatus.Open, null), null, 50, CancellationToken.None);

        // The emulator counts every card it looks at, and looks at all 123; the service stops at the end of the page.
        Assert.InRange(Spent(), 2, 36);
    }

    [Fact]
    public async Task A_board_costs_less_than_4_RU()
    {
        await database.Reader.ReadSiteAsync("maxwell-food-centre", CancellationToken.None);

        Assert.InRange(Spent(), 2, 4);
    }

    [Fact]
    public async Task A_venue_costs_1_RU()
    {
        await database.Reader.ReadVenueAsync("maxwell-food-centre-chicken-rice", Language.English, CancellationToken.None);

        Assert.Equal(1, Spent());
    }

    [Fact]
    public async Task A_wait_costs_less_than_20_RU_and_one_that_comes_late_3()
    {
        var wait = new StallWait("open", true, "low", 5, 3, 8, 0.6, database.Time.GetUtcNow(), database.Time.GetUtcNow().AddMinutes(10));
        await database.Boards.ApplyWaitAsync("maxwell-food-centre-chicken-rice", wait, 2, CancellationToken.None);
        Assert.InRange(Spent(), 2, 20);

        database.Emulator.Log.Clear();
        await database.Boards.ApplyWaitAsync("maxwell-food-centre-chicken-rice", wait, 1, CancellationToken.None);
        Assert.Equal(3, Spent());
    }

    [Fact]
    public async Task A_new_centre_costs_less_than_16_RU()
    {
        await database.ImportAsync(NeaFile.Make(0));
        var comparing = Spent();
        Assert.InRange(comparing, 2, 36);

        await database.ImportAsync(NeaFile.Make(10));

        Assert.InRange((Spent() - (2 * comparing)) / 10, 2, 16);
    }

    private double Spent() => database.Emulator.Log.Requests
        .Where(request => request.Operation != CosmosOperation.Metadata)
        .Sum(request => request.RequestCharge);
}
