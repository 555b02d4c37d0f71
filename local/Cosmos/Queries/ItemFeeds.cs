using QNom.Local.Cosmos.Documents;
using QNom.Local.Cosmos.Http;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Sql;
using QNom.Local.Cosmos.Storage;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Queries;

/// <summary>Queries, and the feed of all items, over a container or one partition of it.</summary>
internal sealed class ItemFeeds(Store store, TimeProvider time)
{
    private static readonly SelectQuery Everything = ParsedQueries.Query("SELECT * FROM c");

    // An account with one range may leave the planning to itself: an empty plan makes the client send the query as it is.
    private static readonly byte[] EmptyPlan =
        """
        {"partitionedQueryExecutionInfoVersion":2,"queryInfo":{"distinctType":"None","top":null,"offset":null,"limit":null,"orderBy":[],"orderByExpressions":[],"groupByExpressions":[],"groupByAliases":[],"aggregates":[],"groupByAliasToAggregateType":{},"rewrittenQuery":"","hasSelectValue":false,"dCountInfo":null,"hasNonStreamingOrderBy":false},"queryRanges":[{"min":"","max":"FF","isMinInclusive":true,"isMaxInclusive":false}]}
        """u8.ToArray();

    /// <summary>Compiles the condition of a patch.</summary>
    /// <exception cref="RequestRefusedException">400: it is not one.</exception>
    public static Func<Value, bool> CompileCondition(string sql)
    {
        var query = ParsedQueries.Condition(sql);
        return item =>
        {
            var evaluator = new Evaluator(new Dictionary<string, Value>(), DateTimeOffset.UnixEpoch);
            return SelectEvaluator.Rows(query, evaluator, new Scope(null, Evaluator.RootName, item)).Any();
        };
    }

    /// <exception cref="RequestRefusedException">400: the query is not valid, or not implemented.</exception>
    public static CosmosResponse Plan(CosmosRequest request)
    {
        ParsedQueries.Query(QueryText.Parse(request.JsonBody()).Sql);
        return new(200, EmptyPlan);
    }

    /// <exception cref="RequestRefusedException">400: the query is not valid, or not implemented.</exception>
    public CosmosResponse Query(CosmosRequest request, ContainerState container)
    {
        var text = QueryText.Parse(request.JsonBody());
        return Run(request, container, ParsedQueries.Query(text.Sql), text.Parameters);
    }

    public CosmosResponse Read(CosmosRequest request, ContainerState container) =>
        Run(request, container, Everything, new Dictionary<string, Value>());

    private CosmosResponse Run(
        CosmosRequest request, ContainerState container, SelectQuery query, IReadOnlyDictionary<string, Value> parameters)
    {
        request.RefusePartOfRange();
        var now = time.GetUtcNow();
        var evaluator = new Evaluator(parameters, now);
        var run = new QueryRun(query, evaluator, container.Definition, Continuation.Parse(request.Header(CosmosHeaders.Continuation)));
        var keys = ItemKeys.Of(query, evaluator, container.Definition, request.PartitionKey);
        var page = store.Read(session =>
            run.Page(keys.Load(new DocumentTable(session, container.Number, now.ToUnixTimeSeconds()), run.ScanAfter), request.MaxItemCount));
        return new(200, FeedBody.OfJson(container.ResourceId, "Documents", page.Results))
        {
            Continuation = page.Continuation,
            ItemCount = page.Results.Count,
            RequestCharge = RequestCharge.Page(page.ItemsLoaded, page.BytesLoaded),
        };
    }
}
