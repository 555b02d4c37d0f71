using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Sql;

namespace QNom.Local.Cosmos.Queries;

/// <summary>What ORDER BY needs of the indexing policy: https://learn.microsoft.com/azure/cosmos-db/index-policy.</summary>
internal sealed class OrderRules
{
    private readonly bool[] returnsMissing;

    /// <exception cref="RequestRefusedException">400: the service has no index to sort by and would refuse the query.</exception>
    public OrderRules(OrderItem[] order, IndexingPolicy indexing)
    {
        var paths = order.Select(item => QueryRules.PathOf(item.Expression)!).ToArray();
        if (paths.FirstOrDefault(path => !indexing.Includes(path)) is { } excluded)
        {
            throw RequestRefusedException.BadRequest(
                $"The order-by item requires a range index to be defined on the corresponding index path: /{string.Join('/', excluded)}.");
        }

        var isComposite = order.Length > 1;
        if (isComposite && !indexing.Composites.Any(composite => Serves(composite, order, paths)))
        {
            throw RequestRefusedException.BadRequest(
                "The order by query does not have a corresponding composite index that it can be served from.");
        }

        returnsMissing = [.. paths.Select(path => isComposite || indexing.Names(path))];
    }

    /// <summary>Whether a row with these sort keys is returned: an index by wildcard does not hold missing properties.</summary>
    public bool Returns(Values.Value[] keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i].IsUndefined && !returnsMissing[i])
                return false;
        }

        return true;
    }

    // A composite index serves its own directions, or all of them reversed.
    private static bool Serves(CompositeIndexPath[] composite, OrderItem[] order, IReadOnlyList<string>[] paths)
    {
        if (composite.Length != order.Length)
            return false;
        var reversed = composite[0].Descending != order[0].Descending;
        for (var i = 0; i < order.Length; i++)
        {
            if (!composite[i].Path.Names.SequenceEqual(paths[i]) || (composite[i].Descending != order[i].Descending) != reversed)
                return false;
        }

        return true;
    }
}
