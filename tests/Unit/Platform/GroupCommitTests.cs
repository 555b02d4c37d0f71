using Microsoft.Extensions.Time.Testing;
using QNom.Platform;

namespace QNom.Tests.Unit.Platform;

public sealed class GroupCommitTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(15);

    private readonly FakeTimeProvider time = new();
    private readonly List<(int[] Items, TaskCompletionSource Done)> writes = [];
    private readonly GroupCommit<int> commit;

    public GroupCommitTests() => commit = new GroupCommit<int>(Write, most: 3, Interval, time);

    [Fact]
    public async Task One_at_rest_is_written_alone_and_at_once_and_told_when_it_is_durable()
    {
        var first = Add(1);
        Assert.Equal([1], writes[0].Items);
        Assert.False(first.IsCompleted);
        writes[0].Done.SetResult();
        await first;
        time.Advance(Interval);

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
        Finish(0);
        await all[0];
        Assert.Equal([2, 3, 4], writes[1].Items);
        Assert.All(all[1..], one => Assert.False(one.IsCompleted));
        Finish(1);
        await Task.WhenAll(all[..4]);
        Assert.Equal([5, 6], writes[2].Items);
        Finish(2);
        await Task.WhenAll(all);
    }

    [Fact]
    public async Task What_arrives_soon_after_a_fast_write_waits_for_others_to_share_the_next_one_with()
    {
        var first = Add(1);
        time.Advance(Interval / 3);
        writes[0].Done.SetResult();
        await first;
        var rest = new[] { Add(2), Add(3) };
        time.Advance((Interval / 3 * 2) - TimeSpan.FromTicks(1));
        Assert.Single(writes);

        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([2, 3], writes[1].Items);
        writes[1].Done.SetResult();
        await Task.WhenAll(rest);
    }

    [Fact]
    public async Task What_arrives_during_a_slow_write_waits_no_longer_than_for_its_end()
    {
        var all = new[] { Add(1), Add(2) };
        time.Advance(Interval);
        writes[0].Done.SetResult();
        Assert.Equal([2], writes[1].Items);
        writes[1].Done.SetResult();
        await Task.WhenAll(all);
    }

    [Fact]
    public async Task A_failure_is_that_of_all_who_shared_the_write_and_of_nobody_else()
    {
        var all = Enumerable.Range(1, 6).Select(Add).ToList();
        Finish(0);
        await all[0];
        writes[1].Done.SetException(new TimeoutException());
        foreach (var one in all[1..4])
            await Assert.ThrowsAsync<TimeoutException>(() => one);
        time.Advance(Interval);
        Finish(2);
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
        Finish(0);
        await first;
        Assert.Equal([2], writes[1].Items);
        Finish(1);
    }

    private Task Add(int item) => commit.AddAsync(item, TestContext.Current.CancellationToken);

    private void Finish(int write)
    {
        time.Advance(Interval);
        writes[write].Done.SetResult();
    }

    private Task Write(IReadOnlyList<int> items)
    {
        var done = new TaskCompletionSource();
        writes.Add(([.. items], done));
        return done.Task;
    }
}
