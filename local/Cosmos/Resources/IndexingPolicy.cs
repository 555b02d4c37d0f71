using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Resources;

/// <summary>
/// Which values of an item the container's index holds. The emulator keeps no such index: the policy decides what a
/// write costs and which ORDER BY the service would refuse.
/// </summary>
internal sealed class IndexingPolicy
{
    private const string Wildcard = "*";
    private const string Scalar = "?";
    private const string AnyItem = "[]";

    private readonly bool isNone;
    private readonly IndexPath[] paths;

    private IndexingPolicy(bool isNone, IndexPath[] paths, IReadOnlyList<CompositeIndexPath[]> composites)
    {
        this.isNone = isNone;
        this.paths = paths;
        Composites = composites;
    }

    /// <summary>The service's default: everything but the ETag.</summary>
    public static Value Default { get; } = ValueReader.Parse(
        """
        {"indexingMode":"consistent","automatic":true,"includedPaths":[{"path":"/*"}],
         "excludedPaths":[{"path":"/\"_etag\"/?"}]}
        """);

    public IReadOnlyList<CompositeIndexPath[]> Composites { get; }

    /// <exception cref="RequestRefusedException">400: a mode or path that the service does not know.</exception>
    public static IndexingPolicy Parse(Value policy)
    {
        var mode = policy["indexingMode"] is { Kind: ValueKind.String } text ? text.Text : "consistent";
        if (!mode.Equals("consistent", StringComparison.OrdinalIgnoreCase)
            && !mode.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            throw RequestRefusedException.NotImplemented($"the indexing mode '{mode}'");
        }

        foreach (var kind in (ReadOnlySpan<string>)["spatialIndexes", "vectorIndexes", "fullTextIndexes"])
        {
            if (policy[kind] is { Kind: ValueKind.Array, Items.Length: > 0 })
                throw RequestRefusedException.NotImplemented($"{kind} of an indexing policy");
        }

        var isNone = mode.Equals("none", StringComparison.OrdinalIgnoreCase);
        IndexPath[] paths =
        [
            .. Paths(policy["includedPaths"]).Select(path => IndexPath.Parse(path, included: true)),
            .. Paths(policy["excludedPaths"]).Select(path => IndexPath.Parse(path, included: false)),
        ];
        if (paths.Length == 0 && !isNone)
            paths = [IndexPath.Parse("/*", included: true)];
        if (!isNone && !paths.Any(path => path.IsRoot))
            throw RequestRefusedException.BadRequest("The special mandatory indexing path \"/\" is not provided in any of the path type sets.");
        return new(isNone, paths, [.. Composite(policy["compositeIndexes"])]);
    }

    /// <summary>True if the service would index the value at this path.</summary>
    public bool Includes(IReadOnlyList<string> names)
    {
        if (isNone)
            return false;
        // The service always indexes these two; other paths go by the policy.
        if (names is ["id"] or ["_ts"])
            return true;
        var best = -1;
        var included = false;
        foreach (var path in paths)
        {
            var precision = path.Match(names);
            if (precision > best)
                (best, included) = (precision, path.Included);
        }

        return included;
    }

    /// <summary>True if the policy names this very path: only then does ORDER BY return items that lack the property.</summary>
    public bool Names(IReadOnlyList<string> names) =>
        paths.Any(path => path is { Included: true, IsScalar: true } && path.Match(names) >= 0);

    /// <summary>How many of the item's values the service would index.</summary>
    public int Count(Value item) => isNone ? 0 : Count(item, []);

    private int Count(Value value, List<string> names)
    {
        var count = 0;
        if (value.Kind == ValueKind.Object)
        {
            foreach (var property in value.Properties.Properties)
                count += CountChild(property.Key, property.Value, names);
            return count;
        }

        if (value.Kind != ValueKind.Array)
            return Includes(names) ? 1 : 0;
        foreach (var item in value.Items)
            count += CountChild(AnyItem, item, names);
        return count;
    }

    private int CountChild(string name, Value child, List<string> names)
    {
        names.Add(name);
        var count = Count(child, names);
        names.RemoveAt(names.Count - 1);
        return count;
    }

    private static IEnumerable<string> Paths(Value entries) => entries.Kind == ValueKind.Array
        ? entries.Items.Select(entry => entry["path"] is { Kind: ValueKind.String } path
            ? path.Text
            : throw RequestRefusedException.BadRequest("An entry of the indexing policy has no path."))
        : [];

    private static IEnumerable<CompositeIndexPath[]> Composite(Value entries)
    {
        if (entries.Kind != ValueKind.Array)
            yield break;
        foreach (var entry in entries.Items)
        {
            yield return [.. entry.Items.Select(path => new CompositeIndexPath(
                PropertyPath.Parse(path["path"].Text),
                path["order"] is { Kind: ValueKind.String, Text: var order }
                    && order.Equals("descending", StringComparison.OrdinalIgnoreCase)))];
        }
    }

    private sealed record IndexPath(string[] Names, bool IsScalar, bool Included)
    {
        public bool IsRoot => Names.Length == 0 && !IsScalar;

        public static IndexPath Parse(string text, bool included)
        {
            var names = text.Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (!text.StartsWith('/') || names is not [.., Wildcard or Scalar])
            {
                throw RequestRefusedException.BadRequest(
                    $"The indexing path '{text}' could not be accepted: it must start with / and end with /* or /?.");
            }

            return new([.. names[..^1].Select(name => name.Trim('"'))], names[^1] == Scalar, included);
        }

        // The longer path wins; at equal length the one for the scalar itself.
        public int Match(IReadOnlyList<string> names)
        {
            if (IsScalar ? names.Count != Names.Length : names.Count < Names.Length)
                return -1;
            for (var i = 0; i < Names.Length; i++)
            {
                if (!string.Equals(Names[i], names[i], StringComparison.Ordinal))
                    return -1;
            }

            return Names.Length * 2 + (IsScalar ? 1 : 0);
        }
    }
}

/// <summary>One property of a composite index.</summary>
internal sealed record CompositeIndexPath(PropertyPath Path, bool Descending);
