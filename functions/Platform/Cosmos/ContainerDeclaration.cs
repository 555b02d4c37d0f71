using Microsoft.Azure.Cosmos;

namespace QNom.Platform.Cosmos;

/// <summary>
/// A Cosmos DB container as the capability that owns it declares it: one declaration for creation in development, for the
/// infrastructure's test and for docs/data.md.
/// </summary>
/// <param name="Name">The container's name.</param>
/// <param name="PartitionKeyPath">The partition key, for example <c>/venueId</c>.</param>
/// <param name="IndexedPaths">
/// What queries filter or sort by, in the indexing policy's notation (<c>/type/?</c>); all else is not indexed, since a
/// write costs by what it indexes.
/// </param>
/// <param name="ExpiresItems">Whether items may carry a <c>ttl</c>; without one they stay.</param>
public sealed record ContainerDeclaration(
    string Name, string PartitionKeyPath, IReadOnlyList<string> IndexedPaths, bool ExpiresItems = false)
{
    /// <summary>The declaration in the SDK's words.</summary>
    public ContainerProperties ToProperties()
    {
        var policy = new IndexingPolicy
        {
            Automatic = true,
            IndexingMode = IndexingMode.Consistent,
            ExcludedPaths = { new ExcludedPath { Path = "/*" } },
        };
        foreach (var path in IndexedPaths)
            policy.IncludedPaths.Add(new IncludedPath { Path = path });

        // -1: on, but only items that say so expire.
        return new ContainerProperties(Name, PartitionKeyPath)
        {
            IndexingPolicy = policy,
            DefaultTimeToLive = ExpiresItems ? -1 : null,
        };
    }
}
