using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using QNom.Local.Cosmos;
using QNom.Operations.Audit;
using QNom.Platform.Cosmos;
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

    [Fact]
    public async Task Whoever_changes_removes_or_adds_a_line_in_the_database_is_found_out()
    {
        for (var i = 0; i < 3; i++)
            (await cloud.CallAsync(HttpMethod.Delete, $"api/v1/dead-letters/nothing-{i}")).Dispose();
        var before = await VerifyAsync("");
        Assert.True(before.GetProperty("intact").GetBoolean(), before.GetRawText());
        var (number, seal) = (before.GetProperty("number").GetInt64(), Text(before, "seal"));
        var container = cloud.Cloud.Functions.Services.GetRequiredService<CosmosDatabase>().Container(AuditTrail.Declaration);
        var partition = new PartitionKey(AuditEntry.TheTrail);
        var trail = cloud.Cloud.Functions.Services.GetRequiredService<AuditTrail>();
        var line = (await trail.ReadAllAsync(CancellationToken.None).ToListAsync()).Single(entry => entry.Number == number - 1);
        var head = await trail.FindHeadAsync(CancellationToken.None);

        await container.ReplaceItemAsync(line with { Operator = "somebody-else" }, line.Id, partition);
        await AssertFaultAsync("", number - 1, "changed");
        await container.DeleteItemAsync<AuditEntry>(line.Id, partition);
        await AssertFaultAsync("", number - 1, "missing");
        await container.CreateItemAsync(line, partition);
        Assert.True((await VerifyAsync($"?number={number}&seal={seal}")).GetProperty("intact").GetBoolean());

        await container.CreateItemAsync(line with { Id = line.Id + "-again" }, partition);
        await AssertFaultAsync("", number - 1, "repeated");
        await container.DeleteItemAsync<AuditEntry>(line.Id + "-again", partition);

        // The end is cut off, and what the trail ends with is changed to match: only who noted the seal can tell.
        var last = (await trail.ReadAllAsync(CancellationToken.None).ToListAsync()).Single(entry => entry.Number == number);
        await container.DeleteItemAsync<AuditEntry>(last.Id, partition);
        await container.UpsertItemAsync(head with { Number = line.Number, Seal = line.Seal }, partition);
        Assert.True((await VerifyAsync("")).GetProperty("intact").GetBoolean());
        await AssertFaultAsync($"?number={number}&seal={seal}", number, "rewritten");
        await container.CreateItemAsync(last, partition);
        await container.UpsertItemAsync(head, partition);
        Assert.True((await VerifyAsync($"?number={number}&seal={seal}")).GetProperty("intact").GetBoolean());
    }

    [Fact]
    public async Task Lines_that_are_added_at_once_are_numbered_without_a_gap()
    {
        var before = (await VerifyAsync("")).GetProperty("number").GetInt64();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
            (await cloud.CallAsync(HttpMethod.Delete, $"api/v1/dead-letters/at-once-{i}")).Dispose()));

        var after = await VerifyAsync("");
        Assert.True(after.GetProperty("intact").GetBoolean(), after.GetRawText());
        Assert.Equal(before + 12, after.GetProperty("number").GetInt64());
    }

    [Theory]
    [InlineData("GET", "audit/verification")]
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

    private Task<JsonElement> VerifyAsync(string query) => cloud.GetAsync($"api/v1/audit/verification{query}");

    private async Task AssertFaultAsync(string query, long number, string kind)
    {
        var found = await VerifyAsync(query);
        Assert.False(found.GetProperty("intact").GetBoolean());
        Assert.Contains(found.GetProperty("faults").EnumerateArray(), fault =>
            fault.GetProperty("number").GetInt64() == number && Text(fault, "kind") == kind);
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
