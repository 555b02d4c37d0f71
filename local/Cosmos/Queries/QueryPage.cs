namespace QNom.Local.Cosmos.Queries;

/// <summary>A page of results.</summary>
/// <param name="Results">JSON values in UTF-8.</param>
/// <param name="Continuation">Where the next page starts; null if there is none.</param>
/// <param name="ItemsLoaded">How many items had to be read for it.</param>
/// <param name="BytesLoaded">Their size.</param>
internal sealed record QueryPage(
    IReadOnlyCollection<ReadOnlyMemory<byte>> Results, string? Continuation, int ItemsLoaded, long BytesLoaded)
{
    /// <summary>An answer's size limit: https://learn.microsoft.com/azure/cosmos-db/concepts-limits.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;
}
