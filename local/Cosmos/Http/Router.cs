using QNom.Local.Cosmos.Storage;

namespace QNom.Local.Cosmos.Http;

/// <summary>Finds the endpoint for a path. A path of the service that the emulator lacks is refused by its name.</summary>
internal sealed class Router(
    Catalog catalog,
    DatabaseEndpoints databases,
    ContainerEndpoints containers,
    ItemEndpoints items,
    OfferEndpoints offers,
    Func<Uri> endpoint)
{
    public static RequestRefusedException MethodNotAllowed(CosmosRequest request) =>
        new(405, $"{request.Method} is not allowed on /{request.Path}.");

    /// <exception cref="RequestRefusedException">The request is refused; see its status.</exception>
    public CosmosResponse Route(CosmosRequest request) => request.Segments switch
    {
        [] => Account.Read(endpoint()),
        ["dbs"] => databases.Feed(request),
        ["dbs", var db] => databases.Item(request, catalog.Database(db)),
        ["dbs", var db, "colls"] => containers.Feed(request, catalog.Database(db)),
        ["dbs", var db, "colls", var c] => containers.Item(request, catalog.Container(db, c)),
        ["dbs", var db, "colls", var c, "pkranges"] =>
            ContainerEndpoints.PartitionKeyRanges(request, catalog.Container(db, c)),
        ["dbs", var db, "colls", var c, "docs"] => items.Feed(request, catalog.Container(db, c)),
        ["dbs", var db, "colls", var c, "docs", var id] => items.Item(request, catalog.Container(db, c), id),
        ["offers"] => offers.Feed(request),
        ["offers", var id] => offers.Item(request, id),
        ["dbs", _, "colls", _, var feature, ..] => throw RequestRefusedException.NotImplemented($"'{feature}' of a container"),
        ["dbs", _, var feature, ..] => throw RequestRefusedException.NotImplemented($"'{feature}' of a database"),
        _ => throw RequestRefusedException.NotImplemented($"the path /{request.Path}"),
    };
}
