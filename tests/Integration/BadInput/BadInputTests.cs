using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using QNom.Local.Identity;
using QNom.Platform.Cosmos;
using QNom.Platform.Identity;
using QNom.Tests.Integration.Operations;
using QNom.Venues;
using QNom.Venues.Hours;

namespace QNom.Tests.Integration.BadInput;

/// <summary>Bad input gets the right status and a problem that says where, is never our failure, and changes nothing.</summary>
/// <remarks>In a cloud of its own: what other tests set aside there may arrive late, and here nothing may change.</remarks>
public sealed class BadInputTests(OperationsCloud cloud) : IClassFixture<OperationsCloud>
{
    // What answers anyone whatever is sent.
    private static readonly string[] Undemanding = ["GetOpenApi", "GetDocs", "GetLiveness", "GetReadiness", "RegisterDevice"];

    [Fact]
    public void Every_endpoint_of_the_table_of_policies_has_bad_requests()
    {
        var table = new BadRequestTable("a", "b", "c", "d").All;

        Assert.InRange(table.Count, 120, int.MaxValue);
        Assert.Equal(
            EndpointPolicies.Functions.Except(Undemanding).Order(), table.Select(bad => bad.Function).Distinct().Order());
    }

    [Fact]
    public async Task Bad_input_is_refused_with_the_reason_and_changes_nothing()
    {
        const string venue = "bad-input-stall";
        foreach (var id in (string[])[venue, BadHoursRequests.ClosedVenue])
        {
            await cloud.Cloud.Functions.Services.GetRequiredService<VenueStore>().CreateAsync(
                Venue.Create(id, "bad-input-site", "Stall", Cuisine.Malay, new GeoPoint(103.8, 1.3), demo: true), CancellationToken.None);
        }

        await cloud.Cloud.Functions.Services.GetRequiredService<CosmosDatabase>().Container(VenueStore.Declaration)
            .CreateItemAsync(HoursDocument.Of(BadHoursRequests.ClosedVenue, 1, new OpeningHours([])));
        var (usedKey, credentials) = (Guid.NewGuid().ToString(), new Dictionary<Sender, AuthenticationHeaderValue?>());
        var partner = (await DoAsync("POST", "api/v1/partners", "{\"name\":\"Tian Tian\"}", usedKey)).GetProperty("partnerId").GetString()!;
        var path = $"api/v1/partners/{partner}";
        await DoAsync("PUT", $"{path}/venues/{venue}", null);
        var sensor = (await DoAsync("POST", $"{path}/sensors", $"{{\"venueId\":\"{venue}\"}}")).GetProperty("sensorId").GetString()!;
        var server = await KeyAsync(path, $"{{\"use\":\"server\",\"venues\":[\"{venue}\"]}}");
        var sensing = await KeyAsync(path, $"{{\"use\":\"sensor\",\"sensors\":[\"{sensor}\"]}}");
        var revoked = await KeyAsync(path, $"{{\"use\":\"server\",\"venues\":[\"{venue}\"]}}");
        await DoAsync("DELETE", $"{path}/keys/{revoked.Split('_')[2]}", null);
        var diner = await cloud.TokenAsync("diner");
        foreach (var (sender, token) in new (Sender, string)[]
        {
            (Sender.Diner, diner), (Sender.Partner, await cloud.TokenAsync("partner")), (Sender.Operator, cloud.OperatorToken),
            (Sender.Device, (await DoAsync("POST", "api/v1/devices", null)).GetProperty("token").GetString()!),
            (Sender.Server, server), (Sender.Sensor, sensing), (Sender.Revoked, revoked),
            (Sender.Tampered, diner[..^20] + (diner[^20] == 'A' ? 'B' : 'A') + diner[^19..]), (Sender.Expired, Expired()),
        })
        {
            credentials[sender] = new AuthenticationHeaderValue("Bearer", token);
        }

        credentials[Sender.Nobody] = null;
        credentials[Sender.Basic] = new AuthenticationHeaderValue("Basic", "b2xpdmlhOnNlY3JldA==");
        // A key's first use of the day is noted, which is no effect of the request.
        foreach (var key in new[] { server, sensing })
            (await SendAsync(new("ReportQueue", "first use", "POST", $"v1/venues/{venue}/queue/reports", Sender.Server, 403), new("Bearer", key))).Dispose();

        var before = await CloudContent.ReadAsync(cloud.Cloud);
        var wrong = new List<string>();
        foreach (var bad in new BadRequestTable(venue, partner, sensor, usedKey).All)
        {
            using var answer = await SendAsync(bad, credentials[bad.Sender]);
            if (await FaultAsync(bad, answer) is { } fault)
                wrong.Add($"{bad}: {fault}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await CloudContent.ReadAsync(cloud.Cloud));
    }

    private async Task<HttpResponseMessage> SendAsync(BadRequest bad, AuthenticationHeaderValue? credential)
    {
        using var message = bad.ToMessage();
        message.Headers.Authorization = credential;
        return await cloud.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<string?> FaultAsync(BadRequest bad, HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            return "a stream, which has no end to read to";
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode != bad.Status)
            return $"{(int)answer.StatusCode} instead of {bad.Status}: {text}";
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return $"no problem: {answer.Content.Headers.ContentType}";
        if (answer.Headers.Contains("X-Injected"))
            return "a header was injected";
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        if (problem.GetProperty("status").GetInt32() != bad.Status || problem.GetProperty("traceId").GetString() is null or "")
            return text;
        if (bad.At is null)
            return null;
        return problem.TryGetProperty("errors", out var errors)
            && (bad.At == "*" || errors.EnumerateObject().Any(error => error.Name == bad.At || error.Name.StartsWith(bad.At + "/", StringComparison.Ordinal)))
                ? null
                : $"does not point at '{bad.At}': {text}";
    }

    private async Task<JsonElement> DoAsync(string method, string path, string? body, string? key = null)
    {
        using var message = new BadRequest("", "", method, path["api/".Length..], Sender.Operator, 0)
        {
            Body = body,
            Key = key ?? Guid.NewGuid().ToString(),
        }.ToMessage();
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", cloud.OperatorToken);
        using var answer = await cloud.Http.SendAsync(message);
        var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    private async Task<string> KeyAsync(string partner, string body) =>
        (await DoAsync("POST", $"{partner}/keys", body)).GetProperty("key").GetString()!;

    // Of the cloud's own issuer, a year ago.
    private string Expired() => new DevelopmentIssuer(
            cloud.Cloud.Issuer.Address, "qnom", cloud.Cloud.SigningKey, new FakeTimeProvider(DateTimeOffset.UtcNow.AddYears(-1)))
        .Issue(new TokenRequest("someone", ["diner", "partner", "operator"], [], TimeSpan.FromHours(1)));
}
