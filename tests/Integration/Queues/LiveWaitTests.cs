using System.Net;
using System.Text.Json;
using QNom.Tests.Integration.Host;

namespace QNom.Tests.Integration.Queues;

/// <summary>A diner's report on its way to what people see, through the whole app.</summary>
public class LiveWaitTests(AppFixture app)
{
    [Fact]
    public async Task A_stall_that_nobody_reported_is_unknown_and_not_without_a_wait()
    {
        var status = await StatusAsync(app.TakeVenue());

        Assert.Equal("unknown", status.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("wait").ValueKind);
        Assert.Equal(0, status.GetProperty("forecast").GetArrayLength());
    }

    [Fact]
    public async Task A_report_becomes_a_wait_with_a_range_a_confidence_and_its_source()
    {
        var venue = app.TakeVenue();
        using var answer = await app.ReportAsync(venue, """{"waitMinutes": 25, "queueLength": 12}""");
        var status = await LiveStatusAsync(venue);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var wait = status.GetProperty("wait");
        Assert.InRange(wait.GetProperty("likely").GetInt32(), 12, 25);
        Assert.True(wait.GetProperty("low").GetInt32() < wait.GetProperty("likely").GetInt32());
        Assert.True(wait.GetProperty("likely").GetInt32() < wait.GetProperty("high").GetInt32());
        Assert.Equal(12, status.GetProperty("queueLength").GetInt32());
        var accepted = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal(accepted.GetProperty("receivedAt").GetDateTimeOffset(), status.GetProperty("updatedAt").GetDateTimeOffset());
        Assert.InRange(status.GetProperty("confidence").GetDouble(), 0.05, 0.95);
        Assert.Contains(status.GetProperty("sources").EnumerateArray(), source =>
            source.GetProperty("kind").GetString() == "crowd" && source.GetProperty("count").GetInt32() == 1);
        Assert.Equal(3, status.GetProperty("forecast").GetArrayLength());
    }

    [Fact]
    public async Task A_report_reaches_the_board_of_the_stalls_site()
    {
        var venue = app.TakeVenue();
        using var answer = await app.ReportAsync(venue, """{"waitMinutes": 30}""");
        var site = (await app.GetAsync($"api/v1/venues/{venue}")).GetProperty("siteId").GetString();

        await Probe.UntilAsync(
            async () => (await app.GetAsync($"api/v1/sites/{site}")).GetProperty("stalls").EnumerateArray()
                .Single(stall => stall.GetProperty("venueId").GetString() == venue)
                .GetProperty("wait").ValueKind == JsonValueKind.Object,
            "the board does not show the wait");
    }

    [Fact]
    public async Task Who_has_the_current_status_gets_a_304_until_it_changes()
    {
        var venue = app.TakeVenue();
        using var report = await app.ReportAsync(venue, """{"waitMinutes": 25}""");
        await LiveStatusAsync(venue);

        // A status is the same within 15 seconds; a test that happens on the seam asks again.
        await Probe.UntilAsync(
            async () =>
            {
                using var first = await app.Http.GetAsync($"api/v1/venues/{venue}/queue");
                using var again = await GetIfNoneMatchAsync(venue, first.Headers.ETag!.ToString());
                return again.StatusCode == HttpStatusCode.NotModified
                    && again.Headers.ETag!.Equals(first.Headers.ETag)
                    && again.Content.Headers.ContentLength is null or 0
                    && first.Headers.CacheControl!.MaxAge is not null
                    && first.Content.Headers.LastModified is not null;
            },
            "an unchanged status is not answered 304");

        using var before = await app.Http.GetAsync($"api/v1/venues/{venue}/queue");
        using var second = await app.ReportAsync(venue, """{"waitMinutes": 60}""");
        await Probe.UntilAsync(
            async () =>
            {
                using var after = await GetIfNoneMatchAsync(venue, before.Headers.ETag!.ToString());
                return after.StatusCode == HttpStatusCode.OK;
            },
            "a changed status is still answered 304");
    }

    [Fact]
    public async Task One_report_per_diner_and_stall_in_five_minutes()
    {
        var (venue, other, token) = (app.TakeVenue(), app.TakeVenue(), await app.TokenAsync());
        using var first = await app.ReportAsync(venue, """{"waitMinutes": 5}""", token);
        using var second = await app.ReportAsync(venue, """{"waitMinutes": 50}""", token);
        using var elsewhere = await app.ReportAsync(other, """{"waitMinutes": 5}""", token);

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.InRange(second.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 200, 300);
        Assert.Equal(HttpStatusCode.Accepted, elsewhere.StatusCode);
    }

    [Fact]
    public async Task A_report_sent_again_under_its_key_is_the_same_report_and_counts_once()
    {
        var (venue, token) = (app.TakeVenue(), await app.TokenAsync());
        var ids = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await app.ReportAsync(venue, """{"waitMinutes": 5}""", token, "key-1");
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            ids.Add(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("reportId").GetString());
        }

        using var reused = await app.ReportAsync(venue, """{"waitMinutes": 6}""", token, "key-1");
        using var marker = await app.ReportAsync(venue, """{"waitMinutes": 7}""");
        Assert.Single(ids.Distinct());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reused.StatusCode);
        await Probe.UntilAsync(async () => await QueueRecords.CountAsync(app.Cloud, venue) == new Counts(2, 2), "not counted once each");
    }

    [Fact]
    public async Task Reports_that_come_all_at_once_are_all_counted_and_none_twice()
    {
        var venue = app.TakeVenue();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => app.ReportAsync(venue, $$"""{"waitMinutes": {{i}}}""")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
        await Probe.UntilAsync(
            async () => await QueueRecords.CountAsync(app.Cloud, venue) == new Counts(40, 40), "not all are counted, or some twice");
    }

    private Task<JsonElement> StatusAsync(string venue) => app.GetAsync($"api/v1/venues/{venue}/queue");

    private async Task<JsonElement> LiveStatusAsync(string venue)
    {
        JsonElement status = default;
        await Probe.UntilAsync(
            async () => (status = await StatusAsync(venue)).GetProperty("state").GetString() == "open", "the report is not visible");
        return status;
    }

    private async Task<HttpResponseMessage> GetIfNoneMatchAsync(string venue, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/venues/{venue}/queue");
        request.Headers.Add("If-None-Match", tag);
        return await app.Http.SendAsync(request);
    }
}
