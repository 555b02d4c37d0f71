using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace QNom.Tests.Integration.Venues;

public sealed class VenueEditingTests(AppFixture app)
{
    private const string Full = """
        {"name":"Ah Hock Chicken Rice","type":"hawkerStall","cuisines":["chinese","malay"],"description":"Since 1971.",
        "translations":{"zh-Hans":{"name":"亚福鸡饭"},"ta":{"name":"கோழி சாதம்","description":"சுவையானது"}},
        "diet":{"halal":{"number":"SH-2025-01234","expiresOn":"2099-12-31"},"vegetarian":"some","allergens":["soybeans"]},
        "price":{"fromCents":400,"toCents":650,"currency":"SGD"},"features":["takeaway"],"payments":["cash","payNow"],
        "contact":{"phone":"+6561234567","website":"https://example.com/a"}}
        """;

    [Fact]
    public async Task A_venue_is_created_read_and_changed_under_its_ETag()
    {
        var id = NewId();
        using (var created = await SendAsync(HttpMethod.Post, "api/v1/venues", Body(id, Full)))
            Assert.Equal((HttpStatusCode.Created, $"/api/v1/venues/{id}"), (created.StatusCode, created.Headers.Location?.ToString()));
        using (var again = await SendAsync(HttpMethod.Post, "api/v1/venues", Body(id, Full)))
            Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);

        using var read = await app.Http.GetAsync($"api/v1/venues/{id}");
        var venue = await JsonAsync(read);
        Assert.Equal((true, "+6561234567", 1), (
            venue.GetProperty("diet").GetProperty("halal").GetBoolean(), venue.GetProperty("phone").GetString(),
            venue.GetProperty("revision").GetInt32()));

        var change = $$"""{"facts":{{Full.Replace("Since 1971.", "Since 1972.")}}}""";
        using (var changed = await SendAsync(HttpMethod.Put, $"api/v1/venues/{id}", change, read.Headers.ETag!.ToString()))
            Assert.Equal("Since 1972.", (await JsonAsync(changed)).GetProperty("description").GetString());
        using (var stale = await SendAsync(HttpMethod.Put, $"api/v1/venues/{id}", change, read.Headers.ETag!.ToString()))
            Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        using (var blind = await SendAsync(HttpMethod.Put, $"api/v1/venues/{id}", change))
            Assert.Equal((HttpStatusCode)428, blind.StatusCode);
    }

    [Theory]
    [InlineData("zh-CN, en;q=0.5", "亚福鸡饭", "zh-Hans, en")]
    [InlineData("ta", "கோழி சாதம்", "ta")]
    [InlineData("ms", "Ah Hock Chicken Rice", "en")]
    [InlineData("fr, en;q=0.1, ta;q=0", "Ah Hock Chicken Rice", "en")]
    public async Task Names_are_read_in_the_language_that_was_asked_for(string accept, string name, string language)
    {
        var id = NewId();
        using var created = await SendAsync(HttpMethod.Post, "api/v1/venues", Body(id, Full));

        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/venues/{id}");
        request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        using var answer = await app.Http.SendAsync(request);

        Assert.Equal(name, (await JsonAsync(answer)).GetProperty("name").GetString());
        Assert.Equal((HashSet<string>)[.. language.Split(", ")], [.. answer.Content.Headers.ContentLanguage]);
        Assert.Contains("Accept-Language", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("\"name\":\"Ah Hock Chicken Rice\"", "\"name\":\"A\"", "/facts/name")]
    [InlineData("+6561234567", "+6551234567", "/facts/contact/phone")]
    [InlineData("+6561234567", "61234567", "/facts/contact/phone")]
    [InlineData("https://example.com/a", "javascript:alert(1)", "/facts/contact/website")]
    [InlineData("\"fromCents\":400", "\"fromCents\":99", "/facts/price/fromCents")]
    [InlineData("\"toCents\":650", "\"toCents\":399", "/facts/price/toCents")]
    [InlineData("\"SGD\"", "\"USD\"", "/facts/price/currency")]
    [InlineData("SH-2025-01234", "?", "/facts/diet/halal/number")]
    [InlineData("[\"chinese\",\"malay\"]", "[]", "/facts/cuisines")]
    [InlineData("[\"chinese\",\"malay\"]", "[\"martian\"]", "/facts/cuisines/0")]
    [InlineData("\"features\":[\"takeaway\"]", "\"features\":[\"takeaway\",\"takeaway\"]", "/facts/features")]
    [InlineData("\"type\":\"hawkerStall\"", "\"type\":\"hawkerStall\",\"halal\":true", "/facts/halal")]
    public async Task What_breaks_a_rule_is_refused_by_its_pointer_and_creates_nothing(string part, string instead, string at)
    {
        var id = NewId();
        using var answer = await SendAsync(HttpMethod.Post, "api/v1/venues", Body(id, Full.Replace(part, instead)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(at, Assert.Single((await JsonAsync(answer)).GetProperty("errors").EnumerateObject()).Name);
        using var read = await app.Http.GetAsync($"api/v1/venues/{id}");
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task An_expired_certificate_is_shown_and_is_not_halal()
    {
        var id = NewId();
        using var created = await SendAsync(HttpMethod.Post, "api/v1/venues", Body(id, Full.Replace("2099-12-31", "2020-12-31")));
        var diet = (await app.GetAsync($"api/v1/venues/{id}")).GetProperty("diet");

        Assert.False(diet.GetProperty("halal").GetBoolean());
        Assert.True(diet.GetProperty("halalCertificate").GetProperty("expired").GetBoolean());
    }

    [Fact]
    public async Task A_menu_is_given_changed_under_its_ETag_and_sold_out_by_item()
    {
        var id = NewId();
        using var created = await SendAsync(HttpMethod.Post, "api/v1/venues", Body(id, Full));
        using var empty = await app.Http.GetAsync($"api/v1/venues/{id}/menu");
        const string Menu = """
            {"items":[{"itemId":"rice","name":"Chicken Rice","price":{"cents":450,"currency":"SGD"},
            "translations":{"zh-Hans":{"name":"鸡饭"}},
            "options":[{"optionId":"size","name":"Size","choices":[{"choiceId":"s","name":"Small"},
            {"choiceId":"l","name":"Large","extra":{"cents":100,"currency":"SGD"}}],"least":1}]}]}
            """;

        using (var put = await SendAsync(HttpMethod.Put, $"api/v1/venues/{id}/menu", Menu, empty.Headers.ETag!.ToString()))
            Assert.Equal(1, (await JsonAsync(put)).GetProperty("revision").GetInt32());
        using (var stale = await SendAsync(HttpMethod.Put, $"api/v1/venues/{id}/menu", Menu, empty.Headers.ETag!.ToString()))
            Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        using (var blind = await SendAsync(HttpMethod.Put, $"api/v1/venues/{id}/menu", Menu))
            Assert.Equal((HttpStatusCode)428, blind.StatusCode);

        var until = DateTimeOffset.UtcNow.AddHours(3);
        using (var gone = await SendAsync(HttpMethod.Put, $"api/v1/venues/{id}/menu/items/rice/stock", $$"""{"soldOutUntil":"{{until:O}}"}"""))
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.True((await ItemAsync(id)).GetProperty("soldOut").GetBoolean());
        using (var back = await SendAsync(HttpMethod.Put, $"api/v1/venues/{id}/menu/items/rice/stock", """{"soldOutUntil":null}"""))
            Assert.Equal(HttpStatusCode.NoContent, back.StatusCode);
        Assert.False((await ItemAsync(id)).GetProperty("soldOut").GetBoolean());
        using (var past = await SendAsync(HttpMethod.Put, $"api/v1/venues/{id}/menu/items/rice/stock", """{"soldOutUntil":"2020-01-01T00:00:00Z"}"""))
            Assert.Equal(HttpStatusCode.BadRequest, past.StatusCode);
        using (var unknown = await SendAsync(HttpMethod.Put, $"api/v1/venues/{id}/menu/items/soup/stock", """{"soldOutUntil":null}"""))
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Only_an_operator_creates_and_only_its_partner_or_an_operator_changes()
    {
        var id = NewId();
        using (var partner = await SendAsync(HttpMethod.Post, "api/v1/venues", Body(id, Full), role: "partner"))
            Assert.Equal(HttpStatusCode.Forbidden, partner.StatusCode);
        using var created = await SendAsync(HttpMethod.Post, "api/v1/venues", Body(id, Full));
        foreach (var path in (string[])[$"api/v1/venues/{id}", $"api/v1/venues/{id}/menu", $"api/v1/venues/{id}/menu/items/rice/stock"])
        {
            using var anothers = await SendAsync(HttpMethod.Put, path, "{}", "\"1-x\"", "partner");
            Assert.Equal(HttpStatusCode.Forbidden, anothers.StatusCode);
        }
    }

    private static string NewId() => $"test-{Guid.NewGuid():N}";

    private static string Body(string id, string facts) => $$"""{"venueId":"{{id}}","siteId":"maxwell-food-centre","facts":{{facts}}}""";

    private async Task<JsonElement> ItemAsync(string id) =>
        (await app.GetAsync($"api/v1/venues/{id}/menu")).GetProperty("items")[0];

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync());

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string body, string? ifMatch = null, string role = "operator")
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await app.TokenAsync(role)) },
        };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await app.Http.SendAsync(request);
    }
}
