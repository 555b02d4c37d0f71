namespace QNom.Queues.Trust;

/// <summary>Why a report was held back: it is kept, and counts for nothing until it is released.</summary>
public enum HeldReason
{
    /// <summary>Another reporter spoke from the same device just before.</summary>
    SameDevice,

    /// <summary>Another reporter spoke from the same network just before, and this one is not known at the venue.</summary>
    SameNetwork,

    /// <summary>More people who are not known at the venue speak than usually do.</summary>
    ManyNewcomers,

    /// <summary>It is far from what is believed, and too few agree with it.</summary>
    AloneAgainstTheRest,

    /// <summary>The reporter was wrong too often.</summary>
    OftenWrong,
}
