using System.Net;
using System.Text.Json;
using QNom.Local.Cosmos;
using QNom.Tests.Integration.Host;

namespace QNom.Tests.Integration.Operations;

[Collection(nameof(OperationsCloud))]
public sealed class HealthTests(OperationsCloud cloud)
{
    [Fact]
    public async Task A_live_process_says_so_to_anyone_and_no_cache_keeps_it()
    {
        using var response = await cloud.Http.GetAsync("api/health/live");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.True((await OperationsCloud.BodyAsync(response)).GetProperty("live").GetBoolean());
    }

    [Fact]
    public async Task Readiness_names_each_dependency_and_follows_a_database_that_fails_and_comes_back()
    {
        Assert.Equal("database: ready, queues: ready, files: ready, identity: ready", await ReadyAsync(HttpStatusCode.OK));

        cloud.Cloud.Cosmos.Faults.Inject(
            new Fault(FaultKind.ServiceUnavailable) { Container = "audit", Operation = CosmosOperation.Read, Times = 10_000 });
        var states = await ReadyAsync(HttpStatusCode.ServiceUnavailable);
        Assert.True(states is "database: unavailable, queues: ready, files: ready, identity: ready"
            or "database: timedOut, queues: ready, files: ready, identity: ready", states);

        cloud.Cloud.Cosmos.Faults.Clear();
        await ReadyAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Readiness_gives_no_address_away()
    {
        var body = await cloud.Http.GetStringAsync("api/health/ready");

        Assert.DoesNotContain("127.0.0.1", body, StringComparison.Ordinal);
        Assert.DoesNotContain("http", body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("queue-", body, StringComparison.Ordinal);
    }

    // What was found is told for a second, and a busy machine may once miss the two seconds of a probe.
    private async Task<string> ReadyAsync(HttpStatusCode expected)
    {
        var states = "";
        await Probe.UntilAsync(
            async () =>
            {
                using var response = await cloud.Http.GetAsync("api/health/ready");
                Assert.True(response.Headers.CacheControl!.NoStore);
                var report = await OperationsCloud.BodyAsync(response);
                Assert.Equal(response.StatusCode == HttpStatusCode.OK, report.GetProperty("ready").GetBoolean());
                states = string.Join(", ", report.GetProperty("dependencies").EnumerateArray().Select(State));
                return response.StatusCode == expected;
            },
            $"not {expected}");
        return states;
    }

    private static string State(JsonElement dependency) =>
        $"{dependency.GetProperty("name").GetString()}: {dependency.GetProperty("state").GetString()}";
}
