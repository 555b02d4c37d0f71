using QNom.Discovery;
using QNom.Queues;
using QNom.Queues.Estimation;

namespace QNom.Recommendations;

/// <summary>A venue that may be recommended.</summary>
/// <param name="Card">What is known of it.</param>
/// <param name="Metres">How far away it is, as the crow flies.</param>
/// <param name="Ahead">Its queue at the time of arrival; null where nobody has looked.</param>
public sealed record Candidate(DiscoveryCard Card, double Metres, WaitAhead? Ahead = null);

/// <summary>A lunch at a venue, as it will probably go.</summary>
/// <param name="Venue">The venue.</param>
/// <param name="WalkMinutes">The walk, one way.</param>
/// <param name="Wait">The wait at arrival; null if nothing is known of it.</param>
/// <param name="IsLive">Whether someone has told of it lately; else it is what is usual.</param>
/// <param name="ClosesAt">When the venue closes; null if that is not known.</param>
/// <param name="Total">From leaving to being back, as far as one is served at all.</param>
/// <param name="Chance">The probability of being back in time.</param>
/// <param name="Fit">How well it suits the diner, <see cref="RecommendationWeights.LeastFit"/> to 1.</param>
public sealed record Prospect(
    Candidate Venue, double WalkMinutes, Estimate? Wait, bool IsLive, DateTimeOffset? ClosesAt, TimeDistribution Total,
    double Chance, double Fit)
{
    /// <summary>What it is ranked by.</summary>
    public double Score => Chance * Fit;

    /// <summary>The venue's id.</summary>
    public string VenueId => Venue.Card.Id;
}
