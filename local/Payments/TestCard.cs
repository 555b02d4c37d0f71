namespace QNom.Local.Payments;

/// <summary>What becomes of a try to pay.</summary>
public enum Outcome
{
    /// <summary>It is paid.</summary>
    Paid,

    /// <summary>It is declined.</summary>
    Declined,

    /// <summary>The payer has to confirm it first, with 3-D Secure.</summary>
    ToConfirm,

    /// <summary>It is worked on, and paid a moment later.</summary>
    PaidLater,

    /// <summary>It is worked on, and nobody decides until somebody says so.</summary>
    Undecided,

    /// <summary>It is paid, and the payer's bank disputes it at once.</summary>
    PaidAndDisputed,
}

/// <summary>
/// By which the simulator decides: the cards are Stripe's test cards (docs.stripe.com/testing), and the last two digits of an
/// amount decide for every method.
/// </summary>
public static class TestCard
{
    /// <summary>A card that pays.</summary>
    public const string Good = "4242424242424242";

    /// <summary>What becomes of a try, and the provider's word for it if it is declined.</summary>
    /// <param name="card">The number of the card; null for other methods.</param>
    /// <param name="cents">The amount.</param>
    public static (Outcome Outcome, string? Code) Decide(string? card, long cents) => (cents % 100, card?.Replace(" ", "", StringComparison.Ordinal)) switch
    {
        (13, _) => (Outcome.Declined, "generic_decline"),
        (14, _) => (Outcome.PaidLater, null),
        (15, _) => (Outcome.Undecided, null),
        (_, null or Good or "pm_card_visa" or "5555555555554444") => (Outcome.Paid, null),
        (_, "4000000000000002" or "pm_card_chargeDeclined") => (Outcome.Declined, "generic_decline"),
        (_, "4000000000009995") => (Outcome.Declined, "insufficient_funds"),
        (_, "4000000000000069") => (Outcome.Declined, "expired_card"),
        (_, "4000002500003155") => (Outcome.ToConfirm, null),
        (_, "4000000000000259") => (Outcome.PaidAndDisputed, null),
        // Nobody types a card of his own into a simulator and has it kept.
        _ => (Outcome.Declined, "test_mode_live_card"),
    };
}
