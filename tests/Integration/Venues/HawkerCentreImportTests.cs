using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using QNom.Local.Cosmos;
using QNom.Tests.Venues;
using QNom.Venues;

namespace QNom.Tests.Integration.Venues;

public sealed class HawkerCentreImportTests : IAsyncLifetime
{
    private readonly VenueDatabase database = new();

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_list_becomes_all_its_centres()
    {
        var report = await database.ImportAsync(NeaFile.Make(129));

        Assert.Equal((129, 0, 0, 0), (report.Created, report.Updated, report.Unchanged, report.Rejected));
        Assert.Equal(129, (await database.Sites.ListAllAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task The_same_list_again_writes_nothing()
    {
        await database.ImportAsync(NeaFile.Make(129));
        var before = await database.SnapshotAsync();
        database.Emulator.Log.Clear();

        var report = await database.ImportAsync(NeaFile.Make(129));

        Assert.Equal((0, 0, 129, 0), (report.Created, report.Updated, report.Unchanged, report.Rejected));
        Assert.Equal(0, database.Writes());
        Assert.Equal(before, await database.SnapshotAsync());
    }

    [Fact]
    public async Task Twenty_rows_broken_in_twenty_ways_are_exactly_those_reported()
    {
        var file = NeaFile.Make(129);
        var expected = BreakEverySixth(file);

        var report = await database.ImportAsync(file);

        Assert.Equal((109, 20), (report.Created, report.Rejected));
        Assert.Equal(expected, report.RejectedRows.Select(row => (row.Index, row.Flaws.Single().At, row.Flaws.Single().Reason)));
        Assert.Equal(109, (await database.Sites.ListAllAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task The_official_list_becomes_all_its_centres_and_again_changes_nothing()
    {
        var file = OfficialList.Read();

        var first = await database.ImportAsync(file);
        var before = await database.SnapshotAsync();
        var second = await database.ImportAsync(file);

        Assert.Equal((129, 0, 0, 0), (first.Created, first.Updated, first.Unchanged, first.Rejected));
        Assert.Equal((0, 0, 129, 0), (second.Created, second.Updated, second.Unchanged, second.Rejected));
        Assert.Equal(before, await database.SnapshotAsync());
        var statuses = (await database.Sites.ListAllAsync(CancellationToken.None)).CountBy(card => card.Status).ToDictionary();
        Assert.Equal((123, 6), (statuses[SiteStatus.Open], statuses[SiteStatus.Planned]));
    }

    [Fact]
    public async Task A_copy_of_the_official_list_with_twenty_broken_rows_reports_exactly_those()
    {
        var file = OfficialList.Read();
        // One of the breakages takes the name of row 0.
        file.Features()[0]!.Properties()["NAME"] = "Made-up Centre 0";
        var expected = BreakEverySixth(file);

        var report = await database.ImportAsync(file);

        Assert.Equal((109, 20), (report.Created, report.Rejected));
        Assert.Equal(expected, report.RejectedRows.Select(row => (row.Index, row.Flaws.Single().At, row.Flaws.Single().Reason)));
    }

    [Fact]
    public async Task On_a_seeded_system_the_official_list_adds_only_what_is_planned()
    {
        await database.SeedAsync();
        var seeded = await database.SnapshotAsync();

        var report = await database.ImportAsync(OfficialList.Read());

        Assert.Equal((6, 0, 123, 0), (report.Created, report.Updated, report.Unchanged, report.Rejected));
        var imported = await database.SnapshotAsync();
        Assert.Equal(seeded, imported.Where(item => seeded.ContainsKey(item.Key)).ToDictionary());
    }

    [Fact]
    public async Task A_changed_row_changes_its_site_and_no_other()
    {
        await database.ImportAsync(NeaFile.Make(20));
        var before = await database.SnapshotAsync();
        var file = NeaFile.Make(20);
        file.Features()[7]!.Properties()["STATUS"] = "Closed";

        var report = await database.ImportAsync(file);

        Assert.Equal((0, 1, 19), (report.Created, report.Updated, report.Unchanged));
        var after = await database.SnapshotAsync();
        Assert.Equal(
            ["sites/made-up-centre-7/~site", "sites/~sites/made-up-centre-7"],
            after.Except(before).Select(item => item.Key).Order(StringComparer.Ordinal));
        Assert.Equal(SiteStatus.Closed, (await database.Reader.ReadSiteAsync("made-up-centre-7", CancellationToken.None)).Status);
    }

    [Fact]
    public async Task A_renamed_centre_stays_the_site_it_was()
    {
        await database.ImportAsync(NeaFile.Make(3));
        var file = NeaFile.Make(3);
        file.Features()[1]!.Properties()["NAME"] = "Brand-new Name";

        await database.ImportAsync(file);

        Assert.Equal(
            [("made-up-centre-0", "Made-up Centre 0"), ("made-up-centre-1", "Brand-new Name"), ("made-up-centre-2", "Made-up Centre 2")],
            (await database.Sites.ListAllAsync(CancellationToken.None)).Select(card => (card.Id, card.Facts.Name)));
    }

    [Fact]
    public async Task A_centre_that_the_list_no_longer_has_stays()
    {
        await database.ImportAsync(NeaFile.Make(5));
        await database.ImportAsync(NeaFile.Make(2));

        Assert.Equal(5, (await database.Sites.ListAllAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task What_is_no_list_is_said_in_the_report_and_changes_nothing()
    {
        await database.ImportAsync(NeaFile.Make(2));
        database.Emulator.Log.Clear();

        var report = await database.ImportAsync("<kml/>"u8.ToArray());

        Assert.StartsWith("The file is not JSON", report.Error, StringComparison.Ordinal);
        Assert.Empty(database.Emulator.Log.Requests);
    }

    [Theory]
    [InlineData(FaultKind.ServiceUnavailable)]
    [InlineData(FaultKind.LostResponse)]
    public async Task An_import_that_breaks_off_anywhere_is_completed_by_the_next(FaultKind kind)
    {
        foreach (var after in (int[])[1, 5, 6, 7, 30])
        {
            database.Emulator.Faults.Inject(new Fault(kind) { Operation = CosmosOperation.Create, After = after, Times = 1000 });
            await Assert.ThrowsAnyAsync<Exception>(() => database.ImportAsync(NeaFile.Make(40)));
            database.Emulator.Faults.Clear();
        }

        await database.ImportAsync(NeaFile.Make(40));
        var complete = await database.SnapshotAsync();
        var again = await database.ImportAsync(NeaFile.Make(40));

        Assert.Equal(80, complete.Count);
        Assert.Equal(40, again.Unchanged);
        Assert.Equal(complete, await database.SnapshotAsync());
    }

    [Fact]
    public async Task Imports_that_run_at_the_same_time_end_in_one_site_per_centre()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => database.ImportAsync(NeaFile.Make(40))));

        var snapshot = await database.SnapshotAsync();
        Assert.Equal(80, snapshot.Count);
        Assert.Equal(40, (await database.ImportAsync(NeaFile.Make(40))).Unchanged);
    }

    [Fact]
    public async Task An_id_that_another_place_was_given_in_the_meantime_is_left_to_it()
    {
        var (first, second) = (Place("Market (old)", "160001"), Place("Market (new)", "160002"));
        await database.Sites.SaveAsync("market", first, CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Sites.SaveAsync("market", second, CancellationToken.None));

        Assert.Equal([first], (await database.Sites.ListAllAsync(CancellationToken.None)).Select(card => card.Facts));

        static SiteFacts Place(string name, string postalCode) =>
            new(name, postalCode, "1 Street", new GeoPoint(103.8, 1.3), 10, "Existing");
    }

    [Fact]
    public async Task A_document_of_an_unknown_schema_is_never_guessed_at()
    {
        await database.ImportAsync(NeaFile.Make(1));
        await database.SiteContainer.PatchItemAsync<JsonObject>(
            "made-up-centre-0", new PartitionKey(SiteCard.Partition), [PatchOperation.Set("/schema", "siteCard/2")]);

        await Assert.ThrowsAsync<InvalidDataException>(() => database.ImportAsync(NeaFile.Make(1)));
    }

    private static List<(int Index, string At, string Reason)> BreakEverySixth(JsonNode file)
    {
        var expected = new List<(int, string, string)>();
        foreach (var (i, breakage) in NeaFile.Breakages.Index())
        {
            var index = 5 + (i * 6);
            breakage.Break(file.Features()[index]!.AsObject());
            expected.Add((index, $"/features/{index}{breakage.At}", breakage.Reason));
        }

        return expected;
    }
}
