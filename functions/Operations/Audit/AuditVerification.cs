namespace QNom.Operations.Audit;

/// <summary>What is wrong at a place of the trail.</summary>
public enum AuditFaultKind
{
    /// <summary>There is no line with this number.</summary>
    Missing,

    /// <summary>The line says something else than when it was sealed, or was never sealed by the app.</summary>
    Changed,

    /// <summary>The line does not go on from the one before it.</summary>
    Unlinked,

    /// <summary>There is more than one line with this number.</summary>
    Repeated,

    /// <summary>The line's seal is not the one that the caller had noted: the trail was written anew.</summary>
    Rewritten,
}

/// <summary>A place at which the trail is broken.</summary>
/// <param name="Number">The line's number.</param>
/// <param name="Kind">What is wrong.</param>
public sealed record AuditFault(long Number, AuditFaultKind Kind);

/// <summary>Whether the trail is as it was written.</summary>
/// <param name="Intact">Whether nothing is wrong.</param>
/// <param name="Number">The number of the last line: to be noted elsewhere, and sent at the next verification.</param>
/// <param name="Seal">Its seal, to be noted with it; empty while there is no line.</param>
/// <param name="Faults">What is wrong, by number, the first 100.</param>
public sealed record AuditVerification(bool Intact, long Number, string Seal, IReadOnlyList<AuditFault> Faults);
