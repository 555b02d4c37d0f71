namespace QNom.Local.Payments;

/// <summary>Where a simulated payment is, in Stripe's words.</summary>
public enum SimulatedState
{
    /// <summary>It waits for a card.</summary>
    RequiresPaymentMethod,

    /// <summary>It waits for the payer: to scan, to follow a link, to confirm.</summary>
    RequiresAction,

    /// <summary>It is being worked on.</summary>
    Processing,

    /// <summary>It is authorised and not captured.</summary>
    RequiresCapture,

    /// <summary>It is captured.</summary>
    Succeeded,

    /// <summary>It will not be charged.</summary>
    Canceled,
}

/// <summary>A payment as the simulator keeps it.</summary>
public sealed record SimulatedPayment
{
    /// <summary>Its name, as the provider writes names.</summary>
    public required string Id { get; init; }

    /// <summary>Who it is with: <c>stripe</c> or <c>hitpay</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>What the caller calls it.</summary>
    public required string Reference { get; init; }

    /// <summary>Whatever else the caller wants to be kept with it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>How much, in cents.</summary>
    public required long Cents { get; init; }

    /// <summary>ISO 4217 in lower case.</summary>
    public required string Currency { get; init; }

    /// <summary><c>card</c>, <c>grabpay</c> or <c>paynow</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Whether it is captured as soon as it is authorised.</summary>
    public bool CapturesAtOnce { get; init; } = true;

    /// <summary>Where it is.</summary>
    public SimulatedState State { get; init; }

    /// <summary>Why the last try failed; null if it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Where the payer comes back to.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>Money that went back or is to.</summary>
    public IReadOnlyList<SimulatedRefund> Refunds { get; init; } = [];

    /// <summary>A dispute in Stripe's words, for example <c>needs_response</c>; null for none.</summary>
    public string? Dispute { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What was taken.</summary>
    public long CapturedCents => State == SimulatedState.Succeeded ? Cents : 0;

    /// <summary>What of it went back.</summary>
    public long RefundedCents => Refunds.Where(refund => refund.Status == "succeeded").Sum(refund => refund.Cents);
}

/// <summary>A refund as the simulator keeps it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Cents">How much.</param>
/// <param name="Status">In Stripe's words.</param>
/// <param name="Metadata">Whatever the caller wants to be kept with it.</param>
public sealed record SimulatedRefund(string Id, long Cents, string Status, IReadOnlyDictionary<string, string> Metadata);

/// <summary>The provider says no.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="type">Stripe's word for the kind of error.</param>
/// <param name="code">Its word for the error.</param>
public sealed class SimulatedRefusalException(int status, string type, string code) : Exception($"{status} {code}")
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Stripe's word for the kind of error.</summary>
    public string Type { get; } = type;

    /// <summary>Its word for the error.</summary>
    public string Code { get; } = code;
}
