namespace QNom.Local.Payments;

/// <summary>What goes wrong with the simulator's webhooks.</summary>
[Flags]
public enum WebhookTroubles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Each comes 20 seconds late.</summary>
    Late = 1,

    /// <summary>Each comes twice.</summary>
    Twice = 2,

    /// <summary>Each takes from 0 to 5 seconds, so that they overtake each other.</summary>
    Shuffled = 4,

    /// <summary>None comes: only the reconciliation finds out.</summary>
    Never = 8,
}
