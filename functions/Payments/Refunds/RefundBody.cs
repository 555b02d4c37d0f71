using QNom.Platform.Http;

namespace QNom.Payments.Refunds;

/// <summary>Why a stall gives money back.</summary>
public enum RefundReason
{
    /// <summary>A dish was missing.</summary>
    MissingItem,

    /// <summary>A dish was not as ordered.</summary>
    WrongItem,

    /// <summary>It was not good.</summary>
    Quality,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Money that is to go back to the diner of an order.</summary>
/// <param name="Cents">How much; null or left out for all that is left.</param>
/// <param name="Reason">Why.</param>
public sealed record RefundBody(RefundReason Reason, long? Cents = null)
{
    /// <summary>Checks what needs no payment.</summary>
    /// <exception cref="ProblemException">400.</exception>
    public void Validate() => new ValidationErrors()
        .Require(Cents is null or (>= 1 and <= int.MaxValue), "/cents", "must be an amount in cents, from 1")
        .ThrowIfAny();
}
