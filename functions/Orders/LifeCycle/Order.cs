using QNom.Orders.Cart;
using QNom.Orders.Kitchen;
using QNom.Payments;

namespace QNom.Orders.LifeCycle;

/// <summary>An order. Id <see cref="DocumentId"/>, in its own partition of <c>orders</c>.</summary>
public sealed record Order
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "order/1";

    /// <summary>The id in its partition.</summary>
    public const string DocumentId = "order";

    /// <summary>Always <see cref="DocumentId"/>.</summary>
    public string Id { get; init; } = DocumentId;

    /// <summary>The order's id; the partition.</summary>
    public required string OrderId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Counts the order's changes from 1; events carry it.</summary>
    public long Sequence { get; init; } = 1;

    /// <summary>Where it is.</summary>
    public OrderState State { get; init; } = OrderState.Draft;

    /// <summary>The stall.</summary>
    public required string VenueId { get; init; }

    /// <summary>What the stall was called when it was ordered.</summary>
    public required string VenueName { get; init; }

    /// <summary>Whose stall it is, whom the money is for; null if nobody has said so.</summary>
    public string? PartnerId { get; init; }

    /// <summary>Who ordered, as a pseudonym.</summary>
    public required string Diner { get; init; }

    /// <summary>What was ordered, at the prices of that moment.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>What all of it costs, in cents.</summary>
    public required long TotalCents { get; init; }

    /// <summary>The time the diner asked for, UTC; null for as soon as possible.</summary>
    public DateTimeOffset? WantedAt { get; init; }

    /// <summary>When it will be ready.</summary>
    public required Promise Promise { get; init; }

    /// <summary>The number that the stall calls out; null for a draft.</summary>
    public int? Number { get; init; }

    /// <summary>When the draft was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was ordered, UTC.</summary>
    public DateTimeOffset? PlacedAt { get; init; }

    /// <summary>When it was paid, UTC.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>When it was put out, UTC.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>When it came into a final state, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why the stall does not make it; null if it does.</summary>
    public RejectReason? Reason { get; init; }

    /// <summary>Its payments, one per attempt.</summary>
    public IReadOnlyList<OrderPayment> Payments { get; init; } = [];

    /// <summary>The state in which somebody was last reminded.</summary>
    public OrderState? RemindedIn { get; init; }

    /// <summary>When the timer must look at it, in seconds since 1970; null for never.</summary>
    public long? DueAt { get; init; }

    /// <summary>Seconds until it is deleted; only drafts that nobody ordered are.</summary>
    public int? Ttl { get; init; }

    /// <summary>How many dishes the kitchen has to make.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Portions => Lines.Sum(line => line.Quantity);

    /// <summary>The payment that may still bring money; null if there is none.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public OrderPayment? LivePayment => Payments.FirstOrDefault(payment => payment.IsLive);
}

/// <summary>Why a stall does not make an order.</summary>
public enum RejectReason
{
    /// <summary>Something in it is sold out.</summary>
    SoldOut,

    /// <summary>There is too much to do.</summary>
    TooBusy,

    /// <summary>The stall closes.</summary>
    Closing,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>What an order knows of one of its payments.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="Method">How.</param>
/// <param name="Provider">Through whom; null leaves it to payments.</param>
/// <param name="State">Where it was when last told of.</param>
/// <param name="Sequence">The number of the change that was last told of; 0 for none.</param>
/// <param name="CapturedCents">What has arrived.</param>
/// <param name="RefundedCents">What of it went back.</param>
/// <param name="CancelAsked">Whether payments were asked to call it off.</param>
/// <param name="RefundAsked">Whether payments were asked to give all of it back.</param>
public sealed record OrderPayment(
    string PaymentId, int Attempt, PaymentMethod Method, string? Provider = null, PaymentState State = PaymentState.Created,
    long Sequence = 0, long CapturedCents = 0, long RefundedCents = 0, bool CancelAsked = false, bool RefundAsked = false)
{
    /// <summary>Whether it may still bring money.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsLive => CapturedCents == 0 && !PaymentMoves.EndedWithoutMoney(State);

    /// <summary>What is here of what arrived, in cents.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long HeldCents => CapturedCents - RefundedCents;
}
