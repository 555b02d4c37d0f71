using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace QNom.Tests.Integration.Diners;

public sealed class DinerApiTests(AppFixture app)
{
    private const string Me = "api/v1/diners/me";

    [Fact]
    public async Task A_profile_is_changed_by_who_has_read_it_and_seen_by_nobody_else()
    {
        var (mei, ali) = (await app.TokenAsync(), await app.TokenAsync());
        using var first = await CallAsync(mei, HttpMethod.Get, Me);
        var body = """{"displayName":"Mei","preferences":{"diets":["halal"],"cuisines":["malay"],"priceCents":800,"walkingSpeed":"slow","language":"malay"}}""";
        using var changed = await CallAsync(mei, HttpMethod.Put, Me, body, first.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var stale = await CallAsync(mei, HttpMethod.Put, Me, body, first.Headers.ETag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);

        Assert.Equal("Mei", (await DoAsync(mei, HttpMethod.Get, Me)).GetProperty("displayName").GetString());
        Assert.Equal(JsonValueKind.Null, (await DoAsync(ali, HttpMethod.Get, Me)).GetProperty("displayName").ValueKind);
    }

    [Fact]
    public async Task A_report_becomes_a_visit_of_a_diner_who_agreed_and_all_that_is_held_is_given_to_them()
    {
        var (token, venue) = (await app.TokenAsync(), app.TakeVenue());
        await DoAsync(token, HttpMethod.Put, $"{Me}/consents/history", """{"given":true}""");
        await DoAsync(token, HttpMethod.Put, $"{Me}/favourites/{venue}");
        using (var report = await app.ReportAsync(venue, """{"waitMinutes":7}""", token))
            Assert.Equal(HttpStatusCode.Accepted, report.StatusCode);
        await Host.Probe.UntilAsync(
            async () => (await DoAsync(token, HttpMethod.Get, $"{Me}/visits")).GetProperty("visits").GetArrayLength() == 1, "no visit is kept");

        var data = await DoAsync(token, HttpMethod.Get, $"{Me}/data");
        Assert.Equal(venue, data.GetProperty("visits")[0].GetProperty("venueId").GetString());
        Assert.Equal(venue, data.GetProperty("favourites")[0].GetProperty("venueId").GetString());
        Assert.True(data.GetProperty("consents")[0].GetProperty("given").GetBoolean());

        await DoAsync(token, HttpMethod.Put, $"{Me}/consents/history", """{"given":false}""");
        await Host.Probe.UntilAsync(
            async () => (await DoAsync(token, HttpMethod.Get, $"{Me}/visits")).GetProperty("visits").GetArrayLength() == 0, "the visit stays");
        Assert.Equal(2, (await DoAsync(token, HttpMethod.Get, $"{Me}/consents?limit=2")).GetProperty("changes").GetArrayLength());
    }

    [Fact]
    public async Task A_deletion_is_announced_stops_changes_and_is_taken_back()
    {
        var (token, venue) = (await app.TokenAsync(), app.TakeVenue());
        Assert.NotEqual(JsonValueKind.Null, (await DoAsync(token, HttpMethod.Delete, Me)).GetProperty("erasedAt").ValueKind);
        using (var refused = await CallAsync(token, HttpMethod.Put, $"{Me}/favourites/{venue}"))
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await DoAsync(token, HttpMethod.Delete, $"{Me}/deletion")).GetProperty("erasedAt").ValueKind);
        await DoAsync(token, HttpMethod.Put, $"{Me}/favourites/{venue}");
        await DoAsync(token, HttpMethod.Delete, $"{Me}/favourites/{venue}");
        Assert.Equal(0, (await DoAsync(token, HttpMethod.Get, $"{Me}/favourites")).GetProperty("favourites").GetArrayLength());
    }

    [Fact]
    public async Task A_short_wait_becomes_a_notice_on_the_channels_of_who_wanted_to_be_told()
    {
        var venue = app.TakeVenue();
        var token = await app.Http.GetStringAsync($"identity/token?sub={Guid.NewGuid():N}&role=diner&email=mei@example.com");
        await DoAsync(token, HttpMethod.Put, $"{Me}/consents/notifications", """{"given":true}""");
        Assert.Equal("mei@example.com", (await DoAsync(token, HttpMethod.Put, $"{Me}/channels/email")).GetProperty("address").GetString());
        await DoAsync(token, HttpMethod.Post, $"{Me}/channels", """
            {"endpoint":"https://push.example.net/x","expirationTime":null,"keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}
            """);
        Assert.Equal(["push", "email"], (await DoAsync(token, HttpMethod.Get, $"{Me}/channels")).GetProperty("channels").EnumerateArray()
            .Select(channel => channel.GetProperty("kind").GetString()));

        var made = await DoAsync(token, HttpMethod.Post, $"{Me}/alerts", $$$"""{"venueId":"{{{venue}}}","when":{"underMinutes":30,"from":"00:00","until":"24:00"}}""");
        var path = $"{Me}/alerts/{made.GetProperty("alertId").GetString()}";
        using var read = await CallAsync(token, HttpMethod.Get, path);
        using var changed = await CallAsync(token, HttpMethod.Put, path, """{"underMinutes":40,"from":"00:00","until":"24:00"}""", read.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using (var report = await app.ReportAsync(venue, """{"waitMinutes":3}"""))
            Assert.Equal(HttpStatusCode.Accepted, report.StatusCode);
        await Host.Probe.UntilAsync(
            async () => (await DoAsync(token, HttpMethod.Get, $"{Me}/data")).GetProperty("notices").GetArrayLength() == 1, "nobody is told");

        await DoAsync(token, HttpMethod.Delete, path);
        await DoAsync(token, HttpMethod.Delete, $"{Me}/channels/email");
        var data = await DoAsync(token, HttpMethod.Get, $"{Me}/data");
        Assert.Equal((0, 1), (data.GetProperty("alerts").GetArrayLength(), data.GetProperty("channels").GetArrayLength()));
    }

    private async Task<HttpResponseMessage> CallAsync(
        string token, HttpMethod method, string path, string? body = null, EntityTagHeaderValue? tag = null)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        if (tag is not null)
            request.Headers.IfMatch.Add(tag);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await app.Http.SendAsync(request);
    }

    private async Task<JsonElement> DoAsync(string token, HttpMethod method, string path, string? body = null)
    {
        using var answer = await CallAsync(token, method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
