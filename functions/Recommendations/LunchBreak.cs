using QNom.Discovery;
using QNom.Venues;

namespace QNom.Recommendations;

/// <summary>Someone who leaves now, and has to be back.</summary>
/// <param name="From">Where they leave from, and return to.</param>
/// <param name="LeavesAt">When, UTC.</param>
/// <param name="Minutes">How long they have, 10 to 180.</param>
/// <param name="WalkSpeed">How fast they walk, in km/h.</param>
public sealed record LunchBreak(GeoPoint From, DateTimeOffset LeavesAt, double Minutes, double WalkSpeed)
{
    // Nobody walks away all but these minutes.
    private const double LeastElse = 8;

    /// <summary>When they have to be back.</summary>
    public DateTimeOffset BackBy => LeavesAt.AddMinutes(Minutes);

    /// <summary>So far away may a place lie, as the crow flies, in metres: at most what search covers.</summary>
    public double Radius => Math.Clamp(
        Math.Min((Minutes - LeastElse) / 2, RecommendationWeights.LongestWalkMinutes) / WalkMinutes(1), 1, Cell.LargestRadius);

    /// <summary>The minutes of the walk to a place, one way.</summary>
    /// <param name="metres">How far it is as the crow flies.</param>
    public double WalkMinutes(double metres) => metres * RecommendationWeights.Detour * 60 / (WalkSpeed * 1000);
}
