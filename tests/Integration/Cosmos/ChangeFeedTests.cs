using System.Net;
using Microsoft.Azure.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>The change feed, latest version mode: https://learn.microsoft.com/azure/cosmos-db/change-feed.</summary>
public sealed class ChangeFeedTests : CosmosTest
{
    [Fact]
    public async Task From_the_beginning_it_holds_every_item_in_the_order_of_changes()
    {
        await Write("a", "b", "c");
        await Container.UpsertItemAsync(Stall.Of("a", wait: 99));

        Assert.Equal(["b", "c", "a"], await ReadAll(ChangeFeedStartFrom.Beginning()));
    }

    [Fact]
    public async Task From_now_it_holds_only_what_comes_after()
    {
        await Write("a");
        using var feed = Feed(ChangeFeedStartFrom.Now());
        Assert.Equal(HttpStatusCode.NotModified, (await feed.ReadNextAsync()).StatusCode);

        await Write("b");

        Assert.Equal(["b"], (await feed.ReadNextAsync()).Select(stall => stall.Id));
    }

    [Fact]
    public async Task When_there_is_nothing_new_it_is_304_with_a_token_to_go_on_from()
    {
        await Write("a");
        using var feed = Feed(ChangeFeedStartFrom.Beginning());
        await feed.ReadNextAsync();
        var idle = await feed.ReadNextAsync();
        await Write("b");
        using var resumed = Feed(ChangeFeedStartFrom.ContinuationToken(idle.ContinuationToken));

        Assert.Equal(HttpStatusCode.NotModified, idle.StatusCode);
        Assert.Equal(["b"], (await resumed.ReadNextAsync()).Select(stall => stall.Id));
    }

    [Fact]
    public async Task One_partition_can_be_followed_alone()
    {
        await Container.CreateItemAsync(Stall.Of("a", "amoy"));
        await Container.CreateItemAsync(Stall.Of("m", "maxwell"));
        using var feed = Feed(ChangeFeedStartFrom.Beginning(FeedRange.FromPartitionKey(Key("amoy"))));

        Assert.Equal(["a"], (await feed.ReadNextAsync()).Select(stall => stall.Id));
        await Container.CreateItemAsync(Stall.Of("m2", "maxwell"));
        Assert.Equal(HttpStatusCode.NotModified, (await feed.ReadNextAsync()).StatusCode);
        await Container.CreateItemAsync(Stall.Of("a2", "amoy"));
        Assert.Equal(["a2"], (await feed.ReadNextAsync()).Select(stall => stall.Id));
    }

    [Fact]
    public async Task It_starts_at_a_time()
    {
        await Write("old");
        Time.Advance(TimeSpan.FromMinutes(1));
        var start = Time.GetUtcNow().UtcDateTime;
        await Write("new");

        Assert.Equal(["new"], await ReadAll(ChangeFeedStartFrom.Time(start)));
    }

    [Fact]
    public async Task A_deleted_item_is_not_in_it()
    {
        await Write("a", "b");
        await Container.DeleteItemAsync<Stall>("a", Key("maxwell"));
        Assert.Equal(["b"], await ReadAll(ChangeFeedStartFrom.Beginning()));
    }

    [Fact]
    public async Task An_item_that_changed_twice_is_in_it_once_as_it_is_now()
    {
        await Write("a");
        await Container.UpsertItemAsync(Stall.Of("a", wait: 50));
        using var feed = Feed(ChangeFeedStartFrom.Beginning());
        Assert.Equal([50], (await feed.ReadNextAsync()).Select(stall => stall.Wait));
    }

    [Fact]
    public async Task Pages_go_on_where_the_last_one_ended()
    {
        await Write([.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
        using var feed = Feed(ChangeFeedStartFrom.Beginning(), pageSize: 3);
        var pages = new List<int>();
        while (await feed.ReadNextAsync() is { StatusCode: HttpStatusCode.OK } page)
            pages.Add(page.Count);
        Assert.Equal([3, 3, 3, 1], pages);
    }

    [Fact]
    public async Task A_batch_is_never_split_between_pages()
    {
        await Write("first");
        var batch = Container.CreateTransactionalBatch(Key("maxwell"));
        for (var i = 0; i < 6; i++)
            batch.CreateItem(Stall.Of($"{i}"));
        using var committed = await batch.ExecuteAsync();
        Assert.True(committed.IsSuccessStatusCode);

        using var feed = Feed(ChangeFeedStartFrom.Beginning(), pageSize: 3);
        Assert.Equal(7, (await feed.ReadNextAsync()).Count);
    }

    [Fact]
    public async Task All_versions_mode_is_refused_by_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "dbs/qnom/colls/stalls/docs");
        request.Headers.Add("A-IM", "Full-Fidelity Feed");
        using var answer = await RawClient.SendAsync(Emulator, request);

        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Contains("Full-Fidelity Feed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_change_feed_processor_works_with_its_leases_in_a_container()
    {
        var leases = (await Database.CreateContainerAsync("leases", "/id")).Container;
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var processor = Container
            .GetChangeFeedProcessorBuilder<Stall>("board", (changes, _) =>
            {
                seen.TrySetResult(changes.First().Id);
                return Task.CompletedTask;
            })
            .WithInstanceName("one").WithLeaseContainer(leases).WithPollInterval(TimeSpan.FromMilliseconds(20))
            .WithStartTime(DateTime.MinValue.ToUniversalTime()).Build();
        await processor.StartAsync();

        await Write("a");

        Assert.Equal("a", await seen.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        await processor.StopAsync();
    }

    private async Task Write(params string[] ids)
    {
        foreach (var id in ids)
            await Container.UpsertItemAsync(Stall.Of(id));
    }

    private FeedIterator<Stall> Feed(ChangeFeedStartFrom from, int? pageSize = null) =>
        Container.GetChangeFeedIterator<Stall>(from, ChangeFeedMode.LatestVersion, new() { PageSizeHint = pageSize });

    private async Task<List<string>> ReadAll(ChangeFeedStartFrom from)
    {
        using var feed = Feed(from);
        var ids = new List<string>();
        while (await feed.ReadNextAsync() is { StatusCode: HttpStatusCode.OK } page)
            ids.AddRange(page.Select(stall => stall.Id));
        return ids;
    }
}
