using QNom.Local.Cosmos;
using QNom.Tests.Venues;
using QNom.Venues;

namespace QNom.Tests.Integration.Venues;

public sealed class SiteListTests : IAsyncLifetime
{
    private readonly VenueDatabase database = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.ImportAsync(NeaFile.Make(30));
        database.Emulator.Log.Clear();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(29)]
    [InlineData(30)]
    [InlineData(100)]
    public async Task The_pages_together_are_the_whole_list_in_order(int limit)
    {
        var all = await CollectAsync(new SiteFilter(null, null), limit);

        Assert.Equal(30, all.Count);
        Assert.Equal(all.Select(site => site.SiteId).Distinct().Order(StringComparer.Ordinal), all.Select(site => site.SiteId));
    }

    [Fact]
    public async Task A_filter_holds_on_every_page()
    {
        var planned = await CollectAsync(new SiteFilter(SiteStatus.Planned, null), 2);
        var district = await CollectAsync(new SiteFilter(null, 1), 2);
        var both = await CollectAsync(new SiteFilter(SiteStatus.Planned, 1), 2);

        Assert.Equal(6, planned.Count);
        Assert.All(planned, site => Assert.Equal(SiteStatus.Planned, site.Status));
        Assert.Equal(6, district.Count);
        Assert.All(district, site => Assert.Equal(1, site.District));
        Assert.Equal(planned.Intersect(district), both);
    }

    [Fact]
    public async Task No_read_leaves_its_partition()
    {
        await CollectAsync(new SiteFilter(SiteStatus.Open, 1), 2);
        await database.Reader.ReadSiteAsync("made-up-centre-7", CancellationToken.None);

        var queries = database.Emulator.Log.Requests.Where(request => request.Operation == CosmosOperation.Query).ToList();
        Assert.NotEmpty(queries);
        Assert.All(queries, query => Assert.NotNull(query.PartitionKey));
    }

    [Fact]
    public async Task A_board_is_one_query()
    {
        await database.Reader.ReadSiteAsync("made-up-centre-7", CancellationToken.None);

        var request = Assert.Single(database.Emulator.Log.For("sites"));
        Assert.Equal((CosmosOperation.Query, """["made-up-centre-7"]"""), (request.Operation, request.PartitionKey));
    }

    private async Task<List<SiteSummary>> CollectAsync(SiteFilter filter, int limit)
    {
        var all = new List<SiteSummary>();
        string? after = null;
        do
        {
            (var page, after) = await database.Reader.ListAsync(filter, after, limit, CancellationToken.None);
            Assert.InRange(page.Sites.Count, 0, limit);
            all.AddRange(page.Sites);
        }
        while (after is not null);
        return all;
    }
}
