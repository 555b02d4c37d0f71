using System.Diagnostics;
using System.Threading.Channels;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace QNom.Benchmarks.Host;

/// <summary>Blobs a second through Azurite: found, claimed, read, run and receipted.</summary>
internal static class BlobSpeed
{
    private const int Burst = 400;

    public static async Task RunAsync(string storage, CancellationToken cancellationToken)
    {
        var container = new BlobContainerClient(storage, "benchmark");
        await container.CreateAsync(cancellationToken: cancellationToken);
        await Parallel.ForAsync(0, Burst, cancellationToken, async (i, token) =>
            await container.UploadBlobAsync($"{i}", BinaryData.FromString("x"), token));

        var ran = Channel.CreateUnbounded<string>();
        var clock = Stopwatch.StartNew();
        await using var host = await HostBenchmark.StartAsync(
            typeof(Reader), storage, services => services.AddSingleton(ran.Writer), cancellationToken);
        for (var i = 0; i < Burst; i++)
            await ran.Reader.ReadAsync(cancellationToken);
        Console.WriteLine($"Blobs: {Burst / clock.Elapsed.TotalSeconds:N0} blobs/s (burst of {Burst})");

        var idle = new List<TimeSpan>();
        for (var i = 0; i < 8; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(4000 + (137 * i)), cancellationToken);
            var started = Stopwatch.GetTimestamp();
            await container.UploadBlobAsync($"idle-{i}", BinaryData.FromString("x"), cancellationToken);
            await ran.Reader.ReadAsync(cancellationToken);
            idle.Add(Stopwatch.GetElapsedTime(started));
        }

        Latencies.Print("blob to run when idle", idle);
    }

    internal sealed class Reader(ChannelWriter<string> ran)
    {
        [Function("Reader")]
        public void Run([BlobTrigger("benchmark/{name}")] string content, string name) => ran.TryWrite(name + content);
    }
}
