using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace QNom.Benchmarks.Host;

/// <summary>Messages a second through Azurite, and the time from enqueueing to the function's first line.</summary>
internal static class QueueSpeed
{
    private const int Backlog = 2000;
    private static readonly TimeSpan Arrival = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(string storage, CancellationToken cancellationToken)
    {
        var queue = new QueueClient(storage, "benchmark", new() { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateAsync(cancellationToken: cancellationToken);
        await Parallel.ForAsync(0, Backlog, cancellationToken, async (_, token) => await SendAsync(queue, token));

        var ran = Channel.CreateUnbounded<TimeSpan>();
        var clock = Stopwatch.StartNew();
        await using var host = await HostBenchmark.StartAsync(
            typeof(Consumer), storage, services => services.AddSingleton(ran.Writer), cancellationToken);
        await TakeAsync(ran.Reader, Backlog, cancellationToken);
        while ((await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount > 0)
            await Task.Delay(10, cancellationToken);
        Console.WriteLine($"Queue: {Backlog / clock.Elapsed.TotalSeconds:N0} messages/s received, run and deleted (backlog of {Backlog})");

        var sends = new List<Task>();
        using var timer = new PeriodicTimer(Arrival);
        for (var i = 0; i < 500; i++)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            sends.Add(SendAsync(queue, cancellationToken));
        }

        await Task.WhenAll(sends);
        Latencies.Print("enqueue to run at 20/s", await TakeAsync(ran.Reader, sends.Count, cancellationToken));

        var idle = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            // Long enough for the host to back off to its longest pause, and uneven so as not to fall in step with it.
            await Task.Delay(TimeSpan.FromMilliseconds(5000 + (137 * i)), cancellationToken);
            await SendAsync(queue, cancellationToken);
            idle.AddRange(await TakeAsync(ran.Reader, 1, cancellationToken));
        }

        Latencies.Print("enqueue to run when idle", idle);
    }

    private static Task SendAsync(QueueClient queue, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture), cancellationToken);

    private static async Task<List<TimeSpan>> TakeAsync(ChannelReader<TimeSpan> ran, int count, CancellationToken cancellationToken)
    {
        var times = new List<TimeSpan>(count);
        while (times.Count < count)
            times.Add(await ran.ReadAsync(cancellationToken));
        return times;
    }

    internal sealed class Consumer(ChannelWriter<TimeSpan> ran)
    {
        [Function("Consumer")]
        public void Run([QueueTrigger("benchmark")] string message) =>
            ran.TryWrite(Stopwatch.GetElapsedTime(long.Parse(message, CultureInfo.InvariantCulture)));
    }
}
