using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using QNom.Tests.Integration.Host;

namespace QNom.Tests.Integration.Venues;

/// <summary>Opening hours and closures on their way to what people see, through the whole app.</summary>
public class HoursTests(AppFixture app)
{
    // Closed at any time of any day, so that the test does not depend on the clock.
    private const string NeverOpen = """{"weekly":[]}""";

    // Beyond the sites whose stalls tests take: a closure is about every stall of its site.
    private const string Site = "zion-riverside-food-centre";

    private const string AlwaysOpen =
        """{"weekly":[{"days":["monday","tuesday","wednesday","thursday","friday","saturday","sunday"],"open":"00:00","close":"24:00"}]}""";

    [Fact]
    public async Task A_venue_closed_by_its_hours_shows_no_minutes_and_takes_no_reports()
    {
        var venue = app.TakeVenue();
        using (var report = await app.ReportAsync(venue, """{"waitMinutes": 20}"""))
            Assert.Equal(HttpStatusCode.Accepted, report.StatusCode);
        await Probe.UntilAsync(async () => await StateAsync(venue) == "open", "the report does not show");

        using var put = await PutAsync(venue, NeverOpen, await TagAsync(venue));

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await Probe.UntilAsync(async () => await StateAsync(venue) == "closed", "the queue is not gated");
        var status = await app.GetAsync($"api/v1/venues/{venue}/queue");
        Assert.Equal(JsonValueKind.Null, status.GetProperty("wait").ValueKind);
        Assert.Equal("hours", status.GetProperty("reason").GetString());
        using var refused = await app.ReportAsync(venue, """{"waitMinutes": 5}""");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.EndsWith("/venue-closed", (await JsonAsync(refused)).GetProperty("type").GetString(), StringComparison.Ordinal);

        using var opened = await PutAsync(venue, AlwaysOpen, put.Headers.ETag!.ToString());
        await Probe.UntilAsync(async () => await StateAsync(venue) != "closed", "the queue is still gated");
        using var accepted = await app.ReportAsync(venue, """{"waitMinutes": 5}""");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
    }

    [Fact]
    public async Task A_venue_that_nobody_reported_is_gated_too()
    {
        var venue = app.TakeVenue();
        using var put = await PutAsync(venue, NeverOpen, await TagAsync(venue));

        Assert.Equal("closed", await StateAsync(venue));
    }

    [Fact]
    public async Task Hours_change_only_as_their_editor_saw_them_and_only_by_those_who_may()
    {
        var venue = app.TakeVenue();
        var tag = await TagAsync(venue);
        using var first = await PutAsync(venue, AlwaysOpen, tag);
        using var missing = await PutAsync(venue, NeverOpen, null);
        using var stale = await PutAsync(venue, NeverOpen, tag);
        using var stranger = await PutAsync(venue, NeverOpen, "*", role: "diner");
        using var nowhere = await PutAsync("no-such-stall", NeverOpen, "*");
        using var broken = await PutAsync(venue, """{"weekly":[{"days":["monday"],"open":"25:00","close":"12:00"}]}""", "*");

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.PreconditionRequired, HttpStatusCode.PreconditionFailed, HttpStatusCode.Forbidden,
                HttpStatusCode.NotFound, HttpStatusCode.BadRequest],
            new[] { first, missing, stale, stranger, nowhere, broken }.Select(answer => answer.StatusCode));
        Assert.True((await JsonAsync(broken)).GetProperty("errors").TryGetProperty("/weekly/0/open", out _));
        var hours = await app.GetAsync($"api/v1/venues/{venue}/hours");
        Assert.Equal((1, true), (hours.GetProperty("revision").GetInt64(), hours.GetProperty("openNow").GetBoolean()));
    }

    [Fact]
    public async Task A_stall_closed_for_cleaning_shows_no_live_number_though_reports_were_accepted()
    {
        var site = await app.GetAsync($"api/v1/sites/{Site}");
        var venue = site.GetProperty("stalls")[0].GetProperty("venueId").GetString()!;
        using (var report = await app.ReportAsync(venue, """{"waitMinutes": 20}"""))
            Assert.Equal(HttpStatusCode.Accepted, report.StatusCode);
        await Probe.UntilAsync(async () => await StateAsync(venue) == "open", "the report does not show");

        var file = ClosureFiles.Row(site.GetProperty("name").GetString()!, site.GetProperty("postalCode").GetString()!, "1/1/2026", "31/12/2029");
        var rows = await ImportAsync("cleaning.csv", file, "updated");
        try
        {
            await Probe.UntilAsync(async () => await StateAsync(venue) == "closed", "the queue is not gated");
            var status = await app.GetAsync($"api/v1/venues/{venue}/queue");
            Assert.Equal((JsonValueKind.Null, "siteClosure"), (status.GetProperty("wait").ValueKind, status.GetProperty("reason").GetString()));
            Assert.Equal(0, status.GetProperty("forecast").GetArrayLength());
            using var refused = await app.ReportAsync(venue, """{"waitMinutes": 5}""");
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            var board = await app.GetAsync($"api/v1/sites/{Site}");
            Assert.Equal("cleaning", board.GetProperty("closures")[0].GetProperty("kind").GetString());
            // The card of a stall that was reported says closed as soon as its event is there, and nothing until then.
            Assert.All(board.GetProperty("stalls").EnumerateArray(), stall => Assert.True(
                stall.GetProperty("wait") is not { ValueKind: JsonValueKind.Object } wait
                || (wait.GetProperty("state").GetString() == "closed" && wait.GetProperty("likely").ValueKind == JsonValueKind.Null)));
            Assert.Equal(Site, rows[0].GetProperty("siteId").GetString());

            // The same file again changes nothing.
            await ImportAsync("cleaning-again.csv", file, "unchanged");
        }
        finally
        {
            await ImportAsync("no-cleaning.csv", ClosureFiles.Row(
                site.GetProperty("name").GetString()!, site.GetProperty("postalCode").GetString()!, "NA", "TBC"), "updated");
        }

        await Probe.UntilAsync(async () => await StateAsync(venue) != "closed", "the queue is still gated");
    }

    [Fact]
    public async Task Every_row_of_a_file_is_answered_for()
    {
        var rows = await ImportAsync("broken.csv", string.Join('\n',
            ClosureFiles.Header,
            ClosureFiles.Line("A Centre of Nowhere", "000001", "1/1/2026", "2/1/2026"),
            ClosureFiles.Line("A Centre of Nowhere", "000001", "31/2/2026", "2/3/2026"),
            "too,short"), "unknownSite");

        Assert.Equal(["unknownSite", "rejected", "rejected"], rows.Select(row => row.GetProperty("outcome").GetString()));
        Assert.Equal("/rows/1/q1_cleaningstartdate", rows[1].GetProperty("flaws")[0].GetProperty("at").GetString());
    }

    private async Task<List<JsonElement>> ImportAsync(string name, string file, string outcome)
    {
        var blobs = new BlobServiceClient(app.Cloud.Azurite.ConnectionString);
        await blobs.GetBlobContainerClient("imports").GetBlobClient($"closures/{name}").UploadAsync(new BinaryData(file));
        var result = blobs.GetBlobContainerClient("import-results").GetBlobClient($"closures/{name}.json");
        await Probe.UntilAsync(async () => await result.ExistsAsync(), "the file was not imported");
        var report = JsonSerializer.Deserialize<JsonElement>((await result.DownloadContentAsync()).Value.Content);
        var rows = report.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(outcome, rows[0].GetProperty("outcome").GetString());
        return rows;
    }

    private async Task<HttpResponseMessage> PutAsync(string venue, string body, string? tag, string role = "operator")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"api/v1/venues/{venue}/hours")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await app.TokenAsync(role)) },
        };
        if (tag is not null)
            request.Headers.Add("If-Match", tag);
        return await app.Http.SendAsync(request);
    }

    private async Task<string> TagAsync(string venue)
    {
        using var answer = await app.Http.GetAsync($"api/v1/venues/{venue}/hours");
        return answer.Headers.ETag!.ToString();
    }

    private async Task<string?> StateAsync(string venue) =>
        (await app.GetAsync($"api/v1/venues/{venue}/queue")).GetProperty("state").GetString();

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync());
}
