using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Azure.Cosmos;
using QNom.Local;
using QNom.Platform;

namespace QNom.Tests.Integration.BadInput;

/// <summary>
/// All that a cloud stores: every document with its ETag, every blob with its own, and how many messages each queue has.
/// Only the audit trail and the counts of limits are left out: that somebody was refused is written there on purpose.
/// </summary>
internal static class CloudContent
{
    public static async Task<IReadOnlyList<string>> ReadAsync(LocalCloud cloud)
    {
        var content = new List<string>();
        using var client = new CosmosClient(cloud.Cosmos.ConnectionString, new CosmosClientOptions
        {
            ConnectionMode = ConnectionMode.Gateway,
            LimitToEndpoint = true,
            UseSystemTextJsonSerializerWithOptions = Json.Documents,
        });
        var database = client.GetDatabase("qnom");
        foreach (var container in await AllAsync(database.GetContainerQueryIterator<ContainerProperties>()))
        {
            if (container.Id is "audit" or "rate-counts")
                continue;
            foreach (var item in await AllAsync(database.GetContainer(container.Id).GetItemQueryIterator<JsonElement>("SELECT * FROM c")))
                content.Add($"{container.Id}: {item.GetRawText()}");
        }

        var queues = new QueueServiceClient(cloud.Azurite.ConnectionString);
        await foreach (var queue in queues.GetQueuesAsync())
            content.Add($"{queue.Name}: {(await queues.GetQueueClient(queue.Name).GetPropertiesAsync()).Value.ApproximateMessagesCount}");

        var blobs = new BlobServiceClient(cloud.Azurite.ConnectionString);
        foreach (var name in new[] { "dead-letters", "failures", "imports", "import-results" })
        {
            await foreach (var blob in blobs.GetBlobContainerClient(name).GetBlobsAsync())
                content.Add($"{name}: {blob.Name} {blob.Properties.ETag}");
        }

        content.Sort(StringComparer.Ordinal);
        return content;
    }

    private static async Task<List<T>> AllAsync<T>(FeedIterator<T> feed)
    {
        using (feed)
        {
            var all = new List<T>();
            while (feed.HasMoreResults)
                all.AddRange(await feed.ReadNextAsync());
            return all;
        }
    }
}
