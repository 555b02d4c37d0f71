namespace QNom.Operations.Audit;

/// <summary>An audit entry without what only the store needs; its number and seal are what a verification speaks of.</summary>
public sealed record AuditView(
    string Id, string ActionId, DateTimeOffset At, string Operator, string Action, string Target,
    AuditOutcome Outcome, string? Reason, long Number, string Seal)
{
    /// <summary>What operators see of an entry.</summary>
    public static AuditView Of(AuditEntry entry) => new(
        entry.Id, entry.ActionId, entry.At, entry.Operator, entry.Action, entry.Target, entry.Outcome, entry.Reason,
        entry.Number, entry.Seal);
}

/// <summary>A page of the audit trail.</summary>
/// <param name="Entries">The latest first.</param>
public sealed record AuditPage(IReadOnlyList<AuditView> Entries);
