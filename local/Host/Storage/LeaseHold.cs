using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace QNom.Local.Host.Storage;

/// <summary>How long a blob lease lasts, and how often it is renewed.</summary>
internal sealed record LeaseTimes(TimeSpan Duration, TimeSpan Renewal, TimeProvider Time);

/// <summary>
/// A blob lease, renewed for as long as this object lives: what only one host may do, its holder does. When the host
/// dies the lease runs out and another host may take it.
/// </summary>
internal sealed class LeaseHold : IAsyncDisposable
{
    private readonly BlobLeaseClient lease;
    private readonly LeaseTimes times;
    private readonly CancellationTokenSource ended = new();
    private readonly CancellationTokenSource lost = new();
    private readonly Task renewal;

    private LeaseHold(BlobLeaseClient lease, LeaseTimes times, long acquired)
    {
        (this.lease, this.times, Lost) = (lease, times, lost.Token);
        renewal = RenewAsync(acquired);
    }

    /// <summary>Cancelled when the lease could not be renewed in time: its holder must stop.</summary>
    public CancellationToken Lost { get; }

    /// <summary>What a write to the leased blob must carry.</summary>
    public BlobRequestConditions Conditions => new() { LeaseId = lease.LeaseId };

    /// <summary>Takes the lease, or returns null if another has it or the blob is not as the condition says.</summary>
    /// <param name="blob">The blob, which must exist.</param>
    /// <param name="unchangedSince">Take it only if the blob still is this version; null for any.</param>
    /// <param name="times">The lease's times.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LeaseHold?> TryAcquireAsync(
        BlobBaseClient blob, ETag? unchangedSince, LeaseTimes times, CancellationToken cancellationToken)
    {
        var lease = blob.GetBlobLeaseClient();
        var asked = times.Time.GetTimestamp();
        try
        {
            await lease.AcquireAsync(times.Duration, new RequestConditions { IfMatch = unchangedSince }, cancellationToken);
            return new LeaseHold(lease, times, asked);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <summary>Gives the lease back.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await renewal;
        try
        {
            if (!Lost.IsCancellationRequested)
                await lease.ReleaseAsync(cancellationToken: CancellationToken.None);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // Then it runs out by itself.
        }

        ended.Dispose();
        lost.Dispose();
    }

    private async Task RenewAsync(long renewed)
    {
        while (true)
        {
            await Task.Delay(times.Renewal, times.Time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
                return;

            var asked = times.Time.GetTimestamp();
            try
            {
                await lease.RenewAsync(cancellationToken: ended.Token);
                renewed = asked;
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Refused: somebody else has it. Not reached: it is ours until its time is over.
                var refused = e is RequestFailedException { Status: 404 or 409 or 412 };
                if (refused || times.Time.GetElapsedTime(renewed) >= times.Duration)
                {
                    await lost.CancelAsync();
                    return;
                }
            }
        }
    }
}
