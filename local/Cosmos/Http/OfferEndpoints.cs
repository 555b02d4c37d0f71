using QNom.Local.Cosmos.Queries;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Storage;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Http;

/// <summary><c>/offers</c>: the throughput of containers, one offer each.</summary>
internal sealed class OfferEndpoints(Catalog catalog, ResourceQuery query)
{
    public CosmosResponse Feed(CosmosRequest request)
    {
        var offers = catalog.Containers.Select(Offer);
        return request.Method switch
        {
            "GET" => ResourceQuery.List(string.Empty, "Offers", offers),
            "POST" when request.IsQuery => query.Run(request, string.Empty, "Offers", offers),
            _ => throw Router.MethodNotAllowed(request),
        };
    }

    public CosmosResponse Item(CosmosRequest request, string resourceId)
    {
        var container = catalog.Containers.FirstOrDefault(c => ResourceId.OfOffer(c.Number) == resourceId)
            ?? throw RequestRefusedException.NotFound("offer");
        switch (request.Method)
        {
            case "GET":
                return CosmosResponse.Json(200, Offer(container));
            case "PUT":
                catalog.ReplaceThroughput(container, Throughput.Check(request.JsonBody()["content"]));
                return CosmosResponse.Json(200, Offer(container));
            default:
                throw Router.MethodNotAllowed(request);
        }
    }

    private Value Offer(ContainerState container)
    {
        var rid = ResourceId.OfOffer(container.Number);
        return Value.From(ObjectValue.Of(
            ("id", Value.From(rid)),
            ("_rid", Value.From(rid)),
            ("_self", Value.From($"offers/{rid}/")),
            ("_etag", Value.From(container.ETag)),
            ("_ts", Value.From(container.Timestamp)),
            ("resource", Value.From(container.Self)),
            ("offerResourceId", Value.From(container.ResourceId)),
            ("offerType", Value.From("Invalid")),
            ("offerVersion", Value.From("V2")),
            ("content", catalog.Throughput(container))));
    }
}
