using QNom.Local.Cosmos.Queries;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Storage;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Http;

/// <summary><c>/dbs</c> and <c>/dbs/{db}</c>.</summary>
internal sealed class DatabaseEndpoints(Catalog catalog, ResourceQuery query)
{
    public CosmosResponse Feed(CosmosRequest request) => request.Method switch
    {
        "GET" => ResourceQuery.List(string.Empty, "Databases", catalog.Databases.Select(d => d.ToValue())),
        "POST" when request.IsQuery =>
            query.Run(request, string.Empty, "Databases", catalog.Databases.Select(d => d.ToValue())),
        "POST" => Create(request),
        _ => throw Router.MethodNotAllowed(request),
    };

    public CosmosResponse Item(CosmosRequest request, DatabaseState database)
    {
        switch (request.Method)
        {
            case "GET":
                return CosmosResponse.Json(200, database.ToValue(), database.ETag);
            case "DELETE":
                catalog.DeleteDatabase(database);
                return new(204);
            default:
                throw Router.MethodNotAllowed(request);
        }
    }

    private CosmosResponse Create(CosmosRequest request)
    {
        if (request.Header(CosmosHeaders.OfferThroughput) is not null || request.Header(CosmosHeaders.AutopilotSettings) is not null)
            throw RequestRefusedException.NotImplemented("throughput shared by the containers of a database; set it on the container");
        if (request.JsonBody()["id"] is not { Kind: ValueKind.String, Text: var id })
            throw RequestRefusedException.BadRequest("The database has no id.");
        var database = catalog.CreateDatabase(id);
        return CosmosResponse.Json(201, database.ToValue(), database.ETag);
    }
}
