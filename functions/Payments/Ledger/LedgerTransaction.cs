namespace QNom.Payments.Ledger;

/// <summary>Where money is, or whose it is. What we have counts up, what we owe or have earned counts down.</summary>
public enum LedgerAccount
{
    /// <summary>With the provider, ours to pass on.</summary>
    Provider,

    /// <summary>With a bank, until a dispute is decided.</summary>
    Disputes,

    /// <summary>Owed to the partner.</summary>
    Partner,

    /// <summary>Our commission.</summary>
    Commission,

    /// <summary>The fee that the partner bears for the taking of the money.</summary>
    Fees,
}

/// <summary>Why money moved.</summary>
public enum LedgerReason
{
    /// <summary>It was captured.</summary>
    Capture,

    /// <summary>It went back to the diner; commission and fee go back with it, in proportion.</summary>
    Refund,

    /// <summary>A bank took it, gave it back, or kept it for good.</summary>
    Dispute,
}

/// <summary>A sum on an account.</summary>
/// <param name="Account">Which.</param>
/// <param name="Cents">Up or down; never 0.</param>
public sealed record LedgerEntry(LedgerAccount Account, long Cents);

/// <summary>Entries that belong together: their sum is 0. Committed with the change of the payment that they tell of, never changed.</summary>
public sealed record LedgerTransaction
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "ledger-transaction/1";

    /// <summary>The value of <see cref="Type"/>, by which a reader finds these documents.</summary>
    public const string DocumentType = "ledger";

    /// <summary><c>ledger:</c> and the payment's sequence.</summary>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public required string PaymentId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Always <see cref="DocumentType"/>.</summary>
    public string Type { get; init; } = DocumentType;

    /// <summary>The order.</summary>
    public required string OrderId { get; init; }

    /// <summary>The stall.</summary>
    public required string VenueId { get; init; }

    /// <summary>Whose money it is; null while nobody has taken the stall over.</summary>
    public string? PartnerId { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Why.</summary>
    public required LedgerReason Reason { get; init; }

    /// <summary>The plan whose rates were applied.</summary>
    public required string Plan { get; init; }

    /// <summary>The entries.</summary>
    public required IReadOnlyList<LedgerEntry> Entries { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it puts on an account; 0 for nothing.</summary>
    public long On(LedgerAccount account) => Entries.Where(entry => entry.Account == account).Sum(entry => entry.Cents);
}
