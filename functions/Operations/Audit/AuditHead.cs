namespace QNom.Operations.Audit;

/// <summary>The end of the trail: what the next line goes on from. Id: <c>head</c>, which sorts after all lines.</summary>
public sealed record AuditHead
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "audit-head/1";

    /// <summary>The only head's id.</summary>
    public const string DocumentId = "head";

    /// <summary>Always <see cref="DocumentId"/>.</summary>
    public string Id { get; init; } = DocumentId;

    /// <summary>The partition.</summary>
    public string Trail { get; init; } = AuditEntry.TheTrail;

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The number of the last line; 0 before the first.</summary>
    public long Number { get; init; }

    /// <summary>Its seal; empty before the first.</summary>
    public string Seal { get; init; } = "";
}
