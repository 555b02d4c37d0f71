namespace QNom.Queues.Estimation;

/// <summary>
/// The terms of the estimate that can be left out, one at a time, to measure what each is worth. Production leaves out none.
/// </summary>
[Flags]
internal enum Terms
{
    None = 0,

    /// <summary>By hour of the day.</summary>
    Hours = 1,

    /// <summary>By hour of a weekday or of a weekend.</summary>
    KindOfDay = 1 << 1,

    /// <summary>By level of the sign.</summary>
    Levels = 1 << 2,

    /// <summary>The last days.</summary>
    Week = 1 << 3,

    /// <summary>The last hours, without a sign.</summary>
    Day = 1 << 4,

    /// <summary>The last minutes' residuals.</summary>
    Fast = 1 << 5,

    /// <summary>The blend with the newest waits.</summary>
    Blend = 1 << 6,

    /// <summary>That short waits among the newest count less.</summary>
    ShortVisits = 1 << 7,

    /// <summary>The venue's own linear correction of the sign.</summary>
    SignCorrection = 1 << 8,

    /// <summary>The venue's own linear correction without a sign.</summary>
    VisitCorrection = 1 << 9,

    /// <summary>The share of the estimate without a sign in the one with a sign.</summary>
    VisitsUnderSign = 1 << 10,

    /// <summary>That a carried sign goes back to what is usual.</summary>
    Profile = 1 << 11,

    /// <summary>That fresh evidence narrows the interval.</summary>
    Freshness = 1 << 12,

    /// <summary>That the scale of errors is learned by level.</summary>
    ScaleByLevel = 1 << 13,
}
