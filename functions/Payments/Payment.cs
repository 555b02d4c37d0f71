using System.Text.Json.Serialization;
using QNom.Payments.Ledger;

namespace QNom.Payments;

/// <summary>A payment with its refunds, as it is stored. Whatever changes with it goes in one batch under its ETag.</summary>
public sealed record Payment
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "payment/1";

    /// <summary>The only payment's id in its partition.</summary>
    public const string DocumentId = "payment";

    /// <summary>The most refunds of one payment; more are refused, so that the document stays small.</summary>
    public const int MostRefunds = 50;

    /// <summary>Always <see cref="DocumentId"/>.</summary>
    public string Id { get; init; } = DocumentId;

    /// <summary>The partition.</summary>
    public required string PaymentId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The order that it pays.</summary>
    public required string OrderId { get; init; }

    /// <summary>1 for the order's first.</summary>
    public required int Attempt { get; init; }

    /// <summary>The stall.</summary>
    public required string VenueId { get; init; }

    /// <summary>Whom the money is for; null while nobody has taken the stall over.</summary>
    public string? PartnerId { get; init; }

    /// <summary>Who pays, as a pseudonym.</summary>
    public required string Diner { get; init; }

    /// <summary>How much is asked for, in cents.</summary>
    public required long Cents { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>How it is paid.</summary>
    public required PaymentMethod Method { get; init; }

    /// <summary>Who charges.</summary>
    public required string Provider { get; init; }

    /// <summary>What we keep of it: agreed when it began, whatever the plan says later.</summary>
    public required PlanTerms Terms { get; init; }

    /// <summary>Where it is.</summary>
    public PaymentState State { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Sequence { get; init; }

    /// <summary>The provider's name for it; null until the provider has answered.</summary>
    public string? ProviderId { get; init; }

    /// <summary>What was taken in all.</summary>
    public long CapturedCents { get; init; }

    /// <summary>What of it went back in all, including disputes that were lost.</summary>
    public long RefundedCents { get; init; }

    /// <summary>What a bank holds while a dispute is open.</summary>
    public long DisputedCents { get; init; }

    /// <summary>What was ever asked to be given back, in that order.</summary>
    public IReadOnlyList<Refund> Refunds { get; init; } = [];

    /// <summary>The commands that ask to charge it no more.</summary>
    public IReadOnlyList<string> Cancels { get; init; } = [];

    /// <summary>The provider's word for why the last try failed, for example <c>card_declined</c>.</summary>
    public string? FailureCode { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>When the reconciliation looks at it, in Unix seconds; null when it is at rest.</summary>
    public long? CheckAt { get; init; }

    /// <summary>What can still be given back: nothing that is back, on its way back or held by a bank.</summary>
    [JsonIgnore]
    public long RefundableCents =>
        CapturedCents - RefundedCents - DisputedCents - Refunds.Where(refund => refund.IsUnderWay).Sum(refund => refund.Cents);
}

/// <summary>How far a refund has come.</summary>
public enum RefundState
{
    /// <summary>It is to be asked for, or was asked for and the answer is not known.</summary>
    Intended,

    /// <summary>The provider works on it.</summary>
    Pending,

    /// <summary>The money is back.</summary>
    Succeeded,

    /// <summary>The provider could not.</summary>
    Failed,

    /// <summary>It had gone through and came back, since the diner's bank did not take it: the money is here again.</summary>
    Returned,
}

/// <summary>Money that goes back.</summary>
/// <param name="RefundId">The command's id, and the provider's idempotency key.</param>
/// <param name="Cents">How much.</param>
/// <param name="Reason">Why, in a word.</param>
/// <param name="State">How far it is.</param>
/// <param name="At">When it was decided, UTC.</param>
/// <param name="ProviderId">The provider's name for it; null until the provider has answered.</param>
public sealed record Refund(
    string RefundId, long Cents, string Reason, RefundState State, DateTimeOffset At, string? ProviderId = null)
{
    /// <summary>Whether the money is neither back nor here.</summary>
    [JsonIgnore]
    public bool IsUnderWay => State is RefundState.Intended or RefundState.Pending;

    /// <summary>Whether it ended and the money is here. Nothing follows on that.</summary>
    [JsonIgnore]
    public bool CameToNothing => State is RefundState.Failed or RefundState.Returned;
}
