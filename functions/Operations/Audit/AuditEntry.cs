namespace QNom.Operations.Audit;

/// <summary>How far an operator's action came.</summary>
public enum AuditOutcome
{
    /// <summary>It was allowed and begun. If nothing follows, the process ended in between: look at the thing itself.</summary>
    Started,

    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was refused and changed nothing.</summary>
    Refused,

    /// <summary>Something went wrong; it may be done in part.</summary>
    Failed,
}

/// <summary>
/// One line of the audit trail. An action has two: one before it, and one after. Lines are numbered without a gap, and each
/// is sealed together with the one before: see <see cref="AuditSeal"/>.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "audit-entry/2";

    /// <summary>The one partition: the trail is read as a whole, the latest first.</summary>
    public const string TheTrail = "operators";

    /// <summary>Its id; a later one sorts first.</summary>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public string Trail { get; init; } = TheTrail;

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>What the two lines of an action have in common.</summary>
    public required string ActionId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who, as a pseudonym.</summary>
    public required string Operator { get; init; }

    /// <summary>What: the endpoint's function.</summary>
    public required string Action { get; init; }

    /// <summary>On what: the path.</summary>
    public required string Target { get; init; }

    /// <summary>How far it came.</summary>
    public required AuditOutcome Outcome { get; init; }

    /// <summary>Why it was refused or failed: the problem's code, or the exception's type.</summary>
    public string? Reason { get; init; }

    /// <summary>Its place in the trail, from 1.</summary>
    public long Number { get; init; }

    /// <summary>The seal of the line before; empty for the first.</summary>
    public string Previous { get; init; } = "";

    /// <summary>The seal of this line.</summary>
    public string Seal { get; init; } = "";
}
