namespace QNom.Payments.Providers;

/// <summary>What a provider says of a payment without money.</summary>
public enum ProviderState
{
    /// <summary>It waits for the diner.</summary>
    RequiresAction,

    /// <summary>The provider works on it.</summary>
    Processing,

    /// <summary>It is authorised and waits to be captured.</summary>
    RequiresCapture,

    /// <summary>It is captured; what became of the money since say the sums.</summary>
    Succeeded,

    /// <summary>It will not be charged, for a reason of the provider's.</summary>
    Failed,

    /// <summary>It will not be charged, because someone said so.</summary>
    Canceled,
}

/// <summary>A payment as its provider sees it: fetched, or from an event. Never stored or logged whole.</summary>
public sealed record ProviderPayment
{
    /// <summary>The provider's name for it.</summary>
    public required string ProviderId { get; init; }

    /// <summary>Our name for it, as the provider keeps it; null if it is not one of ours.</summary>
    public string? PaymentId { get; init; }

    /// <summary>Where it is.</summary>
    public required ProviderState State { get; init; }

    /// <summary>How much is asked for.</summary>
    public required long Cents { get; init; }

    /// <summary>ISO 4217, upper case.</summary>
    public required string Currency { get; init; }

    /// <summary>What was taken.</summary>
    public long CapturedCents { get; init; }

    /// <summary>What went back for good.</summary>
    public long RefundedCents { get; init; }

    /// <summary>What a bank took back and has not decided on; null if this does not tell.</summary>
    public long? DisputedCents { get; init; }

    /// <summary>The refunds that carry a name of ours.</summary>
    public IReadOnlyList<ProviderRefund> Refunds { get; init; } = [];

    /// <summary>The provider's word for why the last try failed.</summary>
    public string? FailureCode { get; init; }

    /// <summary>For the provider's form; secret.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Where the diner pays.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>The text of the code to scan.</summary>
    public string? PayNow { get; init; }

    /// <summary>When the provider made it, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A refund as its provider sees it.</summary>
/// <param name="RefundId">Our name for it.</param>
/// <param name="ProviderId">The provider's.</param>
/// <param name="Cents">How much.</param>
/// <param name="State">How far it is.</param>
public sealed record ProviderRefund(string RefundId, string ProviderId, long Cents, RefundState State);
