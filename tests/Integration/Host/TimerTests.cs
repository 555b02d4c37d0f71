using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Azure.Functions.Worker;

namespace QNom.Tests.Integration.Host;

public sealed class TimerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly WatchedTime time = new(Noon);
    private readonly BlobContainerClient container;
    private readonly TestHost test;

    public TimerTests(AzuriteFixture azurite)
    {
        container = new BlobContainerClient(azurite.ConnectionString, "azure-webjobs-hosts");
        test = new TestHost(azurite.ConnectionString) { Configure = options => options.Time = time };
    }

    [Fact]
    public async Task A_timer_runs_at_its_occurrences_and_one_that_was_missed_is_made_up_for_as_past_due()
    {
        await using (await test.StartAsync(typeof(EveryFiveMinutes)))
        {
            await RecordedAsync("12:05");
            Assert.Empty(test.Probe.Seen);
            time.Advance(TimeSpan.FromMinutes(5));
            await RecordedAsync("12:10");
        }

        time.Advance(TimeSpan.FromMinutes(17));
        await using (await test.StartAsync(typeof(EveryFiveMinutes)))
        {
            await RecordedAsync("12:25");
            time.Advance(TimeSpan.FromMinutes(3));
            await RecordedAsync("12:30");
        }

        Assert.Equal(
            [
                "12:05 past due False, last 00:00, next 12:05",
                "12:22 past due True, last 12:05, next 12:10",
                "12:25 past due False, last 12:22, next 12:25",
            ],
            test.Probe.Seen);
    }

    [Fact]
    public async Task A_run_that_takes_longer_than_the_interval_is_never_overlapped_and_what_it_covers_is_skipped()
    {
        await using var host = await test.StartAsync(typeof(Slow));
        await RecordedAsync("12:05");
        time.Advance(TimeSpan.FromMinutes(5));
        await test.Probe.SignalAsync("running");

        time.Advance(TimeSpan.FromMinutes(12));
        test.Probe.Signal("go on");
        await time.AwaitedAsync("12:20");
        time.Advance(TimeSpan.FromMinutes(3));
        await test.Probe.SawAsync(4);

        Assert.Equal(["12:05 starts", "12:17 ends", "12:20 starts", "12:20 ends"], test.Probe.Seen);
    }

    [Fact]
    public async Task A_failed_run_is_logged_and_the_schedule_goes_on()
    {
        await using var host = await test.StartAsync(typeof(Broken));
        await RecordedAsync("12:05");

        time.Advance(TimeSpan.FromMinutes(5));
        await RecordedAsync("12:10");

        Assert.Contains(test.Logs.Lines, line => line.StartsWith("Error: Function Broken failed (invocation ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_lost_its_lease_stops_running_the_timer_until_it_has_it_again()
    {
        test.Configure = options => options.LeaseRenewal = TimeSpan.FromMilliseconds(200);
        await using var host = await test.StartAsync(typeof(EverySecond));
        await test.Probe.SawAsync(1);

        var lease = container.GetBlobClient($"locks/{test.Name}/Host.Functions.EverySecond.Listener").GetBlobLeaseClient();
        await lease.BreakAsync(TimeSpan.Zero);
        await lease.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
        await Probe.UntilAsync(
            () => test.Logs.Lines.Any(line => line.Contains("belongs to another host now", StringComparison.Ordinal)),
            "the loss was expected to be noticed");
        var seen = test.Probe.Seen.Count;
        var other = new TestHost(test.Storage);
        await using (await other.StartAsync(typeof(EverySecond)))
            await other.Probe.SawAsync(3);
        Assert.Equal(seen, test.Probe.Seen.Count);

        await lease.ReleaseAsync();
        await test.Probe.SawAsync(seen + 1);
    }

    private async Task RecordedAsync(string next)
    {
        await IsRecordedAsync(next);
        await time.AwaitedAsync(next);
    }

    private Task IsRecordedAsync(string next) => Probe.UntilAsync(
        async () =>
        {
            var blobs = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"timers/{test.Name}/", default);
            await foreach (var blob in blobs)
            {
                var content = (await container.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content;
                return Clock(content.ToObjectFromJson<ScheduleStatus>()!.Next) == next;
            }

            return false;
        },
        $"{next} was expected to be recorded as the next occurrence");

    private static string Clock(DateTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public sealed class EveryFiveMinutes(Probe probe, TimeProvider time)
    {
        [Function("EveryFiveMinutes")]
        public void Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer) => probe.Saw(
            $"{Clock(time.GetUtcNow().UtcDateTime)} past due {timer.IsPastDue}, "
            + $"last {Clock(timer.ScheduleStatus!.Last)}, next {Clock(timer.ScheduleStatus.Next)}");
    }

    public sealed class Slow(Probe probe, TimeProvider time)
    {
        [Function("Slow")]
        public async Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer)
        {
            probe.Saw($"{Clock(time.GetUtcNow().UtcDateTime)} starts");
            probe.Signal("running");
            await probe.SignalAsync("go on");
            probe.Saw($"{Clock(time.GetUtcNow().UtcDateTime)} ends");
        }
    }

    public sealed class Broken(Probe probe)
    {
        [Function("Broken")]
        public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer)
        {
            probe.Saw("run");
            throw new InvalidOperationException("no");
        }
    }

    public sealed class EverySecond(Probe probe)
    {
        [Function("EverySecond")]
        public void Run([TimerTrigger("* * * * * *")] TimerInfo timer) => probe.Saw("tick");
    }
}
