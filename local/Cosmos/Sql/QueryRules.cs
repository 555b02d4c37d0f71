namespace QNom.Local.Cosmos.Sql;

/// <summary>What a query may not combine, checked when it is parsed.</summary>
internal static class QueryRules
{
    /// <exception cref="RequestRefusedException">400: the service would refuse it too.</exception>
    public static void Check(SelectQuery query)
    {
        if (query.IsGrouped && query.OrderBy.Length > 0)
            throw RequestRefusedException.BadRequest("ORDER BY cannot be used with GROUP BY or aggregates.");
        if (query.OrderBy.Length > 0 && query.From.Length == 0)
            throw RequestRefusedException.BadRequest("ORDER BY needs a FROM clause.");
        if (query.OrderBy.FirstOrDefault(item => PathOf(item.Expression) is null) is not null)
            throw RequestRefusedException.BadRequest("Unsupported ORDER BY clause: ORDER BY item must be a property path of the item.");
        if (!query.IsGrouped)
            return;
        foreach (var expression in Selected(query.Selection))
        {
            if (!IsFixedInGroup(expression, query.GroupBy))
            {
                throw RequestRefusedException.BadRequest(
                    "Property reference is invalid in the SELECT list because it is not contained in either an aggregate function or the GROUP BY clause.");
            }
        }
    }

    /// <summary>The property names from the item's root, or null if the expression is no such path.</summary>
    public static IReadOnlyList<string>? PathOf(Expression expression)
    {
        var names = new List<string>();
        while (expression is PropertyExpression property)
        {
            names.Insert(0, property.Name);
            expression = property.Target;
        }

        return expression is AliasExpression && names.Count > 0 ? names : null;
    }

    private static IEnumerable<Expression> Selected(Selection selection) => selection switch
    {
        SelectValue value => [value.Expression],
        SelectList list => list.Items.Select(item => item.Value),
        _ => throw RequestRefusedException.BadRequest("'SELECT *' cannot be used with GROUP BY."),
    };

    // True if the value is the same for all rows of a group.
    private static bool IsFixedInGroup(Expression expression, Expression[] groupBy) =>
        groupBy.Any(key => IsSame(key, expression)) || expression switch
        {
            AggregateExpression or LiteralExpression or ParameterExpression => true,
            AliasExpression or SubqueryExpression => false,
            _ => Children(expression).All(child => IsFixedInGroup(child, groupBy)),
        };

    private static bool IsSame(Expression left, Expression right) => (left, right) switch
    {
        (CallExpression a, CallExpression b) =>
            a.Function == b.Function && a.Arguments.Length == b.Arguments.Length && a.Arguments.Zip(b.Arguments).All(p => IsSame(p.First, p.Second)),
        (PropertyExpression a, PropertyExpression b) => a.Name == b.Name && IsSame(a.Target, b.Target),
        _ => left.Equals(right),
    };

    private static IEnumerable<Expression> Children(Expression expression) => expression switch
    {
        PropertyExpression e => [e.Target],
        IndexExpression e => [e.Target, e.Index],
        UnaryExpression e => [e.Operand],
        BinaryExpression e => [e.Left, e.Right],
        ConditionalExpression e => [e.Condition, e.Then, e.Else],
        InExpression e => [e.Operand, .. e.Items],
        BetweenExpression e => [e.Operand, e.Low, e.High],
        LikeExpression e => [e.Operand, e.Pattern],
        CallExpression e => e.Arguments,
        ArrayExpression e => e.Items,
        ObjectExpression e => e.Properties.Select(p => p.Value),
        _ => [],
    };
}
