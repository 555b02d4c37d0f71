using QNom.Local.Cosmos.Documents;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Sql;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Queries;

/// <summary>One page of a query over a container.</summary>
internal sealed class QueryRun(SelectQuery query, Evaluator evaluator, ContainerDefinition container, Continuation from)
{
    private readonly OrderRules order = new(query.OrderBy, container.Indexing);

    // The whole item is passed on as it is stored, without parsing and writing it again.
    private readonly bool returnsItem = query is { IsGrouped: false, Distinct: false, From: [{ Path: null, Iterates: false }] }
        && query.Selection is SelectAll or SelectValue { Expression: AliasExpression };

    private int itemsLoaded;
    private long bytesLoaded;

    /// <summary>Where the scan of items in the order of their numbers may begin.</summary>
    public long ScanAfter => CanResumeScan ? from.Number - 1 : 0;

    private bool CanResumeScan => query is { IsGrouped: false, Distinct: false, OrderBy.Length: 0 };

    public QueryPage Page(IEnumerable<Document> items, int maxResults)
    {
        var (results, last, taken) = (new List<ReadOnlyMemory<byte>>(), from, 0);
        var offset = evaluator.Count(query.Offset) ?? 0;
        var end = offset + (long)(evaluator.Count(query.Limit) ?? evaluator.Count(query.Top) ?? int.MaxValue);
        taken = query.IsGrouped || query.Distinct ? 0 : from.Taken;
        var bytes = 0;
        var more = false;
        foreach (var result in taken < end ? Results(items) : [])
        {
            if (results.Count == maxResults || bytes > QueryPage.MaxBytes)
            {
                more = true;
                break;
            }

            taken++;
            if (taken > offset && taken > from.Taken)
            {
                var json = result.ToJson();
                bytes += json.Length;
                results.Add(json);
            }

            last = new(Math.Max(taken, from.Taken), result.Number, result.Position, result.Keys);
            if (taken >= end)
                break;
        }

        return new(results, more ? last.ToString() : null, itemsLoaded, bytesLoaded);
    }

    private IEnumerable<Result> Results(IEnumerable<Document> items)
    {
        var results = query.IsGrouped
            ? SelectEvaluator.Fold(query, evaluator, Rows(items).Select(row => (Scope?)row.Scope)).Select(value => new Result(value))
            : Ordered(Rows(items)).Select(Project);
        results = results.Where(result => result.Raw is not null || !result.Value.IsUndefined);
        return query.Distinct ? results.DistinctBy(result => result.Value) : results;
    }

    private Result Project(Row row) => returnsItem
        ? new(default, row.Item.Body, row.Item.Number, row.Position, row.Keys)
        : new(SelectEvaluator.Select(query, evaluator, row.Scope), null, row.Item.Number, row.Position, row.Keys);

    private IEnumerable<Row> Rows(IEnumerable<Document> items)
    {
        foreach (var item in items)
        {
            itemsLoaded++;
            bytesLoaded += item.Body.Length;
            var position = 0;
            foreach (var scope in SelectEvaluator.Rows(query, evaluator, new ItemScope(item.Body)))
                yield return new(item, position++, scope!, []);
        }
    }

    private IEnumerable<Row> Ordered(IEnumerable<Row> rows)
    {
        if (query.OrderBy.Length == 0)
        {
            return query.Distinct
                ? rows
                : rows.SkipWhile(row => row.Item.Number == from.Number && row.Position <= from.Position);
        }

        var sorted = rows
            .Select(row => row with { Keys = SelectEvaluator.SortKeys(query, evaluator, row.Scope) })
            .Where(row => order.Returns(row.Keys))
            .ToList();
        sorted.Sort(Compare);
        // Resuming by the last row's values, not by a count, neither skips nor repeats when items change in between.
        return query.Distinct || from.Keys.Length == 0 ? sorted : sorted.Where(row => Compare(row, from) > 0);
    }

    private int Compare(Row left, Row right) => Compare(left, new Continuation(0, right.Item.Number, right.Position, right.Keys));

    private int Compare(Row row, Continuation other)
    {
        if (SelectEvaluator.Compare(query.OrderBy, row.Keys, other.Keys) is var byKeys and not 0)
            return byKeys;
        return row.Item.Number.CompareTo(other.Number) is var byNumber and not 0
            ? byNumber
            : row.Position.CompareTo(other.Position);
    }

    private sealed record Row(Document Item, int Position, Scope Scope, Value[] Keys);

    private sealed record Result(Value Value, byte[]? Raw, long Number, int Position, Value[] Keys)
    {
        public Result(Value value)
            : this(value, null, 0, 0, [])
        {
        }

        public ReadOnlyMemory<byte> ToJson() => Raw ?? ValueWriter.ToUtf8(Value);
    }
}
