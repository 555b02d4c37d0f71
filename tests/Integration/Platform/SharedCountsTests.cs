using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QNom.Local.Cosmos;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Identity;
using QNom.Platform.RateLimits;

namespace QNom.Tests.Integration.Platform;

/// <summary>Limits that hold over all instances: each instance here has buckets of its own, and one database with the others.</summary>
public sealed class SharedCountsTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Caller Diner = new("mei", new HashSet<string>());
    private static readonly RateLimit Payments = RateLimit.Of("PayOrder", Diner)!;

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 25, 4, 0, 10, TimeSpan.Zero));
    private CosmosEmulator emulator = null!;
    private CosmosDatabase database = null!;
    private Settings settings = null!;

    public async ValueTask InitializeAsync()
    {
        emulator = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions());
        settings = new Settings
        {
            CosmosConnection = emulator.ConnectionString,
            Issuer = new Uri("https://issuer.example"),
            PseudonymKey = "0123456789abcdef",
            CredentialKey = "0123456789abcdef0123456789abcdef",
        };
        database = new CosmosDatabase(settings);
        await database.CreateAsync([RateCountStore.Declaration], None);
    }

    public async ValueTask DisposeAsync()
    {
        database.Dispose();
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task Instances_together_let_one_quota_through_however_many_there_are()
    {
        var instances = Enumerable.Range(0, 4).Select(_ => Instance()).ToList();

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 3 * Payments.Quota).Select(i => PayAsync(instances[i % 4], Diner)));

        Assert.Equal(Payments.Quota, verdicts.Count(verdict => verdict.RetryAfter is null));
        var refused = verdicts.Where(verdict => verdict.RetryAfter is not null).ToList();
        Assert.All(refused, verdict => Assert.Equal(TimeSpan.FromSeconds(50), verdict.RetryAfter));
        Assert.All(refused, verdict => Assert.Equal("\"payments\";r=0;t=50", verdict.State));
        // Others, and the next window, are not held to it.
        Assert.Null((await PayAsync(instances[0], Diner with { Subject = "another" })).RetryAfter);
        time.Advance(TimeSpan.FromSeconds(50));
        Assert.Null((await PayAsync(instances[0], Diner)).RetryAfter);
    }

    [Fact]
    public async Task Whoever_is_over_the_quota_costs_no_more_writes_and_is_named_nowhere()
    {
        var (one, other) = (Counts(), Counts());
        for (var i = 0; i <= Payments.Quota; i++)
            await one.TakeAsync(Payments, "mei", None);
        Assert.NotNull(await other.TakeAsync(Payments, "mei", None));

        var before = await StoredAsync();
        Assert.NotNull(await one.TakeAsync(Payments, "mei", None));
        Assert.NotNull(await other.TakeAsync(Payments, "mei", None));

        Assert.Equal(before, await StoredAsync());
        Assert.DoesNotContain("mei", Assert.Single(before), StringComparison.Ordinal);
        Assert.Equal(60, JsonSerializer.Deserialize<JsonElement>(before[0]).GetProperty("ttl").GetInt32());
    }

    [Fact]
    public async Task A_database_that_fails_locks_nobody_out_and_each_instance_holds_its_own_quota()
    {
        emulator.Faults.Inject(new Fault(FaultKind.ServiceUnavailable) { Container = "rate-counts", Times = 100_000 });
        var guard = Instance();

        var verdicts = new List<Verdict>();
        for (var i = 0; i < Payments.Quota + 3; i++)
            verdicts.Add(await PayAsync(guard, Diner));

        Assert.Equal(Payments.Quota, verdicts.Count(verdict => verdict.RetryAfter is null));
    }

    [Fact]
    public async Task Credentials_are_counted_by_address_over_all_instances()
    {
        settings = settings with { BehindFrontEnd = true };
        var (one, other) = (Instance(), Instance());
        for (var i = 0; i < RateLimit.Strangers.Quota; i++)
            Assert.Null((await (i % 2 == 0 ? one : other).TakeAsync(RateLimit.Strangers, From("203.0.113.9"), null, None)).RetryAfter);

        Assert.NotNull((await one.TakeAsync(RateLimit.Strangers, From("203.0.113.9"), null, None)).RetryAfter);
        Assert.Null((await one.TakeAsync(RateLimit.Strangers, From("203.0.113.10"), null, None)).RetryAfter);
        Assert.DoesNotContain(await StoredAsync(), count => count.Contains("203.0.113", StringComparison.Ordinal) || count.Contains("CB0071", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Those_limits_are_shared_that_guard_credentials_and_money()
    {
        var shared = new[] { RateLimit.Of("PayOrder", Diner), RateLimit.Of("RefundOrder", Diner with { Kind = CallerKind.PartnerServer }), RateLimit.Of("RegisterDevice", null), RateLimit.Strangers };

        Assert.All(shared, limit => Assert.True(limit!.IsShared));
        Assert.Equal(shared.Distinct().Order(Comparer<RateLimit?>.Create((a, b) => string.CompareOrdinal(a!.Name, b!.Name))), RateLimit.All.Where(limit => limit.IsShared).OrderBy(limit => limit.Name, StringComparer.Ordinal));
    }

    private RateGuard Instance() => new(new RateLimiter(settings, time), Counts(), new Clients(settings));

    private SharedCounts Counts() =>
        new(new RateCountStore(database), new CredentialKeys(settings), settings, time, NullLogger<SharedCounts>.Instance);

    private static Task<Verdict> PayAsync(RateGuard guard, Caller caller) =>
        guard.TakeAsync(Payments, From("203.0.113.9"), caller, None).AsTask();

    private static HttpRequest From(string address)
    {
        var request = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Loopback } }.Request;
        request.Headers["X-Forwarded-For"] = $"{address}:4711";
        return request;
    }

    private async Task<List<string>> StoredAsync() => await database.Container(RateCountStore.Declaration)
        .QueryAsync<JsonElement>(new QueryDefinition("SELECT * FROM c")).Select(count => count.GetRawText()).ToListAsync();
}
