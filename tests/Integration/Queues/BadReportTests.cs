using System.Net;
using System.Text.Json;
using QNom.Tests.Integration.Host;

namespace QNom.Tests.Integration.Queues;

/// <summary>Bad input gets a clear problem and changes nothing; who is not known gets nothing.</summary>
public class BadReportTests(AppFixture app)
{
    [Theory]
    [InlineData("", 400, "")]
    [InlineData("{", 400, "")]
    [InlineData("{}", 400, "")]
    [InlineData("[1]", 400, "")]
    [InlineData("""{"waitMinutes": -1}""", 400, "/waitMinutes")]
    [InlineData("""{"waitMinutes": 181}""", 400, "/waitMinutes")]
    [InlineData("""{"waitMinutes": 7.5}""", 400, "/waitMinutes")]
    [InlineData("""{"waitMinutes": "7"}""", 400, "/waitMinutes")]
    [InlineData("""{"queueLength": 1000}""", 400, "/queueLength")]
    [InlineData("""{"queueLength": -3, "waitMinutes": 5}""", 400, "/queueLength")]
    [InlineData("""{"waitMinutes": 5, "wait": 5}""", 400, "/wait")]
    [InlineData("""{"waitMinutes": 5, "waitMinutes": 6}""", 400, "/waitMinutes")]
    public async Task A_bad_body_is_a_400_that_points_at_it(string body, int status, string at)
    {
        var venue = app.TakeVenue();
        using var answer = await app.ReportAsync(venue, body);

        var problem = await ProblemAsync(answer, status);
        Assert.Equal([at], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        await NothingChangedAsync(venue);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_a_413()
    {
        var venue = app.TakeVenue();
        using var answer = await app.ReportAsync(venue, new string(' ', 5000) + """{"waitMinutes": 5}""");

        await ProblemAsync(answer, 413);
        await NothingChangedAsync(venue);
    }

    [Fact]
    public async Task A_body_that_is_no_json_by_its_type_is_a_415()
    {
        var venue = app.TakeVenue();
        using var answer = await app.ReportAsync(venue, """{"waitMinutes": 5}""", contentType: "text/plain");

        await ProblemAsync(answer, 415);
        await NothingChangedAsync(venue);
    }

    [Theory]
    [InlineData("no-such-stall")]
    [InlineData("No Such Stall")]
    [InlineData("..%2f..%2fhead")]
    [InlineData("%7esite")]
    public async Task An_unknown_stall_is_a_404_for_reports_and_for_reads(string venue)
    {
        using var report = await app.ReportAsync(venue, """{"waitMinutes": 5}""");
        using var read = await app.Http.GetAsync($"api/v1/venues/{venue}/queue");

        await ProblemAsync(report, 404);
        await ProblemAsync(read, 404);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task A_key_that_cannot_be_one_is_a_400(string key)
    {
        var venue = app.TakeVenue();
        using var answer = await app.ReportAsync(venue, """{"waitMinutes": 5}""", idempotencyKey: key);

        await ProblemAsync(answer, 400);
        await NothingChangedAsync(venue);
    }

    [Fact]
    public async Task Without_a_token_there_is_nothing()
    {
        var venue = app.TakeVenue();
        using var answer = await app.Http.PostAsync(
            $"api/v1/venues/{venue}/queue/reports", new StringContent("""{"waitMinutes": 5}"""));

        await ProblemAsync(answer, 401);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        await NothingChangedAsync(venue);
    }

    [Fact]
    public async Task A_token_that_was_tampered_with_or_is_unsigned_is_a_401_that_does_not_say_why()
    {
        var good = (await app.TokenAsync()).Split('.');
        var forged = Base64Url(JsonSerializer.Serialize(new { alg = "none", typ = "JWT" }));
        string[] bad =
        [
            $"{good[0]}.{good[1]}.{Flip(good[2])}",
            $"{good[0]}.{Flip(good[1])}.{good[2]}",
            $"{forged}.{good[1]}.",
            "nonsense",
            (await app.Http.GetStringAsync("identity/token?sub=x&role=diner&lifetime=1")).Replace('.', ','),
        ];
        var venue = app.TakeVenue();
        foreach (var token in bad)
        {
            using var answer = await app.ReportAsync(venue, """{"waitMinutes": 5}""", token);
            await ProblemAsync(answer, 401);
        }

        await NothingChangedAsync(venue);
    }

    [Fact]
    public async Task Another_role_is_a_403()
    {
        var venue = app.TakeVenue();
        using var answer = await app.ReportAsync(venue, """{"waitMinutes": 5}""", await app.TokenAsync("partner"));

        await ProblemAsync(answer, 403);
        await NothingChangedAsync(venue);
    }

    private async Task NothingChangedAsync(string venue)
    {
        // A report after it shows that whatever was on the queue before has been worked off.
        using var marker = await app.ReportAsync(venue, """{"waitMinutes": 9}""");
        Assert.Equal(HttpStatusCode.Accepted, marker.StatusCode);
        await Probe.UntilAsync(
            async () => await QueueRecords.CountAsync(app.Cloud, venue) is { Folded: > 0 }, "the marker is not counted");
        Assert.Equal(new Counts(1, 1), await QueueRecords.CountAsync(app.Cloud, venue));
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, int status)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.StartsWith("https://qnom.sg/problems/", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        return problem;
    }

    // The last character of base64url may carry unused bits; one in the middle never does.
    private static string Flip(string part)
    {
        var middle = part.Length / 2;
        return part[..middle] + (part[middle] == 'A' ? 'B' : 'A') + part[(middle + 1)..];
    }

    private static string Base64Url(string text) =>
        System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));
}
