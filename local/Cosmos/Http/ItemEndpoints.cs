using QNom.Local.Cosmos.Batches;
using QNom.Local.Cosmos.Documents;
using QNom.Local.Cosmos.Queries;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Storage;

namespace QNom.Local.Cosmos.Http;

/// <summary><c>…/docs</c> and <c>…/docs/{id}</c>.</summary>
internal sealed class ItemEndpoints(Store store, BatchRunner batches, ItemFeeds feeds, ChangeFeed changes, TimeProvider time)
{
    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    public CosmosResponse Feed(CosmosRequest request, ContainerState container)
    {
        var response = request.Method switch
        {
            "GET" when request.Header(CosmosHeaders.IncrementalFeed) is { } feed => changes.Read(request, container, feed),
            "GET" => feeds.Read(request, container),
            "POST" when request.IsSet(CosmosHeaders.IsQueryPlan) => ItemFeeds.Plan(request),
            "POST" when request.IsQuery => feeds.Query(request, container),
            "POST" when request.IsSet(CosmosHeaders.IsBatch) => batches.Run(request, container, Now),
            "POST" => Create(request, container),
            _ => throw Router.MethodNotAllowed(request),
        };
        return response with { Container = container };
    }

    public CosmosResponse Item(CosmosRequest request, ContainerState container, string id)
    {
        var key = request.RequirePartitionKey();
        RefuseTriggers(request);
        CosmosResponse response;
        switch (request.Method)
        {
            case "GET":
                response = Read(request, container, key, id);
                break;
            case "PUT":
                var item = request.JsonBody();
                response = Write(request, container, t => t.Replace(key, id, item, request.Condition));
                break;
            case "PATCH":
                var patch = PatchRequest.Parse(request.JsonBody(), ItemFeeds.CompileCondition);
                response = Write(request, container, t => t.Patch(key, id, patch, request.Condition));
                break;
            case "DELETE":
                response = Write(request, container, t => t.Delete(key, id, request.Condition));
                break;
            default:
                throw Router.MethodNotAllowed(request);
        }

        return response with { Container = container };
    }

    private CosmosResponse Read(CosmosRequest request, ContainerState container, PartitionKey key, string id)
    {
        var document = store.Read(session => new DocumentTable(session, container.Number, Now).Find(key.Text, id))
            ?? throw RequestRefusedException.NotFound("item");
        var charge = RequestCharge.PointRead(document.Body.Length);
        return request.Condition.IsNotModified(document.ETag)
            ? new(304) { ETag = document.ETag, RequestCharge = RequestCharge.Minimum }
            : new(200, document.Body) { ETag = document.ETag, RequestCharge = charge };
    }

    private CosmosResponse Create(CosmosRequest request, ContainerState container)
    {
        RefuseTriggers(request);
        var key = request.RequirePartitionKey();
        var item = request.JsonBody();
        return request.IsSet(CosmosHeaders.IsUpsert)
            ? Write(request, container, t => t.Upsert(key, item, request.Condition))
            : Write(request, container, t => t.Create(key, item));
    }

    private CosmosResponse Write(CosmosRequest request, ContainerState container, Func<ContainerTransaction, WriteOutcome> write)
    {
        var outcome = ContainerTransaction.Run(store, container, Now, write);
        return new(outcome.Status, request.PrefersMinimal ? default : outcome.Body)
        {
            ETag = outcome.ETag,
            RequestCharge = outcome.RequestCharge,
        };
    }

    private static void RefuseTriggers(CosmosRequest request)
    {
        if (request.Header(CosmosHeaders.PreTriggers) is not null || request.Header(CosmosHeaders.PostTriggers) is not null)
            throw RequestRefusedException.NotImplemented("triggers");
    }
}
