using QNom.Local.Cosmos.Http;
using QNom.Local.Cosmos.Sql;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Queries;

/// <summary>Lists and queries of databases, containers and offers: few and in memory, so always one page.</summary>
internal sealed class ResourceQuery(TimeProvider time)
{
    public static CosmosResponse List(string ownerResourceId, string name, IEnumerable<Value> resources)
    {
        var all = resources.ToArray();
        return new(200, FeedBody.OfValues(ownerResourceId, name, all)) { ItemCount = all.Length };
    }

    /// <exception cref="RequestRefusedException">400: the query is not valid, or uses what only items can be asked.</exception>
    public CosmosResponse Run(CosmosRequest request, string ownerResourceId, string name, IEnumerable<Value> resources)
    {
        var text = QueryText.Parse(request.JsonBody());
        var query = ParsedQueries.Query(text.Sql);
        if (query.IsGrouped || query.Distinct || query.OrderBy.Length > 0 || query.Top is not null || query.Limit is not null)
            throw RequestRefusedException.NotImplemented("more than SELECT, FROM and WHERE in a query over resources");
        var evaluator = new Evaluator(text.Parameters, time.GetUtcNow());
        return List(ownerResourceId, name, resources.SelectMany(resource =>
            SelectEvaluator.Run(query, evaluator, new Scope(null, Evaluator.RootName, resource))));
    }
}
