using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using QNom.Tests.Integration.Host;

namespace QNom.Tests.Integration.Queues;

/// <summary>Boards and streams through the whole app.</summary>
public sealed class BoardStreamTests(AppFixture app)
{
    [Fact]
    public async Task A_report_reaches_who_listens_to_the_site_and_to_the_stall_and_not_who_listens_to_another()
    {
        var (venue, site) = await PlaceAsync();
        var board = await app.GetAsync($"api/v1/sites/{site}/board");
        var since = board.GetProperty("change").GetInt64();
        using var ofSite = await EventsAsync($"api/v1/sites/{site}/stream?since={since}");
        using var ofVenue = await EventsAsync($"api/v1/venues/{venue}/stream?since={since}");

        using var report = await app.ReportAsync(venue, """{"waitMinutes": 30}""");
        var (id, stall) = await ofSite.NextAsync(venue);
        var (venuesId, alone) = await ofVenue.NextAsync(venue);

        Assert.True(id > since);
        Assert.Equal((id, stall.GetRawText()), (venuesId, alone.GetRawText()));
        var wait = stall.GetProperty("wait");
        Assert.Equal(("open", true), (wait.GetProperty("state").GetString(), wait.GetProperty("live").GetBoolean()));
        Assert.InRange(wait.GetProperty("likely").GetInt32(), wait.GetProperty("low").GetInt32(), wait.GetProperty("high").GetInt32());
        Assert.InRange(wait.GetProperty("confidence").GetDouble(), 0.05, 0.95);

        var shown = (await app.GetAsync($"api/v1/sites/{site}/board")).GetProperty("stalls").EnumerateArray()
            .Single(card => card.GetProperty("venueId").GetString() == venue);
        Assert.Equal(stall.GetRawText(), shown.GetRawText());
    }

    [Fact]
    public async Task Who_comes_back_is_told_only_what_it_has_missed()
    {
        var (venue, site) = await PlaceAsync();
        using var first = await app.ReportAsync(venue, """{"waitMinutes": 10}""");
        long seen;
        using (var events = await EventsAsync($"api/v1/venues/{venue}/stream"))
            seen = (await events.NextAsync(venue)).Id;

        using var second = await app.ReportAsync(venue, """{"waitMinutes": 90}""");
        using var again = await EventsAsync($"api/v1/venues/{venue}/stream", seen);
        var (id, _) = await again.NextAsync(venue);

        Assert.True(id > seen);
    }

    [Fact]
    public async Task A_board_that_has_not_changed_is_answered_304()
    {
        using var first = await app.Http.GetAsync("api/v1/sites/newton-food-centre/board");
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/sites/newton-food-centre/board");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await app.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("api/v1/sites/no-such-site/stream", HttpStatusCode.NotFound)]
    [InlineData("api/v1/sites/no-such-site/board", HttpStatusCode.NotFound)]
    [InlineData("api/v1/venues/no-such-venue/stream", HttpStatusCode.NotFound)]
    [InlineData("api/v1/sites/newton-food-centre/stream?since=-1", HttpStatusCode.BadRequest)]
    [InlineData("api/v1/sites/newton-food-centre/stream?since=x", HttpStatusCode.BadRequest)]
    [InlineData("api/v1/sites/newton-food-centre/stream?since=1&since=2", HttpStatusCode.BadRequest)]
    public async Task A_stream_that_cannot_be_is_a_problem(string path, HttpStatusCode status)
    {
        using var response = await app.Http.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private async Task<(string Venue, string Site)> PlaceAsync()
    {
        var venue = app.TakeVenue();
        return (venue, (await app.GetAsync($"api/v1/venues/{venue}")).GetProperty("siteId").GetString()!);
    }

    private async Task<Events> EventsAsync(string path, long? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is { } id)
            request.Headers.Add("Last-Event-ID", $"{id}");
        var response = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return new Events(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    private sealed record Events(HttpResponseMessage Response, StreamReader Lines) : IDisposable
    {
        /// <summary>The next event about a stall. Other tests' stalls share its site.</summary>
        public async Task<(long Id, JsonElement Stall)> NextAsync(string venue)
        {
            using var deadline = new CancellationTokenSource(Probe.Deadline);
            for (var id = 0L; ;)
            {
                var line = await Lines.ReadLineAsync(deadline.Token) ?? throw new InvalidOperationException("The stream has ended.");
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                    id = long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture);
                if (line.StartsWith("data: ", StringComparison.Ordinal)
                    && JsonSerializer.Deserialize<JsonElement>(line[6..]) is var stall
                    && stall.GetProperty("venueId").GetString() == venue)
                {
                    return (id, stall);
                }
            }
        }

        public void Dispose()
        {
            Lines.Dispose();
            Response.Dispose();
        }
    }
}
