using System.Net;
using System.Text.Json;
using QNom.Local.Cosmos;
using QNom.Partners;
using QNom.Platform.Identity;

namespace QNom.Tests.Integration.Partners;

public sealed class PartnerTests(AppFixture app)
{
    [Fact]
    public async Task A_partner_is_created_given_venues_and_found_in_the_list()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var (one, other) = (app.TakeVenue(), app.TakeVenue());
        var path = await desk.PartnerAsync(one, other, one);

        var read = await desk.DoAsync(HttpMethod.Get, path);
        Assert.Equal(new[] { one, other }.Order(), Texts(read, "venues").Order());
        Assert.Contains(path.Split('/')[^1], await ListedAsync(desk));

        var left = await desk.DoAsync(HttpMethod.Delete, $"{path}/venues/{one}");
        Assert.Equal([other], Texts(left, "venues"));
        using var unknown = await desk.CallAsync(HttpMethod.Put, $"{path}/venues/no-such-stall");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_member_acts_for_the_partners_venues_until_removed_and_is_stored_as_a_pseudonym()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var venue = app.TakeVenue();
        var path = await desk.PartnerAsync(venue);
        var subject = $"canary-{Guid.NewGuid():N}";

        var member = await desk.DoAsync(HttpMethod.Post, $"{path}/members", new { subject });
        await desk.DoAsync(HttpMethod.Post, $"{path}/members", new { subject });
        var memberId = member.GetProperty("memberId").GetString()!;
        Assert.Single((await desk.DoAsync(HttpMethod.Get, path)).GetProperty("members").EnumerateArray());
        Assert.Equal([venue], await VenuesOfAsync(memberId));
        Assert.DoesNotContain(subject, await Records.AllAsync(app, "partners"), StringComparison.Ordinal);

        await desk.DoAsync(HttpMethod.Delete, $"{path}/members/{memberId}");
        Assert.Empty(await VenuesOfAsync(memberId));
    }

    [Fact]
    public async Task An_operator_only_may_keep_partners()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        foreach (var role in new[] { "diner", "partner" })
        {
            using var answer = await desk.CallAsync(
                HttpMethod.Post, "api/v1/partners", new { name = "Mine" }, credential: await app.TokenAsync(role));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_venue_is_not_taken_while_sensors_count_there()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var venue = app.TakeVenue();
        var path = await desk.PartnerAsync(venue);
        var sensor = (await desk.DoAsync(HttpMethod.Post, $"{path}/sensors", new { venueId = venue })).GetProperty("sensorId").GetString()!;

        using (var refused = await desk.CallAsync(HttpMethod.Delete, $"{path}/venues/{venue}"))
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        await desk.DoAsync(HttpMethod.Delete, $"{path}/sensors/{sensor}");
        await desk.DoAsync(HttpMethod.Delete, $"{path}/sensors/{sensor}");
        await desk.DoAsync(HttpMethod.Delete, $"{path}/venues/{venue}");
    }

    [Fact]
    public async Task A_registered_sensor_is_found_by_its_id_alone_at_the_cost_of_one_point_read()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var venue = app.TakeVenue();
        var path = await desk.PartnerAsync(venue);
        var sensor = (await desk.DoAsync(HttpMethod.Post, $"{path}/sensors", new { venueId = venue, label = "Till" })).GetProperty("sensorId").GetString()!;
        var registry = Records.Service<SensorRegistry>(app);

        var before = Reads(sensor);
        Assert.Equal(new Sensor(sensor, path.Split('/')[^1], venue), await registry.FindAsync(sensor, CancellationToken.None));
        Assert.Equal(before + 1, Reads(sensor));
        await desk.DoAsync(HttpMethod.Delete, $"{path}/sensors/{sensor}");
        Assert.Null(await registry.FindAsync(sensor, CancellationToken.None));

        int Reads(string id) => app.Cloud.Cosmos.Log.For("partners").Count(request =>
            request.Operation == CosmosOperation.Read && request.PartitionKey?.Contains($"~sensor:{id}", StringComparison.Ordinal) == true);
    }

    private async Task<IEnumerable<string>> VenuesOfAsync(string memberId) =>
        (await Records.Service<VenuesOfMember>(app)(memberId, CancellationToken.None)).Order();

    private static async Task<List<string>> ListedAsync(PartnerDesk desk)
    {
        var found = new List<string>();
        for (var path = "api/v1/partners?limit=2"; path is not null;)
        {
            using var answer = await desk.CallAsync(HttpMethod.Get, path);
            var page = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
            found.AddRange(page.GetProperty("partners").EnumerateArray().Select(partner => partner.GetProperty("partnerId").GetString()!));
            path = answer.Headers.TryGetValues("Link", out var links) ? links.Single()[1..].Split('>')[0] : null;
        }

        return found;
    }

    private static IEnumerable<string> Texts(JsonElement element, string property) =>
        element.GetProperty(property).EnumerateArray().Select(text => text.GetString()!);
}
