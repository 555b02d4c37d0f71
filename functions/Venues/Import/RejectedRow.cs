namespace QNom.Venues.Import;

/// <summary>One thing that is wrong with a row.</summary>
/// <param name="At">Where, as a JSON pointer into the file (RFC 6901).</param>
/// <param name="Reason">What, as the end of a sentence that starts with the member's name.</param>
public sealed record Flaw(string At, string Reason);

/// <summary>A row that was not imported.</summary>
/// <param name="Index">Its place in <c>features</c>, from 0.</param>
/// <param name="Name">The centre's name, if the row has one that can be read.</param>
/// <param name="Flaws">Everything that is wrong with it.</param>
public sealed record RejectedRow(int Index, string? Name, IReadOnlyList<Flaw> Flaws);
