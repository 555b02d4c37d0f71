using QNom.Recommendations;

namespace QNom.Accuracy.Recommending;

/// <summary>A guest's way to choose where to eat. All ways know what can be eaten where, and what is open.</summary>
/// <param name="Name">For people.</param>
/// <param name="Choose">
/// The choice of a guest among what is around: all that will serve, and the list that production would show. Null for nothing.
/// </param>
internal sealed record Strategy(string Name, Func<IReadOnlyList<Prospect>, IReadOnlyList<Prospect>, Prospect?> Choose)
{
    // Who goes to the best rated goes to the best that can be walked to in ten minutes, not across the town.
    private const double LongestWalkToRated = 10;

    public static IReadOnlyList<Strategy> All { get; } =
    [
        new("recommended", (_, list) => list is [var first, ..] ? first : null),
        new("second of the list", (_, list) => list is [_, var second, ..] ? second : null),
        new("nearest first", (all, _) => all.MinBy(venue => venue.Venue.Metres)),
        new("best rated first", (all, _) => all
            .Where(venue => venue.WalkMinutes <= LongestWalkToRated)
            .MaxBy(venue => venue.Venue.Card.Venue!.Rating!.Stars)),
        new("shortest wait first", (all, _) => all.MinBy(venue => (venue.Wait ?? RecommendationWeights.UnknownWait).Likely)),
        new("highest chance first", (all, _) => all.MaxBy(venue => venue.Chance)),
    ];
}
