using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using QNom.Local.Cosmos;
using QNom.Tests.Integration.Host;

namespace QNom.Tests.Integration.Queues;

/// <summary>What stalls say of their own queues, through the whole app.</summary>
public class NoticeTests(AppFixture app)
{
    [Fact]
    public async Task A_stall_sees_at_once_what_people_see()
    {
        var venue = app.TakeVenue();
        using var answer = await PutAsync(venue, """{"waitMinutes": 25, "queueLength": 9}""");
        var answered = await ReadAsync(answer, HttpStatusCode.OK);
        var status = await app.GetAsync($"api/v1/venues/{venue}/queue");

        Assert.Equal("open", answered.GetProperty("state").GetString());
        Assert.Equal(9, answered.GetProperty("queueLength").GetInt32());
        Assert.InRange(answered.GetProperty("wait").GetProperty("likely").GetInt32(), 12, 30);
        Assert.Equal(answered.GetProperty("wait").ToString(), status.GetProperty("wait").ToString());
        Assert.Contains(status.GetProperty("sources").EnumerateArray(), source => source.GetProperty("kind").GetString() == "partner");
    }

    [Fact]
    public async Task A_pause_takes_the_wait_off_the_status_and_off_the_board_and_says_until_when()
    {
        var venue = app.TakeVenue();
        using var open = await PutAsync(venue, """{"waitMinutes": 25}""");
        var until = TimeProvider.System.GetUtcNow().AddMinutes(20);
        using var answer = await PutAsync(venue, $$"""{"state": "paused", "until": "{{until:O}}"}""");
        var status = await ReadAsync(answer, HttpStatusCode.OK);
        var site = (await app.GetAsync($"api/v1/venues/{venue}")).GetProperty("siteId").GetString();

        Assert.Equal("paused", status.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("wait").ValueKind);
        Assert.Equal(until, status.GetProperty("until").GetDateTimeOffset());
        await Probe.UntilAsync(
            async () => (await app.GetAsync($"api/v1/sites/{site}")).GetProperty("stalls").EnumerateArray()
                .Single(stall => stall.GetProperty("venueId").GetString() == venue).GetProperty("wait") is { ValueKind: JsonValueKind.Object } wait
                && wait.GetProperty("state").GetString() == "paused"
                && wait.GetProperty("likely").ValueKind == JsonValueKind.Null
                && wait.GetProperty("until").GetDateTimeOffset() == until,
            "the board does not show the pause");
    }

    [Fact]
    public async Task A_notice_that_comes_late_does_not_undo_a_later_one()
    {
        var (venue, now) = (app.TakeVenue(), TimeProvider.System.GetUtcNow());
        using var soldOut = await PutAsync(venue, $$"""{"soldOut": true, "observedAt": "{{now:O}}"}""");
        using var late = await PutAsync(venue, $$"""{"waitMinutes": 5, "observedAt": "{{now.AddMinutes(-5):O}}"}""");
        var status = await ReadAsync(late, HttpStatusCode.OK);

        Assert.Equal("closed", status.GetProperty("state").GetString());
        Assert.Equal("soldOut", status.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_notice_costs_two_point_reads_and_one_batch_and_again_two_reads()
    {
        var venue = app.TakeVenue();
        var body = $$"""{"waitMinutes": 5, "observedAt": "{{TimeProvider.System.GetUtcNow():O}}"}""";
        using var first = await PutAsync(venue, body);
        using var again = await PutAsync(venue, body);

        Assert.Equal(
            [CosmosOperation.Read, CosmosOperation.Batch, CosmosOperation.Read],
            app.Cloud.Cosmos.Log.For("queues").Where(r => r.PartitionKey == $"[\"{venue}\"]" && r.Operation != CosmosOperation.Delete)
                .Select(r => r.Operation));
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"state": "unknown"}""", "/state")]
    [InlineData("""{"state": "paused", "waitMinutes": 5}""", "/waitMinutes")]
    [InlineData("""{"state": "paused", "until": "2026-11-25T12:00:00"}""", "/until")]
    [InlineData("""{"state": "paused", "until": "noon"}""", "/until")]
    [InlineData("""{"state": "closed", "until": "2020-01-01T00:00:00Z"}""", "/until")]
    [InlineData("""{"waitMinutes": 5, "observedAt": "2999-01-01T00:00:00Z"}""", "/observedAt")]
    public async Task A_bad_notice_is_a_400_that_points_at_it_and_changes_nothing(string body, string at)
    {
        var venue = app.TakeVenue();
        using var answer = await PutAsync(venue, body);
        var problem = await ReadAsync(answer, HttpStatusCode.BadRequest);

        Assert.Equal([at], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Equal("unknown", (await app.GetAsync($"api/v1/venues/{venue}/queue")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Another_stall_may_not_speak_for_this_one()
    {
        var venue = app.TakeVenue();
        using var answer = await PutAsync(venue, """{"soldOut": true}""", partnerOf: app.TakeVenue());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("unknown", (await app.GetAsync($"api/v1/venues/{venue}/queue")).GetProperty("state").GetString());
    }

    private async Task<HttpResponseMessage> PutAsync(string venue, string body, string? partnerOf = null)
    {
        var token = await app.Http.GetStringAsync($"identity/token?sub=owner-of-{venue}&role=partner&venues={partnerOf ?? venue}");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"api/v1/venues/{venue}/queue")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        return await app.Http.SendAsync(request);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
