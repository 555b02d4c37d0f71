using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using QNom.Local.Host.Definitions;

namespace QNom.Local.Host.Blobs;

/// <summary>Reports a blob version that failed all its attempts, in the words of Azure Functions.</summary>
internal sealed class PoisonBlobs(QueueServiceClient service, bool base64)
{
    public const string QueueName = "webjobs-blobtrigger-poison";

    private readonly QueueClient queue = service.GetQueueClient(QueueName);

    public async Task ReportAsync(Function function, BlobClient blob, BlobProperties properties)
    {
        var message = JsonSerializer.SerializeToUtf8Bytes(new
        {
            Type = "BlobTrigger",
            FunctionId = function.StorageId,
            BlobType = $"{properties.BlobType}Blob",
            ContainerName = blob.BlobContainerName,
            BlobName = blob.Name,
            ETag = BlobVersion.Of(properties.ETag).Value,
        });
        await queue.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await queue.SendMessageAsync(
            base64 ? new BinaryData(Convert.ToBase64String(message)) : new BinaryData(message),
            timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: CancellationToken.None);
    }
}
