using QNom.Local.Cosmos.Documents;
using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Sql;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Queries;

/// <summary>Which items a query has to read: by partition and id where it says so, else all.</summary>
/// <param name="Partitions">Only these partitions; null for all.</param>
/// <param name="Ids">Only these ids; null for all.</param>
internal sealed record ItemKeys(IReadOnlyList<string>? Partitions, IReadOnlyList<string>? Ids)
{
    public static ItemKeys Of(SelectQuery query, Evaluator evaluator, ContainerDefinition container, PartitionKey? partition)
    {
        if (query.From is not [{ Path: null, Iterates: false } source, ..])
            return new(partition is { } only ? [only.Text] : null, null);
        var keys = new KeyFilter(source.Alias, container.PartitionKeyPath.Names, evaluator).Values(query.Where);
        var partitions = keys?.Where(IsKey).Select(key => PartitionKey.Of(key).Text).Distinct();
        if (partition is { } named)
            partitions = partitions?.Where(text => text == named.Text) ?? [named.Text];
        var ids = new KeyFilter(source.Alias, ["id"], evaluator).Values(query.Where);
        return new(partitions?.ToArray(), ids?.Where(id => id.Kind == ValueKind.String).Select(id => id.Text).ToArray());
    }

    /// <summary>The items, in the order of their numbers from the one after <paramref name="after"/>.</summary>
    public IEnumerable<Document> Load(DocumentTable table, long after)
    {
        if (Partitions is null)
            return table.Scan(null, after);
        if (Ids is not null && Partitions.Count * (long)Ids.Count <= MaxLookups)
        {
            return Partitions.SelectMany(_ => Ids, table.Find)
                .OfType<Document>()
                .Where(item => item.Number > after)
                .OrderBy(item => item.Number);
        }

        return Partitions.Count == 1
            ? table.Scan(Partitions[0], after)
            : Partitions.SelectMany(partition => table.Scan(partition, after)).OrderBy(item => item.Number);
    }

    // A point lookup costs about as much as scanning a few items of a partition.
    private const int MaxLookups = 1000;

    private static bool IsKey(Value value) =>
        value.Kind is ValueKind.String or ValueKind.Number or ValueKind.Boolean or ValueKind.Null;
}
