using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Http;

/// <summary>What <c>GET /</c> says of the account: one region, session consistency.</summary>
internal static class Account
{
    // What the client needs to plan queries by itself; the figures are those of the service.
    private const string QueryEngine =
        """
        {"maxSqlQueryInputLength":262144,"maxJoinsPerSqlQuery":10,"maxLogicalAndPerSqlQuery":2000,"maxLogicalOrPerSqlQuery":2000,"maxUdfRefPerSqlQuery":10,"maxInExpressionItemsCount":16000,"queryMaxGroupByTableCellCount":500000,"queryMaxInMemorySortDocumentCount":-500,"maxQueryRequestTimeoutFraction":0.9,"sqlAllowNonFiniteNumbers":false,"sqlAllowAggregateFunctions":true,"sqlAllowSubQuery":true,"sqlAllowScalarSubQuery":true,"allowNewKeywords":true,"sqlAllowLike":true,"sqlAllowGroupByClause":true,"maxSpatialQueryCells":12,"spatialMaxGeometryPointCount":256,"sqlDisableQueryILOptimization":false,"sqlDisableFilterPlanOptimization":false,"enableSpatialIndexing":true}
        """;

    public static CosmosResponse Read(Uri endpoint)
    {
        var here = Value.From([Value.From(ObjectValue.Of(
            ("name", Value.From("Local")),
            ("databaseAccountEndpoint", Value.From(endpoint.ToString()))))]);
        return CosmosResponse.Json(200, Value.From(ObjectValue.Of(
            ("id", Value.From("local")),
            ("_rid", Value.From("local")),
            ("_self", Value.From(string.Empty)),
            ("media", Value.From("//media/")),
            ("addresses", Value.From("//addresses/")),
            ("_dbs", Value.From("//dbs/")),
            ("writableLocations", here),
            ("readableLocations", here),
            ("enableMultipleWriteLocations", Value.False),
            ("userReplicationPolicy", ValueReader.Parse("""{"asyncReplication":false,"minReplicaSetSize":1,"maxReplicasetSize":4}""")),
            ("userConsistencyPolicy", ValueReader.Parse("""{"defaultConsistencyLevel":"Session"}""")),
            ("systemReplicationPolicy", ValueReader.Parse("""{"minReplicaSetSize":1,"maxReplicasetSize":4}""")),
            ("readPolicy", ValueReader.Parse("""{"primaryReadCoefficient":1,"secondaryReadCoefficient":1}""")),
            ("queryEngineConfiguration", Value.From(QueryEngine)))));
    }
}
