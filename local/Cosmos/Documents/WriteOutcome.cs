namespace QNom.Local.Cosmos.Documents;

/// <summary>What one operation on an item came to.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ETag">The item's new version, if it still exists.</param>
/// <param name="Body">The item as it is now, if it still exists.</param>
/// <param name="RequestCharge">In RU, by the emulator's model.</param>
internal sealed record WriteOutcome(int Status, string? ETag, byte[]? Body, double RequestCharge);
