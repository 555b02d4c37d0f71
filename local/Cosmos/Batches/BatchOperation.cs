using QNom.Local.Cosmos.Resources;

namespace QNom.Local.Cosmos.Batches;

/// <summary>What an operation of a batch does; the numbers are the protocol's.</summary>
internal enum BatchOperationKind
{
    Create = 0,
    Patch = 1,
    Read = 2,
    Delete = 4,
    Replace = 5,
    Upsert = 20,
}

/// <summary>One operation of a batch.</summary>
/// <param name="PartitionKey">Its own key, where the batch as a whole has none (bulk).</param>
/// <param name="Body">JSON of the item or the patch, or empty.</param>
internal sealed record BatchOperation(
    BatchOperationKind Kind, PartitionKey? PartitionKey, string? Id, ReadOnlyMemory<byte> Body, string? IfMatch, string? IfNoneMatch)
{
    /// <summary>True if the caller does not want the item back.</summary>
    public bool PrefersMinimal { get; init; }
}

/// <summary>What one operation of a batch came to.</summary>
internal sealed record BatchResult(int Status, int SubStatus, string? ETag, ReadOnlyMemory<byte> Body, double RequestCharge);
