using System.Text.Json;
using QNom.Local.Cosmos.Documents;
using QNom.Local.Cosmos.Http;
using QNom.Local.Cosmos.Queries;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Storage;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Batches;

/// <summary>
/// Runs batches: https://learn.microsoft.com/azure/cosmos-db/nosql/transactional-batch. An atomic one commits as a
/// whole or leaves nothing; a bulk request is many operations that only travel together.
/// </summary>
internal sealed class BatchRunner(Store store)
{
    private const int FailedDependency = 424;
    private const int MultiStatus = 207;

    /// <exception cref="RequestRefusedException">400: malformed or over 100 operations; 413: over 2 MB.</exception>
    public CosmosResponse Run(CosmosRequest request, ContainerState container, long now)
    {
        if (request.Body.Length > ContainerTransaction.MaxBytes + Overhead)
            throw RequestRefusedException.TooLarge("Request size is too large: a batch may have 2 MB.");
        var isRow = HybridRowBatch.Recognizes(request.Body);
        var operations = isRow ? HybridRowBatch.Read(request.Body) : JsonBatch.Read(request.JsonBody());
        if (operations.Count == 0)
            throw RequestRefusedException.BadRequest("A batch needs at least one operation.");
        if (operations.Count > ContainerTransaction.MaxOperations)
        {
            throw RequestRefusedException.BadRequest(
                $"Batch request has more operations than what is supported: {operations.Count} of {ContainerTransaction.MaxOperations}.");
        }

        var results = request.IsSet(CosmosHeaders.BatchAtomic)
            ? RunAtomic(request.RequirePartitionKey(), operations, container, now)
            : RunBulk(request.PartitionKey, operations, container, now, request.IsSet(CosmosHeaders.BatchContinueOnError));
        var allWell = results.All(IsSuccess);
        return new(allWell ? 200 : MultiStatus, isRow ? HybridRowBatch.Write(results) : JsonBatch.Write(results))
        {
            RequestCharge = results.Sum(result => result.RequestCharge),
            ContentType = isRow ? "application/octet-stream" : "application/json",
        };
    }

    // The limit counts the documents; rows and names around 100 of them take no more than this.
    private const int Overhead = 100 * 1024;

    private static bool IsSuccess(BatchResult result) => result.Status is (>= 200 and < 300) or 304;

    private List<BatchResult> RunAtomic(
        PartitionKey key, IReadOnlyList<BatchOperation> operations, ContainerState container, long now)
    {
        var results = new List<BatchResult>(operations.Count);
        try
        {
            ContainerTransaction.Run(store, container, now, transaction =>
            {
                foreach (var operation in operations)
                {
                    var result = RunOne(transaction, key, operation);
                    results.Add(result);
                    if (!IsSuccess(result))
                        throw new BatchFailedException();
                }

                return results;
            });
            return results;
        }
        catch (BatchFailedException)
        {
            var failure = results[^1];
            return
            [
                .. operations.Select((_, index) => index == results.Count - 1
                    ? failure
                    : new BatchResult(FailedDependency, 0, null, default, 0)),
            ];
        }
    }

    private List<BatchResult> RunBulk(
        PartitionKey? shared, IReadOnlyList<BatchOperation> operations, ContainerState container, long now, bool continueOnError)
    {
        var results = new List<BatchResult>(operations.Count);
        foreach (var operation in operations)
        {
            var key = operation.PartitionKey ?? shared
                ?? throw RequestRefusedException.BadRequest("An operation of the bulk request has no partition key.");
            if (results.Count > 0 && !continueOnError && !IsSuccess(results[^1]))
            {
                results.Add(new(FailedDependency, 0, null, default, 0));
                continue;
            }

            results.Add(ContainerTransaction.Run(store, container, now, transaction => RunOne(transaction, key, operation)));
        }

        return results;
    }

    private static BatchResult RunOne(ContainerTransaction transaction, PartitionKey key, BatchOperation operation)
    {
        try
        {
            var condition = new ETagCondition(operation.IfMatch, operation.IfNoneMatch);
            var outcome = operation.Kind switch
            {
                BatchOperationKind.Create => transaction.Create(key, Body(operation)),
                BatchOperationKind.Upsert => transaction.Upsert(key, Body(operation), condition),
                BatchOperationKind.Replace => transaction.Replace(key, Id(operation), Body(operation), condition),
                BatchOperationKind.Delete => transaction.Delete(key, Id(operation), condition),
                BatchOperationKind.Patch => transaction.Patch(
                    key, Id(operation), PatchRequest.Parse(Body(operation), ItemFeeds.CompileCondition), condition),
                BatchOperationKind.Read => Read(transaction, key, Id(operation), condition),
                _ => throw RequestRefusedException.NotImplemented($"the batch operation {operation.Kind}"),
            };
            return new(outcome.Status, 0, outcome.ETag, operation.PrefersMinimal ? default : outcome.Body, outcome.RequestCharge);
        }
        catch (RequestRefusedException refusal)
        {
            var body = CosmosResponse.Refused(refusal).Body;
            return new(refusal.Status, refusal.SubStatus, null, body, refusal.RequestCharge);
        }
    }

    private static WriteOutcome Read(ContainerTransaction transaction, PartitionKey key, string id, ETagCondition condition)
    {
        var document = transaction.Read(key, id);
        return condition.IsNotModified(document.ETag)
            ? new(304, document.ETag, null, RequestCharge.Minimum)
            : new(200, document.ETag, document.Body, RequestCharge.PointRead(document.Body.Length));
    }

    private static string Id(BatchOperation operation) =>
        operation.Id ?? throw RequestRefusedException.BadRequest($"A batch operation {operation.Kind} needs an id.");

    private static Value Body(BatchOperation operation)
    {
        try
        {
            return ValueReader.Parse(operation.Body.Span);
        }
        catch (JsonException invalid)
        {
            throw RequestRefusedException.BadRequest($"The body of a batch operation is not valid JSON. {invalid.Message}");
        }
    }

    /// <summary>Rolls the transaction back; the results say why.</summary>
    private sealed class BatchFailedException : Exception;
}
