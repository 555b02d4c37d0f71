using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using QNom.Local.Identity;
using QNom.Tests.Integration.Operations;

namespace QNom.Tests.Integration.BadInput;

/// <summary>Whoever sends the bad requests, each with a credential: real people, keys and devices, and those that must not be trusted.</summary>
internal sealed class Cast
{
    private readonly OperationsCloud cloud;
    private readonly Dictionary<Sender, string?> credentials = [];

    private Cast(OperationsCloud cloud) => this.cloud = cloud;

    /// <summary>The bad requests about what they have.</summary>
    public BadRequestTable Table { get; private set; } = null!;

    /// <summary>All tokens and keys.</summary>
    public IEnumerable<string> Credentials => credentials.Values.OfType<string>();

    /// <summary>Has a partner with a stall, a sensor and keys, a diner and a device.</summary>
    /// <param name="cloud">Where.</param>
    /// <param name="venue">A stall that is there.</param>
    /// <param name="subject">Who they are to the issuer.</param>
    public static async Task<Cast> MeetAsync(OperationsCloud cloud, string venue, string subject)
    {
        var (cast, usedKey) = (new Cast(cloud), Guid.NewGuid().ToString());
        var partner = (await cast.DoAsync("POST", "v1/partners", "{\"name\":\"Tian Tian\"}", usedKey)).GetProperty("partnerId").GetString()!;
        var path = $"v1/partners/{partner}";
        await cast.DoAsync("PUT", $"{path}/venues/{venue}", null);
        var sensor = (await cast.DoAsync("POST", $"{path}/sensors", $"{{\"venueId\":\"{venue}\"}}")).GetProperty("sensorId").GetString()!;
        var server = await cast.KeyAsync(path, $"{{\"use\":\"server\",\"venues\":[\"{venue}\"]}}");
        var sensing = await cast.KeyAsync(path, $"{{\"use\":\"sensor\",\"sensors\":[\"{sensor}\"]}}");
        var revoked = await cast.KeyAsync(path, $"{{\"use\":\"server\",\"venues\":[\"{venue}\"]}}");
        await cast.DoAsync("DELETE", $"{path}/keys/{revoked.Split('_')[2]}", null);
        var diner = await TokenAsync("diner");
        foreach (var (sender, token) in new (Sender, string?)[]
        {
            (Sender.Nobody, null), (Sender.Diner, diner), (Sender.Partner, await TokenAsync("partner")), (Sender.Operator, cloud.OperatorToken),
            (Sender.Device, (await cast.DoAsync("POST", "v1/devices", null)).GetProperty("token").GetString()!),
            (Sender.Server, server), (Sender.Sensor, sensing), (Sender.Revoked, revoked), (Sender.Basic, "b2xpdmlhOnNlY3JldA=="),
            (Sender.Tampered, diner[..^20] + (diner[^20] == 'A' ? 'B' : 'A') + diner[^19..]), (Sender.Expired, cast.Expired(subject)),
        })
        {
            cast.credentials[sender] = token;
        }

        // A key's first use of the day is noted, which is no effect of the request.
        foreach (var key in new[] { server, sensing })
            (await cast.SendAsync(new("ReportQueue", "first use", "POST", $"v1/venues/{venue}/queue/reports", Sender.Server, 403), "Bearer", key)).Dispose();
        cast.Table = new BadRequestTable(venue, partner, sensor, usedKey);
        return cast;

        Task<string> TokenAsync(string role) => cloud.Http.GetStringAsync($"identity/token?sub={subject}&role={role}");
    }

    /// <summary>Sends a request as who it is by.</summary>
    public Task<HttpResponseMessage> SendAsync(BadRequest bad) =>
        SendAsync(bad, bad.Sender == Sender.Basic ? "Basic" : "Bearer", credentials[bad.Sender]);

    private async Task<HttpResponseMessage> SendAsync(BadRequest bad, string scheme, string? credential)
    {
        using var message = bad.ToMessage();
        message.Headers.Authorization = credential is null ? null : new AuthenticationHeaderValue(scheme, credential);
        return await cloud.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task<JsonElement> DoAsync(string method, string path, string? body, string? key = null)
    {
        var request = new BadRequest("", "", method, path, Sender.Operator, 0) { Body = body, Key = key ?? Guid.NewGuid().ToString() };
        using var answer = await SendAsync(request, "Bearer", cloud.OperatorToken);
        var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    private async Task<string> KeyAsync(string partner, string body) =>
        (await DoAsync("POST", $"{partner}/keys", body)).GetProperty("key").GetString()!;

    // Of the cloud's own issuer, a year ago.
    private string Expired(string subject) => new DevelopmentIssuer(
            cloud.Cloud.Issuer.Address, "qnom", cloud.Cloud.SigningKey, new FakeTimeProvider(DateTimeOffset.UtcNow.AddYears(-1)))
        .Issue(new TokenRequest(subject, ["diner", "partner", "operator"], [], TimeSpan.FromHours(1)));
}
