using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using QNom.Tests.Integration.Host;

namespace QNom.Tests.Integration.Queues;

/// <summary>Timed visits, and what clients noted while they were offline, through the whole app.</summary>
public class OfflineReportTests(AppFixture app)
{
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_timed_visit_counts_from_when_it_was_over()
    {
        var venue = app.TakeVenue();
        var served = now.AddMinutes(-3);
        using var answer = await app.ReportAsync(venue, $$"""{"joinedAt": "{{served.AddMinutes(-30):O}}", "servedAt": "{{served:O}}"}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);

        JsonElement status = default;
        await Probe.UntilAsync(
            async () => (status = await app.GetAsync($"api/v1/venues/{venue}/queue")).GetProperty("state").GetString() == "open", "not counted");
        Assert.Equal(served, status.GetProperty("updatedAt").GetDateTimeOffset());
        Assert.InRange(status.GetProperty("wait").GetProperty("likely").GetInt32(), 12, 31);
    }

    [Fact]
    public async Task Each_of_several_reports_is_accepted_or_refused_for_itself_and_sent_again_it_counts_once()
    {
        var (one, other, token) = (app.TakeVenue(), app.TakeVenue(), await app.TokenAsync());
        object[] reports =
        [
            new { id = "a", venueId = one, observedAt = now.AddHours(-3), waitMinutes = 10 },
            new { id = "b", venueId = one, observedAt = now.AddHours(-3).AddMinutes(4), waitMinutes = 20 },
            new { id = "c", venueId = one, observedAt = now.AddHours(-2), queueLength = 4 },
            new { id = "d", venueId = other, observedAt = now.AddHours(-3), waitMinutes = 30 },
            new { id = "e", venueId = other, observedAt = now.AddHours(-25), waitMinutes = 30 },
            new { id = "f", venueId = "no-such-stall", observedAt = now, waitMinutes = 30 },
            new { id = "g", venueId = other, observedAt = now.AddHours(-1), waitMinutes = 181 },
            new { id = "a", venueId = one, observedAt = now.AddHours(-1), waitMinutes = 11 },
            new { id = "i", venueId = one, observedAt = DateTimeOffset.MinValue, joinedAt = now, servedAt = now },
        ];
        var first = await SendAsync(token, reports);
        var second = await SendAsync(token, reports);

        Assert.Equal(
            ["accepted", "rejected", "accepted", "accepted", "rejected", "rejected", "rejected", "rejected", "rejected"], Outcomes(first));
        Assert.Equal(
            ["duplicate", "rejected", "duplicate", "duplicate", "rejected", "rejected", "rejected", "rejected", "rejected"], Outcomes(second));
        Assert.Equal(
            [null, "reported-recently", null, null, "invalid-request", "venue-not-found", "invalid-request", "idempotency-key-reused", "invalid-request"],
            first.Select(result => result.GetProperty("problem") is { ValueKind: JsonValueKind.Object } problem
                ? problem.GetProperty("type").GetString()!.Split('/')[^1] : null));
        Assert.Equal(["/reports/4/observedAt"], Pointers(first[4]));
        Assert.Equal(["/reports/6/waitMinutes"], Pointers(first[6]));
        using var markers = await app.ReportAsync(one, """{"waitMinutes": 5}""");
        await Probe.UntilAsync(
            async () => await QueueRecords.CountAsync(app.Cloud, one) == new Counts(3, 3)
                && await QueueRecords.CountAsync(app.Cloud, other) == new Counts(1, 1),
            "not counted once each");
    }

    [Fact]
    public async Task A_guess_of_hours_ago_is_not_live()
    {
        var venue = app.TakeVenue();
        await SendAsync(await app.TokenAsync(), [new { id = "a", venueId = venue, observedAt = now.AddHours(-3), waitMinutes = 40 }]);
        await Probe.UntilAsync(async () => await QueueRecords.CountAsync(app.Cloud, venue) == new Counts(1, 1), "not counted");
        var status = await app.GetAsync($"api/v1/venues/{venue}/queue");

        Assert.Equal("unknown", status.GetProperty("state").GetString());
        Assert.Equal(now.AddHours(-3), status.GetProperty("updatedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task What_was_noted_and_what_is_said_now_share_their_turns()
    {
        var (venue, token) = (app.TakeVenue(), await app.TokenAsync());
        await SendAsync(token, [new { id = "a", venueId = venue, observedAt = now.AddMinutes(-2), waitMinutes = 40 }]);
        using var live = await app.ReportAsync(venue, """{"waitMinutes": 5}""", token);

        Assert.Equal(HttpStatusCode.TooManyRequests, live.StatusCode);
        Assert.InRange(live.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 60, 181);
    }

    [Theory]
    [InlineData("""{"reports": []}""", "/reports")]
    [InlineData("""{"reports": null}""", "/reports")]
    [InlineData("""{"reports": [null]}""", "/reports/0")]
    [InlineData("""{"reports": [{"id": "a", "venueId": "b", "observedAt": "2026-11-25 12:00"}]}""", "/reports/0/observedAt")]
    public async Task What_is_no_list_of_reports_is_a_400(string body, string at)
    {
        using var answer = await PostAsync(await app.TokenAsync(), new StringContent(body, new MediaTypeHeaderValue("application/json")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([at], Pointers(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync())));
    }

    [Fact]
    public async Task More_than_fifty_reports_are_a_400()
    {
        var reports = Enumerable.Range(0, 51).Select(i => new { id = $"{i}", venueId = "a", observedAt = now, waitMinutes = 1 });
        using var answer = await PostAsync(await app.TokenAsync(), JsonContent.Create(new { reports }));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<List<JsonElement>> SendAsync(string token, object[] reports)
    {
        using var answer = await PostAsync(token, JsonContent.Create(new { reports }));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return [.. JsonSerializer.Deserialize<JsonElement>(text).GetProperty("results").EnumerateArray()];
    }

    private async Task<HttpResponseMessage> PostAsync(string token, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/queue-reports")
        {
            Content = content,
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        return await app.Http.SendAsync(request);
    }

    private static IEnumerable<string?> Outcomes(List<JsonElement> results) =>
        results.Select(result => result.GetProperty("outcome").GetString());

    private static IEnumerable<string> Pointers(JsonElement body) =>
        (body.TryGetProperty("problem", out var problem) ? problem : body).GetProperty("errors").EnumerateObject().Select(error => error.Name);
}
