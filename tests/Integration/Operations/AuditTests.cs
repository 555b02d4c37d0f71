using System.Net;
using System.Text.Json;
using QNom.Local.Cosmos;
using QNom.Queues;

namespace QNom.Tests.Integration.Operations;

[Collection(nameof(OperationsCloud))]
public sealed class AuditTests(OperationsCloud cloud)
{
    [Fact]
    public async Task Each_change_of_an_operator_is_written_down_before_and_after_with_who_what_when_and_how_it_ended()
    {
        var body = $"audited {Guid.NewGuid()}";
        await cloud.Queue(QueueNames.Events + "-poison").SendMessageAsync(body);
        var path = $"/api/v1/dead-letters/{OperationsCloud.Id(await cloud.DeadLetterAsync(body))}";

        using var replay = await cloud.CallAsync(HttpMethod.Post, $"{path}/replay");
        using var discard = await cloud.CallAsync(HttpMethod.Delete, path);
        using var again = await cloud.CallAsync(HttpMethod.Delete, path);

        var entries = (await EntriesAsync("limit=2")).Where(entry => Text(entry, "target").StartsWith(path, StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [
                ("DiscardDeadLetter", "refused", "dead-letter-not-found"),
                ("DiscardDeadLetter", "started", null),
                ("DiscardDeadLetter", "done", null),
                ("DiscardDeadLetter", "started", null),
                ("ReplayDeadLetter", "done", null),
                ("ReplayDeadLetter", "started", null),
            ],
            entries.Select(entry => (Text(entry, "action"), Text(entry, "outcome"), entry.GetProperty("reason").GetString())));
        Assert.Equal(3, entries.Select(entry => Text(entry, "actionId")).Distinct().Count());
        Assert.Equal(22, Assert.Single(entries.Select(entry => Text(entry, "operator")).Distinct()).Length);
        Assert.All(entries, entry => Assert.InRange(
            entry.GetProperty("at").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1)));
    }

    [Fact]
    public async Task What_cannot_be_written_down_is_not_done()
    {
        var body = $"not audited {Guid.NewGuid()}";
        await cloud.Queue(QueueNames.Events + "-poison").SendMessageAsync(body);
        var path = $"api/v1/dead-letters/{OperationsCloud.Id(await cloud.DeadLetterAsync(body))}";
        cloud.Cloud.Cosmos.Faults.Inject(new Fault(FaultKind.ServiceUnavailable) { Container = "audit", Times = 100 });

        using var refused = await cloud.CallAsync(HttpMethod.Delete, path);
        cloud.Cloud.Cosmos.Faults.Clear();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        using var still = await cloud.CallAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Theory]
    [InlineData("GET", "dead-letters")]
    [InlineData("GET", "dead-letters/x")]
    [InlineData("POST", "dead-letters/x/replay")]
    [InlineData("DELETE", "dead-letters/x")]
    [InlineData("GET", "audit")]
    public async Task Only_operators_may(string method, string path)
    {
        using var anonymous = await cloud.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"api/v1/{path}"));
        using var diner = await cloud.CallAsync(new HttpMethod(method), $"api/v1/{path}", await cloud.TokenAsync("diner"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (anonymous.StatusCode, diner.StatusCode));
    }

    private async Task<List<JsonElement>> EntriesAsync(string query)
    {
        var entries = new List<JsonElement>();
        for (var path = $"api/v1/audit?{query}"; path is not null;)
        {
            using var response = await cloud.CallAsync(HttpMethod.Get, path);
            entries.AddRange((await OperationsCloud.BodyAsync(response)).GetProperty("entries").EnumerateArray());
            path = OperationsCloud.Next(response);
        }

        return entries;
    }

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;
}
