using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace QNom.Local.Host.Storage;

/// <summary>The container in which Azure Functions keeps its locks, schedules and receipts, with the same blob names.</summary>
internal sealed class HostContainer(BlobServiceClient service, string hostId)
{
    private readonly BlobContainerClient container = service.GetBlobContainerClient("azure-webjobs-hosts");

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>The blob whose lease makes one host the listener of a function.</summary>
    public async Task<BlobClient> LockAsync(string functionId, CancellationToken cancellationToken)
    {
        var blob = container.GetBlobClient($"locks/{hostId}/{functionId}.Listener");
        if (!await blob.ExistsAsync(cancellationToken))
            await TryCreateAsync(blob, metadata: null, cancellationToken);
        return blob;
    }

    public BlobClient TimerStatus(string functionId) => container.GetBlobClient($"timers/{hostId}/{functionId}/status");

    /// <summary>The ETag stands before the blob's name because a name may contain slashes.</summary>
    public BlobClient Receipt(string functionId, string blobContainer, string blobName, string version) => container.GetBlobClient(
        $"{ReceiptFolder(functionId)}{version}/{blobContainer}/{blobName}");

    /// <summary>All receipts of a function, with their metadata.</summary>
    public AsyncPageable<BlobItem> Receipts(string functionId, CancellationToken cancellationToken) =>
        container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, ReceiptFolder(functionId), cancellationToken);

    /// <summary>Creates an empty blob; null if it is there already.</summary>
    public static async Task<ETag?> TryCreateAsync(
        BlobClient blob, IDictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { Metadata = metadata, Conditions = new() { IfNoneMatch = ETag.All } };
        try
        {
            return (await blob.UploadAsync(BinaryData.Empty, options, cancellationToken)).Value.ETag;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return null;
        }
    }

    private string ReceiptFolder(string functionId) => $"blobreceipts/{hostId}/{functionId}/";
}
