using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using QNom.Local.Host.Definitions;
using QNom.Local.Host.Invocation;
using QNom.Local.Host.Storage;

namespace QNom.Local.Host.Blobs;

/// <summary>One try to have a function handle one version of a blob.</summary>
internal sealed partial class BlobAttempt(
    Function function, BlobReceipts receipts, HostContainer storage, PoisonBlobs poison, int maxAttempts,
    FunctionRunner runner, ILogger logger)
{
    public Task PrepareAsync(CancellationToken cancellationToken) => storage.PrepareAsync(cancellationToken);

    /// <summary>Never throws: what could not be finished is found again at the next look.</summary>
    /// <returns>True if the version needs no more work.</returns>
    public async Task<bool> RunAsync(BlobClient blob, BlobVersion version, IReadOnlyDictionary<string, string> names, Shutdown shutdown)
    {
        try
        {
            var (state, claim) = await receipts.ClaimAsync(receipts.Receipt(blob.Name, version));
            if (claim is null)
                return state == BlobReceipts.State.Complete;

            await using (claim)
            {
                if (!await IsDoneAsync(blob, version, names, claim, shutdown))
                    return false;
                await claim.CompleteAsync();
                return true;
            }
        }
        catch (OperationCanceledException) when (shutdown.Abandoned.IsCancellationRequested)
        {
            Log.Abandoned(logger, function.Name, blob.Name);
        }
        catch (Exception e)
        {
            Log.Unsettled(logger, e, function.Name, blob.Name);
        }

        return false;
    }

    private async Task<bool> IsDoneAsync(
        BlobClient blob, BlobVersion version, IReadOnlyDictionary<string, string> names, BlobReceipts.Claim claim, Shutdown shutdown)
    {
        // The version is gone; the one in its place is found by the next look and has a receipt of its own.
        if (await PropertiesAsync(blob) is not { } properties || BlobVersion.Of(properties.ETag) != version)
            return false;

        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(shutdown.Cancelled, claim.Lost);

        // More attempts than allowed: hosts died during them.
        if (claim.Attempt <= maxAttempts)
        {
            await using var input = new BlobInput(blob, properties, names);
            if (await runner.RunAsync(function, input, cancelled.Token).WaitAsync(shutdown.Abandoned))
                return true;
        }

        if (claim.Attempt < maxAttempts || cancelled.IsCancellationRequested)
            return false;

        await poison.ReportAsync(function, blob, properties);
        Log.Poisoned(logger, blob.Name, PoisonBlobs.QueueName, maxAttempts);
        return true;
    }

    private static async Task<BlobProperties?> PropertiesAsync(BlobClient blob)
    {
        try
        {
            return await blob.GetPropertiesAsync(cancellationToken: CancellationToken.None);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Blob {Blob} was reported on {Queue} after {Attempts} attempts")]
        public static partial void Poisoned(ILogger logger, string blob, string queue, int attempts);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Function {Function} did not end in time; blob {Blob} will be handled again")]
        public static partial void Abandoned(ILogger logger, string function, string blob);

        [LoggerMessage(Level = LogLevel.Warning, Message = "What {Function} did with blob {Blob} could not be recorded; it will be handled again")]
        public static partial void Unsettled(ILogger logger, Exception exception, string function, string blob);
    }
}
