using System.Net;
using System.Text.Json;
using QNom.Local.Cosmos;
using QNom.Partners;
using QNom.Platform.Identity;

namespace QNom.Tests.Integration.Partners;

/// <summary>What an API key opens, until when, and that nobody can learn it twice.</summary>
public sealed class ApiKeyTests(AppFixture app)
{
    [Fact]
    public async Task A_key_is_good_for_what_it_was_issued_for_until_it_is_revoked()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var (venue, other) = (app.TakeVenue(), app.TakeVenue());
        var partner = await desk.PartnerAsync(venue, other);
        var (key, id) = await desk.KeyAsync(partner, new { use = "server", venues = new[] { venue } });

        var caller = await IdentifyAsync(key);
        Assert.Equal([Roles.Server], caller!.Roles);
        Assert.Equal([venue], caller.Venues);
        Assert.Equal(partner.Split('/')[^1], caller.PartnerId);
        // A server is no diner, and is told so; who is revoked is told nothing.
        Assert.Equal(HttpStatusCode.Forbidden, await ReportAsync(key));

        await desk.DoAsync(HttpMethod.Delete, $"{partner}/keys/{id}");
        Assert.Equal(HttpStatusCode.Unauthorized, await ReportAsync(key));
        await desk.DoAsync(HttpMethod.Delete, $"{partner}/keys/{id}");
        using var unknown = await desk.CallAsync(HttpMethod.Delete, $"{partner}/keys/0000000000000000");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_sensors_key_speaks_for_its_sensors_until_they_are_removed()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var venue = app.TakeVenue();
        var partner = await desk.PartnerAsync(venue);
        var sensor = (await desk.DoAsync(HttpMethod.Post, $"{partner}/sensors", new { venueId = venue })).GetProperty("sensorId").GetString()!;
        var (key, _) = await desk.KeyAsync(partner, new { use = "sensor", sensors = new[] { sensor } });

        var caller = await IdentifyAsync(key);
        Assert.Equal([Roles.Sensor], caller!.Roles);
        Assert.Equal([sensor], caller.Sensors);
        Assert.Empty(caller.Venues);

        await desk.DoAsync(HttpMethod.Delete, $"{partner}/sensors/{sensor}");
        Assert.Empty((await IdentifyAsync(key))!.Sensors);
    }

    [Fact]
    public async Task A_key_loses_a_venue_with_its_partner()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var (kept, lost) = (app.TakeVenue(), app.TakeVenue());
        var partner = await desk.PartnerAsync(kept, lost);
        var (key, _) = await desk.KeyAsync(partner, new { use = "server", venues = new[] { kept, lost } });

        await desk.DoAsync(HttpMethod.Delete, $"{partner}/venues/{lost}");

        Assert.Equal([kept], (await IdentifyAsync(key))!.Venues);
    }

    [Fact]
    public async Task A_key_ends_when_it_says()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var venue = app.TakeVenue();
        var partner = await desk.PartnerAsync(venue);
        var expires = DateTimeOffset.UtcNow.AddHours(1);
        var (key, _) = await desk.KeyAsync(partner, new { use = "server", venues = new[] { venue }, expiresAt = expires });

        Assert.NotNull(await IdentifyAsync(key, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(expires.AddTicks(-1))));
        Assert.Null(await IdentifyAsync(key, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(expires)));
    }

    [Fact]
    public async Task Only_what_is_the_partners_own_can_be_in_a_key()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var partner = await desk.PartnerAsync(app.TakeVenue());
        foreach (var body in new object[]
        {
            new { use = "server", venues = new[] { app.TakeVenue() } },
            new { use = "sensor", sensors = new[] { "0000000000000000" } },
            new { use = "server" },
            new { use = "sensor", venues = new[] { "a" }, sensors = new[] { "b" } },
        })
        {
            using var answer = await desk.CallAsync(HttpMethod.Post, $"{partner}/keys", body);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Empty((await desk.DoAsync(HttpMethod.Get, $"{partner}/keys")).GetProperty("keys").EnumerateArray());
    }

    [Fact]
    public async Task A_key_is_shown_once_and_stored_nowhere()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var venue = app.TakeVenue();
        var partner = await desk.PartnerAsync(venue);
        var (key, id) = await desk.KeyAsync(partner, new { use = "server", venues = new[] { venue } });
        var secret = key.Split('_', 4)[3];

        var listed = await desk.DoAsync(HttpMethod.Get, $"{partner}/keys");
        Assert.Equal(id, listed.GetProperty("keys")[0].GetProperty("keyId").GetString());
        Assert.DoesNotContain(secret, listed.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await Records.AllAsync(app, "partners"), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await Records.AllAsync(app, "idempotency"), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await Records.AllAsync(app, "audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_costs_one_point_read_and_one_write_a_day()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var venue = app.TakeVenue();
        var partner = await desk.PartnerAsync(venue);
        var (key, id) = await desk.KeyAsync(partner, new { use = "server", venues = new[] { venue } });
        await ReportAsync(key);
        var listed = await desk.DoAsync(HttpMethod.Get, $"{partner}/keys");
        Assert.NotNull(listed.GetProperty("keys")[0].GetProperty("lastUsedOn").GetString());

        var before = Requests(partner).Count;
        await ReportAsync(key);
        Assert.Equal([(CosmosOperation.Read, $"key:{id}")], Requests(partner).Skip(before));
    }

    [Theory]
    [InlineData("qn_")]
    [InlineData("qn_a_b_c")]
    [InlineData("qn_~partners_0000000000000000_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("qn_0000000000000000_0000000000000000_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task What_is_no_key_is_a_401(string key) => Assert.Equal(HttpStatusCode.Unauthorized, await ReportAsync(key));

    [Fact]
    public async Task A_key_with_another_secret_or_of_another_partner_is_a_401()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var venue = app.TakeVenue();
        var (one, other) = (await desk.PartnerAsync(venue), await desk.PartnerAsync(venue));
        var parts = (await desk.KeyAsync(one, new { use = "server", venues = new[] { venue } })).Key.Split('_', 4);
        var second = (await desk.KeyAsync(one, new { use = "server", venues = new[] { venue } })).Key.Split('_', 4);

        Assert.Equal(HttpStatusCode.Unauthorized, await ReportAsync($"qn_{parts[1]}_{parts[2]}_{second[3]}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReportAsync($"qn_{other.Split('/')[^1]}_{parts[2]}_{parts[3]}"));
    }

    private Task<Caller?> IdentifyAsync(string key, TimeProvider? time = null) => new ApiKeys(
            Records.Service<PartnerStore>(app), Records.Service<ApiKeySecret>(app), time ?? TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<ApiKeys>.Instance)
        .IdentifyAsync(key, CancellationToken.None);

    private async Task<HttpStatusCode> ReportAsync(string key)
    {
        using var answer = await app.ReportAsync("any", "{}", key);
        return answer.StatusCode;
    }

    private List<(CosmosOperation, string?)> Requests(string partner) => [.. app.Cloud.Cosmos.Log.For("partners")
        .Where(request => request.PartitionKey?.Contains(partner.Split('/')[^1], StringComparison.Ordinal) == true)
        .Select(request => (request.Operation, request.ItemId))];
}
