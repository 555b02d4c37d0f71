using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;

namespace QNom.Operations.Recovery;

/// <summary>
/// Writes documents, gathered a few thousand at a time into batches of one partition each: most documents stand beside others
/// of theirs, and a batch costs one request. Written again, they are the same.
/// </summary>
internal sealed class RestoreWriter(Container container, string partitionMember)
{
    private const int Window = 2000;
    private const int AtOnce = 16;

    // Below the service's limits of 100 operations and 2 MB.
    private const int LargestBatch = 100;
    private const int LargestBatchBytes = 1_500_000;

    // How often what the service refuses for want of throughput is tried again beyond the SDK's own retries.
    private const int Attempts = 10;

    private readonly Dictionary<(string Partition, string Id), byte[]> window = [];

    /// <summary>How many documents were written.</summary>
    public long Written { get; private set; }

    /// <summary>Takes a document; a later version of one takes the place of the one before.</summary>
    /// <exception cref="InvalidDataException">It has no id, or no value of the partition key.</exception>
    public async Task AddAsync(JsonObject document, CancellationToken cancellationToken)
    {
        window[(Text(document, partitionMember), Text(document, "id"))] = JsonSerializer.SerializeToUtf8Bytes(document);
        if (window.Count >= Window)
            await FlushAsync(cancellationToken);
    }

    /// <summary>Writes what was taken.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var batches = window.GroupBy(entry => entry.Key.Partition).SelectMany(Batches);
        await Parallel.ForEachAsync(
            batches, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (batch, cancelled) => await WriteAsync(batch.Partition, batch.Documents, cancelled));
        Written += window.Count;
        window.Clear();
    }

    private static IEnumerable<(string Partition, List<byte[]> Documents)> Batches(
        IGrouping<string, KeyValuePair<(string, string), byte[]>> partition)
    {
        var (documents, bytes) = (new List<byte[]>(), 0);
        foreach (var (_, document) in partition)
        {
            if (documents.Count == LargestBatch || (documents.Count > 0 && bytes + document.Length > LargestBatchBytes))
            {
                yield return (partition.Key, documents);
                (documents, bytes) = ([], 0);
            }

            documents.Add(document);
            bytes += document.Length;
        }

        yield return (partition.Key, documents);
    }

    private async Task WriteAsync(string partition, List<byte[]> documents, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var batch = container.CreateTransactionalBatch(new PartitionKey(partition));
            foreach (var document in documents)
                batch = batch.UpsertItemStream(new MemoryStream(document), new() { EnableContentResponseOnWrite = false });
            using var response = await batch.ExecuteAsync(cancellationToken);
            if (response.IsSuccessStatusCode)
                return;
            if (attempt == Attempts || !IsTransient(response.StatusCode))
                throw response.ToException();
            await Task.Delay(response.RetryAfter ?? TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private static bool IsTransient(HttpStatusCode status) => status
        is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.RequestTimeout or (HttpStatusCode)449;

    private static string Text(JsonObject document, string member) => (string?)document[member]
        ?? throw new InvalidDataException($"A document of a backup of {member} lacks it.");
}
