using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using QNom.Local.Host.Definitions;
using QNom.Local.Host.Invocation;

namespace QNom.Local.Host.Blobs;

/// <summary>
/// Looks through a container again and again and hands every blob version that has no complete receipt to the
/// function. What is complete is kept in memory too, so that a look costs one listing however many blobs there are.
/// </summary>
internal sealed partial class BlobListener(
    BlobContainerClient container, BlobPathPattern pattern, BlobReceipts receipts, BlobAttempt attempt,
    int maxDegreeOfParallelism, TimeSpan maxPollingInterval, TimeProvider time, ILogger logger) : IListener
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, BlobVersion> complete = [];
    private readonly Dictionary<string, Task<(BlobVersion Version, bool Complete)>> running = [];

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await attempt.PrepareAsync(cancellationToken);
    }

    public async Task RunAsync(Shutdown shutdown)
    {
        var backOff = new BackOff(ShortestPause, maxPollingInterval);
        var completeBefore = await receipts.ReadCompleteAsync(shutdown.Stopping);
        while (!shutdown.Stopping.IsCancellationRequested)
        {
            if (await LookAsync(completeBefore, shutdown))
                backOff.Reset();
            completeBefore.Clear();
            await Task.Delay(backOff.Next(), time, shutdown.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(running.Values);
    }

    // True if a blob was found that wants work.
    private async Task<bool> LookAsync(HashSet<string> completeBefore, Shutdown shutdown)
    {
        var found = false;
        var listed = new HashSet<string>();
        try
        {
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, pattern.Prefix, shutdown.Stopping))
            {
                if (pattern.Match(blob.Name) is not { } names || blob.Properties.ETag is not { } tag)
                    continue;

                var version = BlobVersion.Of(tag);
                listed.Add(blob.Name);
                if (!WantsWork(blob.Name, version, completeBefore))
                    continue;

                found = true;
                await RoomAsync();
                if (shutdown.Stopping.IsCancellationRequested)
                    return found;

                var client = container.GetBlobClient(blob.Name);
                running[blob.Name] = Task.Run(async () => (version, await attempt.RunAsync(client, version, names, shutdown)));
            }

            foreach (var gone in complete.Keys.Where(name => !listed.Contains(name)).ToList())
                complete.Remove(gone);
        }
        catch (OperationCanceledException) when (shutdown.Stopping.IsCancellationRequested)
        {
            // The next look is the next host's.
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            Log.NotListed(logger, e, container.Name);
        }

        return found;
    }

    private bool WantsWork(string name, BlobVersion version, HashSet<string> completeBefore)
    {
        Collect();
        if (running.ContainsKey(name) || (complete.TryGetValue(name, out var done) && done == version))
            return false;
        if (!completeBefore.Contains(receipts.Receipt(name, version).Name))
            return true;

        complete[name] = version;
        return false;
    }

    private async Task RoomAsync()
    {
        while (running.Count >= maxDegreeOfParallelism)
        {
            await Task.WhenAny(running.Values);
            Collect();
        }
    }

    private void Collect()
    {
        foreach (var (name, task) in running.Where(entry => entry.Value.IsCompleted).ToList())
        {
            running.Remove(name);
            if (task is { IsCompletedSuccessfully: true, Result: { Complete: true, Version: var version } })
                complete[name] = version;
        }
    }

    public override string ToString() => $"The blob listener of container {container.Name}";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Container {Container} could not be listed; trying again")]
        public static partial void NotListed(ILogger logger, Exception exception, string container);
    }
}
