using System.Text.Json;
using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using QNom.Local.Host.Definitions;
using QNom.Local.Host.Invocation;
using QNom.Local.Host.Storage;

namespace QNom.Local.Host.Timers;

/// <summary>
/// Runs a function on its schedule in one host at a time: the one that holds the lease of the function's lock blob. The
/// runs of a timer follow one another; occurrences during a run are skipped.
/// </summary>
internal sealed partial class TimerListener(
    Function function, TimerTrigger trigger, HostContainer storage, LeaseTimes times, FunctionRunner runner, ILogger logger) : IListener
{
    // Timers cannot wait longer than this in one go (TimeProvider takes less than 50 days).
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private DateTime Now => times.Time.GetUtcNow().UtcDateTime;

    public Task PrepareAsync(CancellationToken cancellationToken) => storage.PrepareAsync(cancellationToken);

    public async Task RunAsync(Shutdown shutdown)
    {
        var blob = await storage.LockAsync(function.StorageId, shutdown.Stopping);
        while (!shutdown.Stopping.IsCancellationRequested)
        {
            var lease = await LeaseHold.TryAcquireAsync(blob, unchangedSince: null, times, CancellationToken.None);
            if (lease is not null)
            {
                await using (lease)
                    await RunScheduleAsync(shutdown, lease.Lost);
                if (lease.Lost.IsCancellationRequested)
                    Log.LeaseLost(logger, function.Name);
            }

            await WaitAsync(times.Renewal, shutdown.Stopping);
        }
    }

    private async Task RunScheduleAsync(Shutdown shutdown, CancellationToken lost)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(lost, shutdown.Stopping);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(lost, shutdown.Cancelled);
        var monitored = trigger.UseMonitor && !trigger.Schedule.IsMoreThanOncePerMinute(Now);
        var plan = SchedulePlan.Make(trigger.Schedule, monitored ? await ReadAsync() : null, Now);
        if (monitored && plan.IsNew)
            await WriteAsync(plan.Status);

        var (status, pastDue) = (plan.Status, plan.IsPastDue);
        while (await ReachedAsync(status.Next, ended.Token))
        {
            var (due, started) = (status.Next, Now);
            var info = new TimerInfo { IsPastDue = pastDue, ScheduleStatus = monitored ? status : null };
            await runner.RunAsync(function, new TimerInput(info, started), cancelled.Token).WaitAsync(shutdown.Abandoned);

            // A run that was cut short is not recorded: the next holder of the lease makes up for it.
            if (cancelled.IsCancellationRequested)
                return;

            pastDue = false;
            status = SchedulePlan.After(trigger.Schedule, started > due ? started : due);
            if (monitored)
                await WriteAsync(status);

            // Occurrences that passed during the run are skipped.
            if (status.Next < Now)
                status = new() { Last = status.Last, LastUpdated = status.LastUpdated, Next = trigger.Schedule.NextAfter(Now) };
        }
    }

    private async Task<bool> ReachedAsync(DateTime occurrence, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested && occurrence - Now is var wait && wait > TimeSpan.Zero)
            await WaitAsync(wait < LongestWait ? wait : LongestWait, ended);

        return !ended.IsCancellationRequested;
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken ended) =>
        await Task.Delay(wait, times.Time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<ScheduleStatus?> ReadAsync()
    {
        try
        {
            var content = await storage.TimerStatus(function.StorageId).DownloadContentAsync(CancellationToken.None);
            return content.Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private async Task WriteAsync(ScheduleStatus status)
    {
        try
        {
            await storage.TimerStatus(function.StorageId).UploadAsync(
                BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(status)), overwrite: true, CancellationToken.None);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            Log.NotRecorded(logger, e, function.Name);
        }
    }

    public override string ToString() => $"The timer of {function.Name}";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The timer of {Function} belongs to another host now")]
        public static partial void LeaseLost(ILogger logger, string function);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The schedule of {Function} could not be recorded; after a restart it may run once more")]
        public static partial void NotRecorded(ILogger logger, Exception exception, string function);
    }
}
