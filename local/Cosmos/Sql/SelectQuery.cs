namespace QNom.Local.Cosmos.Sql;

/// <summary>A query's syntax tree.</summary>
internal sealed record SelectQuery(
    bool Distinct,
    Expression? Top,
    Selection Selection,
    Source[] From,
    Expression? Where,
    Expression[] GroupBy,
    OrderItem[] OrderBy,
    Expression? Offset,
    Expression? Limit)
{
    /// <summary>The aggregates of the selection; those of subqueries are the subqueries' own.</summary>
    public AggregateExpression[] Aggregates { get; init; } = [];

    /// <summary>True if rows are folded: one result for each group, or one in all.</summary>
    public bool IsGrouped => GroupBy.Length > 0 || Aggregates.Length > 0;
}

/// <summary>What SELECT asks for.</summary>
internal abstract record Selection;

/// <summary><c>SELECT *</c>.</summary>
internal sealed record SelectAll : Selection;

/// <summary><c>SELECT VALUE expression</c>.</summary>
internal sealed record SelectValue(Expression Expression) : Selection;

/// <summary><c>SELECT a, b AS c</c>: an object with these properties.</summary>
internal sealed record SelectList(KeyValuePair<string, Expression>[] Items) : Selection;

/// <summary>A source of FROM or JOIN.</summary>
/// <param name="Alias">The name of its rows.</param>
/// <param name="Path">Where they come from; null for the container itself.</param>
/// <param name="Iterates">True for <c>x IN path</c>: one row for each item of the array.</param>
internal sealed record Source(string Alias, Expression? Path, bool Iterates);

/// <summary>One item of ORDER BY.</summary>
internal sealed record OrderItem(Expression Expression, bool Descending);
