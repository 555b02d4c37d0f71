using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Local.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>Faults on demand, and what the SDK makes of them.</summary>
public sealed class FaultTests : CosmosTest
{
    [Fact]
    public async Task The_SDK_waits_and_retries_429_by_itself()
    {
        Emulator.Faults.Inject(new(FaultKind.TooManyRequests) { Times = 3 });
        var created = await Container.CreateItemAsync(Stall.Of("1"));

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal([429, 429, 429, 201], Statuses(CosmosOperation.Create));
    }

    [Fact]
    public async Task Beyond_its_retries_the_SDK_passes_429_on_with_the_time_to_wait()
    {
        using var impatient = SdkClient.Create(Emulator, options => options.MaxRetryAttemptsOnRateLimitedRequests = 0);
        Emulator.Faults.Inject(new(FaultKind.TooManyRequests) { RetryAfter = TimeSpan.FromMilliseconds(250) });

        var refusal = await Refused(HttpStatusCode.TooManyRequests, () =>
            impatient.GetContainer("qnom", "stalls").CreateItemAsync(Stall.Of("1")));

        Assert.Equal(TimeSpan.FromMilliseconds(250), refusal.RetryAfter);
        Assert.Equal(3200, refusal.SubStatusCode);
        Assert.Empty(await QueryAsync<Stall>("SELECT * FROM c"));
    }

    [Fact]
    public async Task A_batch_can_be_throttled_too()
    {
        Emulator.Faults.Inject(new(FaultKind.TooManyRequests) { Operation = CosmosOperation.Batch });
        using var batch = await Container.CreateTransactionalBatch(Key("maxwell")).CreateItem(Stall.Of("1")).ExecuteAsync();
        Assert.True(batch.IsSuccessStatusCode);
        Assert.Equal([429, 200], Statuses(CosmosOperation.Batch));
    }

    [Fact]
    public async Task A_503_does_nothing()
    {
        Emulator.Faults.Inject(new(FaultKind.ServiceUnavailable) { Operation = CosmosOperation.Create, Times = 100 });
        await Refused(HttpStatusCode.ServiceUnavailable, () => Container.CreateItemAsync(Stall.Of("1")));
        Emulator.Faults.Clear();
        await Refused(HttpStatusCode.NotFound, () => Container.ReadItemAsync<Stall>("1", Key("maxwell")));
    }

    [Fact]
    public async Task A_lost_request_leaves_nothing()
    {
        Emulator.Faults.Inject(new(FaultKind.LostRequest) { Operation = CosmosOperation.Create, Times = 100 });
        await Assert.ThrowsAnyAsync<Exception>(() => Container.CreateItemAsync(Stall.Of("1")));
        Emulator.Faults.Clear();
        await Refused(HttpStatusCode.NotFound, () => Container.ReadItemAsync<Stall>("1", Key("maxwell")));
    }

    [Fact]
    public async Task A_lost_response_leaves_the_write_committed()
    {
        Emulator.Faults.Inject(new(FaultKind.LostResponse) { Operation = CosmosOperation.Create });
        await Assert.ThrowsAnyAsync<Exception>(() => Container.CreateItemAsync(Stall.Of("1")));

        await Container.ReadItemAsync<Stall>("1", Key("maxwell"));
        await Refused(HttpStatusCode.Conflict, () => Container.CreateItemAsync(Stall.Of("1")));
    }

    [Fact]
    public async Task A_batch_whose_answer_was_lost_is_committed_as_a_whole()
    {
        Emulator.Faults.Inject(new(FaultKind.LostResponse) { Operation = CosmosOperation.Batch });
        await Assert.ThrowsAnyAsync<Exception>(() =>
            Container.CreateTransactionalBatch(Key("maxwell")).CreateItem(Stall.Of("1")).CreateItem(Stall.Of("2")).ExecuteAsync());
        Assert.Equal(2, (await QueryAsync<Stall>("SELECT * FROM c")).Count);
    }

    [Fact]
    public async Task A_fault_meets_only_the_operation_container_and_partition_it_names()
    {
        Emulator.Faults.Inject(new(FaultKind.LostRequest)
        {
            Operation = CosmosOperation.Upsert,
            Container = "stalls",
            PartitionKey = "[\"amoy\"]",
            Times = 100,
        });

        await Container.CreateItemAsync(Stall.Of("1", "amoy"));
        await Container.UpsertItemAsync(Stall.Of("1", "maxwell"));
        await (await CreateContainerAsync("other")).UpsertItemAsync(Stall.Of("1", "amoy"));
        await Assert.ThrowsAnyAsync<Exception>(() => Container.UpsertItemAsync(Stall.Of("1", "amoy")));
    }

    [Fact]
    public async Task A_fault_may_wait_for_a_later_request()
    {
        Emulator.Faults.Inject(new(FaultKind.TooManyRequests) { After = 2 });
        for (var i = 0; i < 4; i++)
            await Container.CreateItemAsync(Stall.Of($"{i}"));
        Assert.Equal([201, 201, 429, 201, 201], Statuses(CosmosOperation.Create));
    }

    [Fact]
    public async Task A_request_that_timed_out_was_not_done_and_a_slow_answer_is_an_answer()
    {
        Emulator.Faults.Inject(new(FaultKind.TimedOut) { Operation = CosmosOperation.Create, Delay = TimeSpan.FromMilliseconds(1), Times = 100 });
        await Refused(HttpStatusCode.RequestTimeout, () => Container.CreateItemAsync(Stall.Of("1")));
        Emulator.Faults.Clear();
        Emulator.Faults.Inject(new(FaultKind.SlowAnswer) { Operation = CosmosOperation.Create, Delay = TimeSpan.FromMilliseconds(1) });

        Assert.Equal(HttpStatusCode.Created, (await Container.CreateItemAsync(Stall.Of("1"))).StatusCode);
    }

    [Fact]
    public async Task In_a_storm_a_share_of_all_requests_goes_wrong_in_every_way()
    {
        using var impatient = SdkClient.Create(Emulator, options => options.MaxRetryAttemptsOnRateLimitedRequests = 0);
        var container = impatient.GetContainer("qnom", "stalls");
        await container.CreateItemAsync(Stall.Of("1"));
        Emulator.Log.Clear();
        Emulator.Faults.Storm(0.5, seed: 1, TimeSpan.FromMilliseconds(1));
        for (var i = 0; i < 60; i++)
        {
            try
            {
                // A write: the SDK sends none again by itself.
                using var response = await container.UpsertItemStreamAsync(new MemoryStream("""{"id":"1","site":"maxwell"}"""u8.ToArray()), Key("maxwell"));
            }
            catch (Exception exception) when (exception is CosmosException or HttpRequestException)
            {
                // As it is meant.
            }
        }

        var statuses = Emulator.Log.For("stalls").Select(request => request.Status).ToList();
        Assert.InRange(statuses.Count(status => status != 200) / (double)statuses.Count, 0.3, 0.6);
        Assert.Superset(new HashSet<int> { 0, 200, 408, 429, 503 }, statuses.ToHashSet());
    }

    private IEnumerable<int> Statuses(CosmosOperation operation) =>
        Emulator.Log.For("stalls").Where(request => request.Operation == operation).Select(request => request.Status);
}
