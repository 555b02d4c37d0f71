namespace QNom.Local.Cosmos.Documents;

/// <summary>An item as it is stored.</summary>
/// <param name="Number">Its number in the container, never used twice; items are in the order of their making.</param>
/// <param name="Partition">The canonical text of its partition key.</param>
/// <param name="Lsn">The container's change that it was last part of.</param>
/// <param name="Body">UTF-8 JSON with the system properties.</param>
internal sealed record Document(long Number, string Partition, long Lsn, string ETag, byte[] Body);
