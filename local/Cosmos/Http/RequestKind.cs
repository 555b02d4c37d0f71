namespace QNom.Local.Cosmos.Http;

/// <summary>What a request asks for, before it is carried out.</summary>
internal static class RequestKind
{
    public static LoggedRequest Describe(CosmosRequest request)
    {
        var segments = request.Segments;
        return new(
            Operation(request),
            segments is ["dbs", var database, ..] ? database : null,
            segments is ["dbs", _, "colls", var container, ..] ? container : null,
            request.Header(CosmosHeaders.PartitionKey),
            segments is [_, _, _, _, "docs", var id] ? id : null,
            Status: 0, RequestCharge: 0, Duration: TimeSpan.Zero);
    }

    private static CosmosOperation Operation(CosmosRequest request) => request.Segments switch
    {
        [_, _, _, _, "docs"] => FeedOperation(request),
        [_, _, _, _, "docs", _] => request.Method switch
        {
            "PUT" => CosmosOperation.Replace,
            "PATCH" => CosmosOperation.Patch,
            "DELETE" => CosmosOperation.Delete,
            _ => CosmosOperation.Read,
        },
        _ => CosmosOperation.Metadata,
    };

    private static CosmosOperation FeedOperation(CosmosRequest request)
    {
        if (request.Method == "GET")
        {
            return request.Header(CosmosHeaders.IncrementalFeed) is null
                ? CosmosOperation.ReadFeed
                : CosmosOperation.ChangeFeed;
        }

        if (request.IsSet(CosmosHeaders.IsQueryPlan))
            return CosmosOperation.QueryPlan;
        if (request.IsQuery)
            return CosmosOperation.Query;
        if (request.IsSet(CosmosHeaders.IsBatch))
            return CosmosOperation.Batch;
        return request.IsSet(CosmosHeaders.IsUpsert) ? CosmosOperation.Upsert : CosmosOperation.Create;
    }
}
