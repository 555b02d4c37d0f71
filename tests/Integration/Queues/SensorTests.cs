using System.Net;
using System.Text.Json;
using QNom.Local.Cosmos;
using QNom.Tests.Integration.Partners;

namespace QNom.Tests.Integration.Queues;

/// <summary>A sensor's readings on their way to what people see, through the whole app.</summary>
public class SensorTests(AppFixture app)
{
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Readings_become_a_wait_by_a_sensor_in_one_commit_and_again_in_none()
    {
        var (venue, sensor, key, desk) = await SensorAsync();
        var body = new { readings = Enumerable.Range(-19, 20).Select(minute => new { at = now.AddMinutes(minute), count = 12, arrivals = 2, departures = 2 }) };
        var before = Commits(venue);
        var first = await SendAsync(desk, sensor, key, body);
        var second = await SendAsync(desk, sensor, key, body);
        var status = await app.GetAsync($"api/v1/venues/{venue}/queue");

        Assert.Equal((20, 0), (first.GetProperty("accepted").GetInt32(), first.GetProperty("repeated").GetInt32()));
        Assert.Equal((0, 20), (second.GetProperty("accepted").GetInt32(), second.GetProperty("repeated").GetInt32()));
        Assert.Equal(1, Commits(venue) - before);
        Assert.Equal("open", status.GetProperty("state").GetString());
        Assert.Equal(12, status.GetProperty("queueLength").GetInt32());
        Assert.Contains(status.GetProperty("sources").EnumerateArray(), source => source.GetProperty("kind").GetString() == "sensor");
    }

    [Fact]
    public async Task A_sensor_speaks_for_itself_alone()
    {
        var (venue, sensor, _, desk) = await SensorAsync();
        var (_, _, other, _) = await SensorAsync();
        var body = new { readings = new[] { new { at = now, count = 5 } } };
        using var anothers = await desk.CallAsync(HttpMethod.Post, $"api/v1/sensors/{sensor}/readings", body, credential: other);
        using var diners = await desk.CallAsync(HttpMethod.Post, $"api/v1/sensors/{sensor}/readings", body, credential: await app.TokenAsync());

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (anothers.StatusCode, diners.StatusCode));
        Assert.Equal("unknown", (await app.GetAsync($"api/v1/venues/{venue}/queue")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_bad_reading_is_a_400_that_points_at_it_and_changes_nothing()
    {
        var (venue, sensor, key, desk) = await SensorAsync();
        object[] readings = [new { at = now, count = 5 }, new { at = now, count = 1000 }];
        using var answer = await desk.CallAsync(HttpMethod.Post, $"api/v1/sensors/{sensor}/readings", new { readings }, credential: key);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["/readings/1/count"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Equal("unknown", (await app.GetAsync($"api/v1/venues/{venue}/queue")).GetProperty("state").GetString());
    }

    private async Task<(string Venue, string Sensor, string Key, PartnerDesk Desk)> SensorAsync()
    {
        var (venue, desk) = (app.TakeVenue(), await PartnerDesk.OpenAsync(app));
        var partner = await desk.PartnerAsync(venue);
        var sensor = (await desk.DoAsync(HttpMethod.Post, $"{partner}/sensors", new { venueId = venue })).GetProperty("sensorId").GetString()!;
        var (key, _) = await desk.KeyAsync(partner, new { use = "sensor", sensors = new[] { sensor } });
        return (venue, sensor, key, desk);
    }

    private static async Task<JsonElement> SendAsync(PartnerDesk desk, string sensor, string key, object body)
    {
        using var answer = await desk.CallAsync(HttpMethod.Post, $"api/v1/sensors/{sensor}/readings", body, credential: key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private int Commits(string venue) => app.Cloud.Cosmos.Log.For("queues")
        .Count(request => request.PartitionKey == $"[\"{venue}\"]" && request.Operation == CosmosOperation.Batch);
}
