using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using QNom.Tests.Integration.Host;
using QNom.Tests.Venues;

namespace QNom.Tests.Integration.Venues;

/// <summary>Files dropped into the container, imported by the function in the running app, which other tests use meanwhile.</summary>
public sealed class DroppedFileTests(AppFixture app)
{
    private readonly string name = $"{Guid.NewGuid():N}.geojson";

    [Fact]
    public async Task The_official_list_adds_what_is_planned_to_the_seed_and_again_changes_nothing()
    {
        var file = OfficialList.Read().Bytes();

        var first = await DropAsync(file);
        Assert.Equal((129, 0), (Count(first, "created") + Count(first, "unchanged"), Count(first, "rejected")));
        var planned = await EtagAsync("api/v1/sites/yew-tee-hawker-centre");
        // A market without cooked food: what other tests do to stalls changes nothing of it.
        var seeded = await EtagAsync("api/v1/sites/redhill-lane-blk-79");

        var second = await DropAsync(file);

        Assert.Equal((0, 0, 129, 0), (Count(second, "created"), Count(second, "updated"), Count(second, "unchanged"), Count(second, "rejected")));
        Assert.Equal(planned, await EtagAsync("api/v1/sites/yew-tee-hawker-centre"));
        Assert.Equal(seeded, await EtagAsync("api/v1/sites/redhill-lane-blk-79"));
        Assert.Equal("planned", (await app.GetAsync("api/v1/sites/yew-tee-hawker-centre")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_file_of_wrong_rows_only_is_reported_row_by_row_and_imports_nothing()
    {
        var file = NeaFile.Make(NeaFile.Breakages.Count);
        foreach (var (index, breakage) in NeaFile.Breakages.Index())
            breakage.Break(file.Features()[index]!.AsObject());
        // The name of row 0 is only taken if row 0 is right.
        file.Features()[14]!.Properties().Remove("STATUS");

        var result = await DropAsync(file.Bytes());

        Assert.Equal((0, 20), (Count(result, "created"), Count(result, "rejected")));
        Assert.Equal(Enumerable.Range(0, 20), result.GetProperty("rejectedRows").EnumerateArray().Select(row => row.GetProperty("index").GetInt32()));
        var row = result.GetProperty("rejectedRows")[0];
        Assert.Equal("Made-up Centre 0", row.GetProperty("name").GetString());
        Assert.Equal("/features/0/properties/ADDRESSPOSTALCODE", row.GetProperty("flaws")[0].GetProperty("at").GetString());
    }

    [Fact]
    public async Task What_is_no_list_at_all_is_one_error()
    {
        var result = await DropAsync("PK\u0003\u0004"u8.ToArray());

        Assert.StartsWith("The file is not JSON", result.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, Count(result, "rejected"));
    }

    private async Task<JsonElement> DropAsync(byte[] content)
    {
        var storage = new BlobServiceClient(app.Cloud.Azurite.ConnectionString);
        var result = storage.GetBlobContainerClient("import-results").GetBlobClient($"hawker-centres/{name}.json");
        await result.DeleteIfExistsAsync();
        await storage.GetBlobContainerClient("imports").GetBlobClient($"hawker-centres/{name}").UploadAsync(
            new BinaryData(content), overwrite: true);

        await Probe.UntilAsync(async () => await result.ExistsAsync(), $"there is no result of {name}");
        BlobDownloadResult report = await result.DownloadContentAsync();
        return report.Content.ToObjectFromJson<JsonElement>();
    }

    private async Task<string> EtagAsync(string path)
    {
        using var response = await app.Http.GetAsync(path);
        return response.EnsureSuccessStatusCode().Headers.ETag!.Tag;
    }

    private static int Count(JsonElement result, string name) => result.GetProperty(name).GetInt32();
}
