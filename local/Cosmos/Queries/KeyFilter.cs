using QNom.Local.Cosmos.Sql;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Queries;

/// <summary>
/// Finds in a filter the only values that a property can have in a matching item, so that a query need not read every
/// partition. The filter still runs: this may only leave out what cannot match.
/// </summary>
internal sealed class KeyFilter(string alias, IReadOnlyList<string> path, Evaluator evaluator)
{
    /// <summary>The possible values, or null if the filter does not say.</summary>
    public IReadOnlySet<Value>? Values(Expression? filter) => filter switch
    {
        BinaryExpression { Operator: BinaryOperator.And } and => Both(Values(and.Left), Values(and.Right)),
        BinaryExpression { Operator: BinaryOperator.Or } or => Either(Values(or.Left), Values(or.Right)),
        BinaryExpression { Operator: BinaryOperator.Equal } equal =>
            IsKey(equal.Left) ? Constants(equal.Right) : IsKey(equal.Right) ? Constants(equal.Left) : null,
        InExpression @in when IsKey(@in.Operand) => Constants(@in.Items),
        _ => null,
    };

    private static IReadOnlySet<Value>? Both(IReadOnlySet<Value>? left, IReadOnlySet<Value>? right) =>
        left is null ? right : right is null ? left : left.Intersect(right).ToHashSet();

    private static HashSet<Value>? Either(IReadOnlySet<Value>? left, IReadOnlySet<Value>? right) =>
        left is null || right is null ? null : [.. left, .. right];

    private bool IsKey(Expression expression)
    {
        for (var i = path.Count - 1; i >= 0; i--)
        {
            if (expression is not PropertyExpression property || property.Name != path[i])
                return false;
            expression = property.Target;
        }

        return expression is AliasExpression root && root.Name == alias;
    }

    private HashSet<Value>? Constants(params Expression[] expressions) =>
        expressions.All(e => e is LiteralExpression or ParameterExpression)
            ? [.. expressions.Select(e => evaluator.Evaluate(e, null))]
            : null;
}
