namespace QNom.Queues;

/// <summary>Why nobody can queue at a venue now.</summary>
public enum ShutReason
{
    /// <summary>The stall says so.</summary>
    Notice,

    /// <summary>The stall says that it has sold out.</summary>
    SoldOut,

    /// <summary>The stall's opening hours say so.</summary>
    Hours,

    /// <summary>The whole site is closed: for cleaning, or for works.</summary>
    SiteClosure,
}

/// <summary>That nobody can queue at a venue now, so that no wait may be shown.</summary>
/// <param name="State">Closed or paused.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">When it ends, without anyone having to say so; null if that is not known.</param>
public sealed record Shut(VenueState State, ShutReason Reason, DateTimeOffset? Until);
