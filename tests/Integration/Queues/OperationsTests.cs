using System.Net;
using System.Text.RegularExpressions;
using QNom.Local;
using QNom.Local.Cosmos;
using QNom.Tests.Integration.Host;

namespace QNom.Tests.Integration.Queues;

/// <summary>The operations that the emulator counts are those of the table in docs/data.md, no more and no fewer.</summary>
public sealed partial class OperationsTests(AppFixture app)
{
    private static readonly Dictionary<string, string[]> Documented = ReadTable();

    [Theory]
    [InlineData("GET /api/v1/sites/{siteId}")]
    [InlineData("GET /api/v1/sites/{siteId}/board")]
    public async Task A_read_of_a_site_costs_what_is_documented(string row)
    {
        // The last centre of the list, whose stalls no test reports on.
        var last = (await app.GetAsync("api/v1/sites?status=open&limit=100&district=27"))
            .GetProperty("sites").EnumerateArray().Last().GetProperty("siteId").GetString()!;

        Assert.Equal(Documented[row], await CountAsync(last, () => app.Http.GetAsync(Path(row, last))));
    }

    [Theory]
    [InlineData("GET /api/v1/venues/{venueId}")]
    [InlineData("GET /api/v1/venues/{venueId}/queue")]
    [InlineData("GET /api/v1/venues/{venueId}/queue/forecast")]
    [InlineData("GET /api/v1/venues/{venueId}/queue/history")]
    [InlineData("GET /api/v1/venues/{venueId}/queue/usual")]
    [InlineData("GET /api/v1/venues/{venueId}/queue/accuracy")]
    [InlineData("GET /api/v1/queues")]
    public async Task A_read_of_a_stall_costs_what_is_documented(string row)
    {
        var venue = app.TakeVenue();
        var before = VenueReads(venue);
        using var report = await app.ReportAsync(venue, """{"waitMinutes": 12}""");
        await Probe.UntilAsync(
            async () => IsShown(venue, before) && await QueueRecords.CountAsync(app.Cloud, venue) == new Counts(1, 1),
            "the report is not counted and shown");

        var path = row == "GET /api/v1/queues" ? $"api/v1/queues?venues={venue}" : Path(row, venue);
        Assert.Equal(Documented[row], await CountAsync(venue, () => app.Http.GetAsync(path)));
    }

    [Fact]
    public async Task A_report_costs_what_is_documented_from_its_answer_to_the_board()
    {
        var venue = app.TakeVenue();
        var before = VenueReads(venue);
        var counted = await CountAsync(venue, async () =>
        {
            var answer = await app.ReportAsync(venue, """{"waitMinutes": 12}""");
            await Probe.UntilAsync(
                () => IsShown(venue, before),
                "the report does not reach the read models");
            return answer;
        }, HttpStatusCode.Accepted);

        string[] rows = ["POST /api/v1/venues/{venueId}/queue/reports", "CountReport", "ShowWait"];
        // The read models' own operations are in the partitions of the site and of the cell.
        Assert.Equal(
            rows.SelectMany(row => Documented[row]).Where(operation => operation.Split(' ')[1] is "venues" or "queues").Order(),
            counted.Order());
    }

    [Fact]
    public void Every_endpoint_that_is_asked_often_is_counted() => Assert.Superset(
        new HashSet<string>
        {
            "GET /api/v1/sites/{siteId}", "GET /api/v1/sites/{siteId}/board", "GET /api/v1/venues/{venueId}",
            "GET /api/v1/venues/{venueId}/queue", "GET /api/v1/venues/{venueId}/queue/forecast", "GET /api/v1/queues",
            "GET /api/v1/venues/{venueId}/queue/history", "GET /api/v1/venues/{venueId}/queue/usual",
            "POST /api/v1/venues/{venueId}/queue/reports", "CountReport", "ShowWait",
        },
        Documented.Keys.ToHashSet());

    private static string Path(string row, string id) => Parameter().Replace(row["GET /".Length..], id);

    // The event is off the outbox; the intake and the birth of the head have read the venue and its hours, each read model the venue.
    private bool IsShown(string venue, int readsBefore) =>
        Written(venue, CosmosOperation.Delete) == 1 && VenueReads(venue) - readsBefore >= 6;

    private int VenueReads(string venue) =>
        Requests(venue).Count(request => request is { Container: "venues", Operation: CosmosOperation.Read });

    private int Written(string partition, CosmosOperation operation) =>
        Requests(partition).Count(request => request.Operation == operation);

    // Other tests share the database, but not this partition.
    private IEnumerable<LoggedRequest> Requests(string partition) => app.Cloud.Cosmos.Log.Requests.Where(request =>
        request.PartitionKey == $"[\"{partition}\"]" && request.Operation is not (CosmosOperation.Metadata or CosmosOperation.QueryPlan));

    private async Task<IEnumerable<string>> CountAsync(
        string partition, Func<Task<HttpResponseMessage>> ask, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var before = Requests(partition).ToHashSet(ReferenceEqualityComparer.Instance);
        using var response = await ask();
        Assert.Equal(expected, response.StatusCode);
        return Requests(partition).Where(request => !before.Contains(request))
            .Select(request => $"{request.Operation.ToString().ToLowerInvariant()} {request.Container}").ToList();
    }

    // | `endpoint` | what it does | `counted`, `counted` | RU |
    private static Dictionary<string, string[]> ReadTable() => (
        from line in File.ReadLines(System.IO.Path.Combine(Checkout.Root, "docs", "data.md"))
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where cells.Length == 6 && Code().IsMatch(cells[1]) && Code().IsMatch(cells[3])
        select (Row: Code().Matches(cells[1])[^1].Groups[1].Value, Counted: Code().Matches(cells[3]).Select(code => code.Groups[1].Value)))
        .GroupBy(row => row.Row, row => row.Counted).ToDictionary(rows => rows.Key, rows => rows.SelectMany(row => row).ToArray());

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\{[a-zA-Z]+\}")]
    private static partial Regex Parameter();
}
