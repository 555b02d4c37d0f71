namespace QNom.Venues.Import;

/// <summary>What became of a dropped file; stored beside it for whoever dropped it.</summary>
/// <param name="File">The file's name.</param>
/// <param name="ImportedAt">When.</param>
/// <param name="Error">Why nothing could be read at all; null if rows could be read.</param>
/// <param name="Created">Centres that are new sites.</param>
/// <param name="Updated">Centres of which something has changed.</param>
/// <param name="Unchanged">Centres that are known exactly so; nothing was written for them.</param>
/// <param name="Rejected">Rows that were not imported.</param>
/// <param name="RejectedRows">Those rows, in the file's order.</param>
public sealed record ImportReport(
    string File, DateTimeOffset ImportedAt, string? Error, int Created, int Updated, int Unchanged, int Rejected,
    IReadOnlyList<RejectedRow> RejectedRows);
