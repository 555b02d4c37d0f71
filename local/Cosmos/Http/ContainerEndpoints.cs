using QNom.Local.Cosmos.Queries;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Storage;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Http;

/// <summary><c>…/colls</c>, <c>…/colls/{c}</c> and <c>…/colls/{c}/pkranges</c>.</summary>
internal sealed class ContainerEndpoints(Catalog catalog, ResourceQuery query)
{
    public CosmosResponse Feed(CosmosRequest request, DatabaseState database)
    {
        var containers = catalog.ContainersOf(database).Select(c => c.ToValue());
        return request.Method switch
        {
            "GET" => ResourceQuery.List(database.ResourceId, "DocumentCollections", containers),
            "POST" when request.IsQuery => query.Run(request, database.ResourceId, "DocumentCollections", containers),
            "POST" => Create(request, database),
            _ => throw Router.MethodNotAllowed(request),
        };
    }

    public CosmosResponse Item(CosmosRequest request, ContainerState container)
    {
        switch (request.Method)
        {
            case "GET":
                return Answer(200, container);
            case "PUT":
                var definition = ContainerDefinition.Parse(request.JsonBody());
                request.Condition.CheckWrite(container.ETag);
                return Answer(200, catalog.ReplaceContainer(container, definition));
            case "DELETE":
                request.Condition.CheckWrite(container.ETag);
                catalog.DeleteContainer(container);
                return new(204);
            default:
                throw Router.MethodNotAllowed(request);
        }
    }

    /// <summary>The container's one range. Clients ask until they hear 304.</summary>
    public static CosmosResponse PartitionKeyRanges(CosmosRequest request, ContainerState container)
    {
        if (request.Method != "GET")
            throw Router.MethodNotAllowed(request);
        const string etag = "\"1\"";
        if (request.Header(CosmosHeaders.IncrementalFeed) is not null && request.Condition.IsNotModified(etag))
            return new(304) { ETag = etag, ItemCount = 0, Container = container };
        var rid = ResourceId.OfPartitionKeyRange(container.Database.Number, container.Number);
        var range = Value.From(ObjectValue.Of(
            ("_rid", Value.From(rid)),
            ("id", Value.From("0")),
            ("_etag", Value.From(etag)),
            ("minInclusive", Value.From(string.Empty)),
            ("maxExclusive", Value.From("FF")),
            ("ridPrefix", Value.From(0L)),
            ("_self", Value.From($"{container.Self}pkranges/{rid}/")),
            ("throughputFraction", Value.From(1L)),
            ("status", Value.From("online")),
            ("parents", Value.From(Array.Empty<Value>())),
            ("_ts", Value.From(container.Timestamp))));
        return new(200, FeedBody.OfValues(container.ResourceId, "PartitionKeyRanges", [range]))
        {
            ETag = etag,
            ItemCount = 1,
            Container = container,
        };
    }

    private CosmosResponse Create(CosmosRequest request, DatabaseState database)
    {
        var definition = ContainerDefinition.Parse(request.JsonBody());
        return Answer(201, catalog.CreateContainer(database, definition, Throughput.FromHeaders(request)));
    }

    private static CosmosResponse Answer(int status, ContainerState container) =>
        CosmosResponse.Json(status, container.ToValue(), container.ETag) with { Container = container };
}
