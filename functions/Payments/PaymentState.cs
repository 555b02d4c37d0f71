namespace QNom.Payments;

/// <summary>Where a payment is. Which may follow which is in one table: <see cref="PaymentMoves"/>.</summary>
public enum PaymentState
{
    /// <summary>It is recorded; the provider may not know of it yet.</summary>
    Created,

    /// <summary>The diner has to do something: enter a card, scan a code, follow a link. A card that was declined is here again.</summary>
    RequiresAction,

    /// <summary>The provider works on it, or has authorised and not captured it.</summary>
    Processing,

    /// <summary>The money is captured, and all of it is still here.</summary>
    Succeeded,

    /// <summary>The provider will not charge it any more, for a reason of its own.</summary>
    Failed,

    /// <summary>The provider will not charge it any more, because we or the diner said so.</summary>
    Canceled,

    /// <summary>A part of the money went back.</summary>
    PartiallyRefunded,

    /// <summary>All of the money went back.</summary>
    Refunded,

    /// <summary>The diner's bank has taken the money back until it is decided whose it is.</summary>
    Disputed,
}
