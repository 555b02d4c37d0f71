using QNom.Platform;

namespace QNom.Tests.Unit.Platform;

public sealed class GroupCommitTests
{
    private readonly List<(int[] Items, TaskCompletionSource Done)> writes = [];
    private readonly GroupCommit<int> commit;

    public GroupCommitTests() => commit = new GroupCommit<int>(Write, most: 3);

    [Fact]
    public async Task One_at_rest_is_written_alone_and_at_once_and_told_when_it_is_durable()
    {
        var first = Add(1);
        Assert.Equal([1], writes[0].Items);
        Assert.False(first.IsCompleted);
        writes[0].Done.SetResult();
        await first;

        var second = Add(2);
        Assert.Equal([2], writes[1].Items);
        writes[1].Done.SetResult();
        await second;
    }

    [Fact]
    public async Task What_arrives_during_a_write_shares_the_next_ones_in_its_order_so_many_at_most()
    {
        var all = Enumerable.Range(1, 6).Select(Add).ToList();
        Assert.Single(writes);
        writes[0].Done.SetResult();
        await all[0];
        Assert.Equal([2, 3, 4], writes[1].Items);
        Assert.All(all[1..], one => Assert.False(one.IsCompleted));
        writes[1].Done.SetResult();
        await Task.WhenAll(all[..4]);
        Assert.Equal([5, 6], writes[2].Items);
        writes[2].Done.SetResult();
        await Task.WhenAll(all);
    }

    [Fact]
    public async Task A_failure_is_that_of_all_who_shared_the_write_and_of_nobody_else()
    {
        var all = Enumerable.Range(1, 6).Select(Add).ToList();
        writes[0].Done.SetResult();
        await all[0];
        writes[1].Done.SetException(new TimeoutException());
        foreach (var one in all[1..4])
            await Assert.ThrowsAsync<TimeoutException>(() => one);
        writes[2].Done.SetResult();
        await Task.WhenAll(all[4..]);
    }

    [Fact]
    public async Task Who_no_longer_waits_takes_nothing_back()
    {
        using var gone = new CancellationTokenSource();
        var first = Add(1);
        var second = commit.AddAsync(2, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        writes[0].Done.SetResult();
        await first;
        Assert.Equal([2], writes[1].Items);
        writes[1].Done.SetResult();
    }

    private Task Add(int item) => commit.AddAsync(item, TestContext.Current.CancellationToken);

    private Task Write(IReadOnlyList<int> items)
    {
        var done = new TaskCompletionSource();
        writes.Add(([.. items], done));
        return done.Task;
    }
}
