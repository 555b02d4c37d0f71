using System.ComponentModel.DataAnnotations;
using QNom.Queues.Estimation;

namespace QNom.Queues;

/// <summary>Whether people can queue at a venue.</summary>
public enum VenueState
{
    /// <summary>Nobody has told us anything that still holds.</summary>
    Unknown,

    /// <summary>Open: a wait may be shown.</summary>
    Open,

    /// <summary>Closed: no wait is shown.</summary>
    Closed,

    /// <summary>Open, but not taking orders for now: no wait is shown.</summary>
    Paused,
}

/// <summary>A wait in one word.</summary>
public enum WaitLevel
{
    /// <summary>Less than 8 minutes.</summary>
    Low,

    /// <summary>8 to less than 20 minutes.</summary>
    Moderate,

    /// <summary>20 minutes and more.</summary>
    High,
}

/// <summary>Which way a wait is going.</summary>
public enum WaitTrend
{
    /// <summary>At least 2 minutes longer than some 15 minutes ago.</summary>
    Rising,

    /// <summary>In between.</summary>
    Steady,

    /// <summary>At least 2 minutes shorter than some 15 minutes ago.</summary>
    Falling,
}

/// <summary>What is said about a venue's queue.</summary>
/// <param name="VenueId">The venue.</param>
/// <param name="State">Closed, no wait and unknown are three different things.</param>
/// <param name="Level">The wait in a word; null if no wait is shown.</param>
/// <param name="Wait">The wait of someone joining now; null if the venue is closed or paused, or nothing is known.</param>
/// <param name="QueueLength">People in the queue as last counted; null if nobody counted lately.</param>
/// <param name="Confidence">
/// 0 to 1: the probability that the true wait is within 5 minutes or 25% of likely, whichever is larger; 0 without a wait.
/// </param>
/// <param name="Trend">Which way the wait is going; null if too little was said.</param>
/// <param name="Sources">Where the estimate comes from, weightiest first; the weights sum to 1.</param>
/// <param name="UpdatedAt">The time of the newest evidence; null if there was none.</param>
/// <param name="ValidUntil">Until when this may be shown as live; null if it is not live.</param>
/// <param name="Forecast">Waits of people joining later; empty while it is closed or paused.</param>
/// <param name="Until">When closed or paused: when that ends by itself; null if that is not known.</param>
/// <param name="Reason">When closed or paused: why.</param>
public sealed record QueueStatus(
    string VenueId,
    VenueState State,
    WaitLevel? Level,
    WaitRange? Wait,
    int? QueueLength,
    [Range(0.0, 1.0)] double Confidence,
    WaitTrend? Trend,
    IReadOnlyList<StatusSource> Sources,
    DateTimeOffset? UpdatedAt,
    DateTimeOffset? ValidUntil,
    IReadOnlyList<ForecastPoint> Forecast,
    DateTimeOffset? Until = null,
    ShutReason? Reason = null);

/// <summary>A wait in whole minutes, with an 80% interval.</summary>
public sealed record WaitRange(int Likely, int Low, int High);

/// <summary>What one kind of source contributed.</summary>
/// <param name="Kind">Who.</param>
/// <param name="Count">Pieces of evidence that still count; for history 0.</param>
/// <param name="Newest">When the newest of them was true; null for history.</param>
/// <param name="Weight">Its share of the estimate, 0 to 1.</param>
public sealed record StatusSource(SourceKind Kind, int Count, DateTimeOffset? Newest, [Range(0.0, 1.0)] double Weight);

/// <summary>The wait of someone who joins at a later time.</summary>
public sealed record ForecastPoint(DateTimeOffset At, int Likely, int Low, int High, [Range(0.0, 1.0)] double Confidence);
