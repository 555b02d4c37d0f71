using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Resources;

/// <summary>What a container was asked to be.</summary>
internal sealed class ContainerDefinition
{
    // Properties the emulator understands. Any other one that is set is refused: it would change what the service does.
    private static readonly string[] Known =
    [
        "id", "partitionKey", "indexingPolicy", "defaultTtl", "uniqueKeyPolicy", "conflictResolutionPolicy",
        "geospatialConfig", "statistics",
    ];

    private ContainerDefinition(ObjectValue body, string id, PropertyPath partitionKeyPath)
    {
        Body = body;
        Id = id;
        PartitionKeyPath = partitionKeyPath;
        DefaultTtl = ParseTtl(Value.From(body)["defaultTtl"]);
        UniqueKeys = ParseUniqueKeys(Value.From(body)["uniqueKeyPolicy"]);
        Indexing = IndexingPolicy.Parse(Value.From(body)["indexingPolicy"]);
    }

    /// <summary>The definition as it is shown: what was asked for, with the service's defaults filled in.</summary>
    public ObjectValue Body { get; }

    public string Id { get; }

    public PropertyPath PartitionKeyPath { get; }

    /// <summary>Seconds that items live after their last change; -1 for ever unless an item says otherwise; null: TTL is off.</summary>
    public int? DefaultTtl { get; }

    /// <summary>Each entry is one key: the paths whose values together must be unique in a logical partition.</summary>
    public IReadOnlyList<IReadOnlyList<PropertyPath>> UniqueKeys { get; }

    public IndexingPolicy Indexing { get; }

    /// <exception cref="RequestRefusedException">400: not valid; 501: asks for what the emulator lacks.</exception>
    public static ContainerDefinition Parse(Value body)
    {
        if (body.Kind != ValueKind.Object || body["id"].Kind != ValueKind.String)
            throw RequestRefusedException.BadRequest("The container's definition has no id.");
        var id = body["id"].Text;
        IdRules.CheckResource(id);
        var kept = WithoutSystemProperties(body.Properties);
        foreach (var property in kept.Properties)
        {
            if (!Known.Contains(property.Key) && property.Value.Kind != ValueKind.Null)
                throw RequestRefusedException.NotImplemented($"the container property '{property.Key}'");
        }

        if (body["conflictResolutionPolicy"]["mode"] is { Kind: ValueKind.String, Text: not "LastWriterWins" })
            throw RequestRefusedException.NotImplemented("custom conflict resolution");
        return new(WithDefaults(kept), id, ParsePartitionKey(body["partitionKey"]));
    }

    private static ObjectValue WithoutSystemProperties(ObjectValue body) => body.Without(
        "_rid", "_ts", "_self", "_etag", "_docs", "_sprocs", "_triggers", "_udfs", "_conflicts");

    private static ObjectValue WithDefaults(ObjectValue body)
    {
        if (Value.From(body)["indexingPolicy"].Kind is ValueKind.Undefined or ValueKind.Null)
            body = body.With("indexingPolicy", IndexingPolicy.Default);
        if (Value.From(body)["conflictResolutionPolicy"].IsUndefined)
        {
            body = body.With("conflictResolutionPolicy", Value.From(ObjectValue.Of(
                ("mode", Value.From("LastWriterWins")),
                ("conflictResolutionPath", Value.From("/_ts")),
                ("conflictResolutionProcedure", Value.From(string.Empty)))));
        }

        return body;
    }

    private static PropertyPath ParsePartitionKey(Value definition)
    {
        if (definition["paths"] is not { Kind: ValueKind.Array, Items: { Length: > 0 } paths }
            || paths.Any(p => p.Kind != ValueKind.String))
        {
            throw RequestRefusedException.BadRequest("The container's definition has no partitionKey with paths.");
        }

        if (paths.Length > 1 || definition["kind"] is { Kind: ValueKind.String, Text: "MultiHash" })
            throw RequestRefusedException.NotImplemented("hierarchical partition keys");
        if (definition["kind"] is { Kind: ValueKind.String, Text: not "Hash" } kind)
            throw RequestRefusedException.NotImplemented($"partition keys of the kind {kind.Text}");
        return PropertyPath.Parse(paths[0].Text);
    }

    private static int? ParseTtl(Value ttl) => ttl.Kind switch
    {
        ValueKind.Undefined or ValueKind.Null => null,
        ValueKind.Number when ttl.IsInteger && ttl.Integer is -1 or > 0 and <= int.MaxValue => (int)ttl.Integer,
        _ => throw RequestRefusedException.BadRequest("defaultTtl must be -1 or a positive integer of seconds."),
    };

    private static IReadOnlyList<PropertyPath>[] ParseUniqueKeys(Value policy)
    {
        if (policy.Kind is ValueKind.Undefined or ValueKind.Null)
            return [];
        if (policy["uniqueKeys"] is not { Kind: ValueKind.Array, Items: var keys })
            return [];
        return [.. keys.Select(key => key["paths"] is { Kind: ValueKind.Array, Items: { Length: > 0 } paths }
            ? (IReadOnlyList<PropertyPath>)[.. paths.Select(p => PropertyPath.Parse(p.Text))]
            : throw RequestRefusedException.BadRequest("A unique key needs paths."))];
    }
}
