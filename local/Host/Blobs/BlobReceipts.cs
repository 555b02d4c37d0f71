using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using QNom.Local.Host.Definitions;
using QNom.Local.Host.Storage;

namespace QNom.Local.Host.Blobs;

/// <summary>
/// Remembers in storage which versions of which blobs a function has handled, and lets one host at a time handle one.
/// A receipt counts the attempts and in the end says that it is complete; its lease is the right to work on it. What
/// ends an attempt is written with no cancellation: a host that is told to stop must not forget what it has done.
/// </summary>
internal sealed class BlobReceipts(Function function, string blobContainer, HostContainer storage, LeaseTimes times)
{
    private const string Completed = "Completed";
    private const string Attempts = "Attempts";

    /// <summary>Whether a receipt says that its blob version needs no more work, and if not, who works on it.</summary>
    public enum State
    {
        Claimed,
        Complete,
        Busy,
    }

    /// <summary>Names of the receipts that are complete.</summary>
    public async Task<HashSet<string>> ReadCompleteAsync(CancellationToken cancellationToken)
    {
        var complete = new HashSet<string>();
        await foreach (var receipt in storage.Receipts(function.StorageId, cancellationToken))
            if (receipt.Metadata.ContainsKey(Completed))
                complete.Add(receipt.Name);
        return complete;
    }

    public BlobClient Receipt(string blobName, BlobVersion version) =>
        storage.Receipt(function.StorageId, blobContainer, blobName, version.Value);

    /// <summary>Tries to get the right to work on a blob version. The attempt counts from here, so that a blob that
    /// kills its host does not do so for ever.</summary>
    public async Task<(State State, Claim? Claim)> ClaimAsync(BlobClient receipt)
    {
        var (version, attempts) = (await HostContainer.TryCreateAsync(receipt, Metadata(0), CancellationToken.None), 0);
        if (version is null)
        {
            BlobProperties known = await receipt.GetPropertiesAsync(cancellationToken: CancellationToken.None);
            if (known.Metadata.ContainsKey(Completed))
                return (State.Complete, null);
            if (known.LeaseStatus == LeaseStatus.Locked)
                return (State.Busy, null);
            (version, attempts) = (known.ETag, int.Parse(known.Metadata[Attempts], CultureInfo.InvariantCulture));
        }

        var lease = await LeaseHold.TryAcquireAsync(receipt, version, times, CancellationToken.None);
        if (lease is null)
            return (State.Busy, null);

        await receipt.SetMetadataAsync(Metadata(attempts + 1), lease.Conditions, CancellationToken.None);
        return (State.Claimed, new Claim(receipt, lease, attempts + 1));
    }

    private static Dictionary<string, string> Metadata(int attempts) =>
        new() { [Attempts] = attempts.ToString(CultureInfo.InvariantCulture) };

    /// <summary>The right to work on one blob version, given back when disposed of.</summary>
    internal sealed class Claim(BlobClient receipt, LeaseHold lease, int attempt) : IAsyncDisposable
    {
        /// <summary>Which attempt this is, from 1.</summary>
        public int Attempt => attempt;

        public CancellationToken Lost => lease.Lost;

        /// <summary>The version needs no more work.</summary>
        public Task CompleteAsync()
        {
            var metadata = Metadata(attempt);
            metadata[Completed] = "true";
            return receipt.SetMetadataAsync(metadata, lease.Conditions, CancellationToken.None);
        }

        public ValueTask DisposeAsync() => lease.DisposeAsync();
    }
}
