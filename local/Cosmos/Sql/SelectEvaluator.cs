using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Sql;

/// <summary>Runs a query over rows: FROM and JOIN, WHERE, SELECT and aggregates.</summary>
internal static class SelectEvaluator
{
    /// <summary>Runs a subquery inside the scope of a row. Its order of clauses is the whole query's.</summary>
    public static IEnumerable<Value> Run(SelectQuery query, Evaluator evaluator, Scope? outer)
    {
        var rows = Rows(query, evaluator, outer);
        var values = query.IsGrouped ? Fold(query, evaluator, rows) : Sorted(query, evaluator, rows).Select(row => Select(query, evaluator, row));
        values = values.Where(value => !value.IsUndefined);
        if (query.Distinct)
            values = values.Distinct();
        if (evaluator.Count(query.Offset) is { } offset)
            values = values.Skip(offset);
        if ((evaluator.Count(query.Limit) ?? evaluator.Count(query.Top)) is { } limit)
            values = values.Take(limit);
        return values;
    }

    /// <summary>The rows of FROM and JOIN that WHERE lets through; one empty row if there is no FROM.</summary>
    public static IEnumerable<Scope?> Rows(SelectQuery query, Evaluator evaluator, Scope? outer)
    {
        IEnumerable<Scope?> rows = [outer];
        foreach (var source in query.From)
            rows = rows.SelectMany(row => Expand(source, evaluator, row));
        return rows.Where(row => evaluator.IsTrue(query.Where, row));
    }

    /// <summary>The value of the selection for a row; undefined if it has none.</summary>
    public static Value Select(SelectQuery query, Evaluator evaluator, Scope? row) => query.Selection switch
    {
        SelectAll => row!.Find(query.From[0].Alias),
        SelectValue value => evaluator.Evaluate(value.Expression, row),
        SelectList list => Value.From(ObjectValue.Of(
            [.. list.Items.Select(item => (item.Key, evaluator.Evaluate(item.Value, row)))])),
        _ => throw new InvalidOperationException("Unknown selection."),
    };

    /// <summary>One value for each group in the order of their first rows; exactly one if there is no GROUP BY.</summary>
    public static IEnumerable<Value> Fold(SelectQuery query, Evaluator evaluator, IEnumerable<Scope?> rows)
    {
        var groups = new Dictionary<Value, Group>();
        var inOrder = new List<Group>();
        foreach (var row in rows)
        {
            var key = Key(query, evaluator, row);
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = new(query, row));
                inOrder.Add(group);
            }

            group.Add(evaluator, row);
        }

        if (inOrder.Count == 0 && query.GroupBy.Length == 0)
            inOrder.Add(new(query, null));
        foreach (var group in inOrder)
        {
            evaluator.Aggregates = group.Results;
            yield return Select(query, evaluator, group.First);
        }
    }

    public static Value[] SortKeys(SelectQuery query, Evaluator evaluator, Scope? row) =>
        [.. query.OrderBy.Select(item => evaluator.Evaluate(item.Expression, row))];

    public static int Compare(OrderItem[] order, Value[] left, Value[] right)
    {
        for (var i = 0; i < order.Length; i++)
        {
            if (ValueOrder.Compare(left[i], right[i]) is var result and not 0)
                return order[i].Descending ? -result : result;
        }

        return 0;
    }

    private static IEnumerable<Scope?> Sorted(SelectQuery query, Evaluator evaluator, IEnumerable<Scope?> rows) =>
        query.OrderBy.Length == 0 ? rows : rows.OrderBy(
            row => SortKeys(query, evaluator, row),
            Comparer<Value[]>.Create((left, right) => Compare(query.OrderBy, left, right)));

    private static IEnumerable<Scope> Expand(Source source, Evaluator evaluator, Scope? row)
    {
        if (source.Path is null && !source.Iterates)
            return [new ItemAliasScope(row!, source.Alias)];
        var value = source.Path is null ? row!.Find(Evaluator.RootName) : evaluator.Evaluate(source.Path, row);
        if (!source.Iterates)
            return value.IsUndefined ? [] : [new Scope(row, source.Alias, value)];
        return value.Kind == ValueKind.Array ? value.Items.Select(item => new Scope(row, source.Alias, item)) : [];
    }

    // An undefined key is a group of its own, which an array with a gap tells apart from all others.
    private static Value Key(SelectQuery query, Evaluator evaluator, Scope? row) =>
        Value.From([.. query.GroupBy.Select(expression => evaluator.Evaluate(expression, row))]);

    private sealed class Group(SelectQuery query, Scope? first)
    {
        private readonly Aggregator[] aggregators = [.. query.Aggregates.Select(a => new Aggregator(a.Kind))];

        public Scope? First => first;

        public IReadOnlyDictionary<AggregateExpression, Value> Results
        {
            get
            {
                var results = new Dictionary<AggregateExpression, Value>(ReferenceEqualityComparer.Instance);
                for (var i = 0; i < aggregators.Length; i++)
                    results[query.Aggregates[i]] = aggregators[i].Result;
                return results;
            }
        }

        public void Add(Evaluator evaluator, Scope? row)
        {
            for (var i = 0; i < aggregators.Length; i++)
                aggregators[i].Add(evaluator.Evaluate(query.Aggregates[i].Argument, row));
        }
    }
}
