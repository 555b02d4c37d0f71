using QNom.Discovery;

namespace QNom.Recommendations;

/// <summary>Something less crowded, near a favourite that is packed.</summary>
/// <param name="Favourite">The favourite.</param>
/// <param name="Instead">Where to go instead.</param>
public sealed record Alternative(Prospect Favourite, Prospect Instead)
{
    /// <summary>One for each packed favourite for which there is one.</summary>
    public static IReadOnlyList<Alternative> Of(IReadOnlyList<Prospect> prospects, DinerTaste taste) =>
    [
        .. from favourite in prospects
           where taste.Favourites.Contains(favourite.VenueId) && IsPacked(favourite)
           let instead = prospects.Where(other => Relieves(favourite, other))
               .OrderByDescending(other => other.Score * (SharesCuisine(favourite, other) ? RecommendationWeights.AlternativeCuisine : 1))
               .ThenBy(other => other.VenueId, StringComparer.Ordinal)
               .FirstOrDefault()
           where instead is not null
           select new Alternative(favourite, instead),
    ];

    /// <summary>Whether one may stand near a favourite in place of it, by its place alone.</summary>
    public static bool IsNear(DiscoveryCard favourite, DiscoveryCard other) => favourite.Id != other.Id
        && Distance.Metres(favourite.Venue!.Location, other.Venue!.Location) <= RecommendationWeights.AlternativeMetres;

    private static bool IsPacked(Prospect favourite) =>
        favourite.Wait?.Likely >= RecommendationWeights.PackedMinutes
        || (favourite.Wait is not null && favourite.Chance < RecommendationWeights.PackedChance);

    private static bool Relieves(Prospect favourite, Prospect other) =>
        IsNear(favourite.Venue.Card, other.Venue.Card)
        && other.Wait?.Likely <= favourite.Wait!.Value.Likely - RecommendationWeights.AlternativeSavesMinutes
        && other.Chance >= RecommendationWeights.AlternativeChance
        && other.Chance > favourite.Chance;

    private static bool SharesCuisine(Prospect one, Prospect other) =>
        one.Venue.Card.Venue!.Cuisines.Intersect(other.Venue.Card.Venue!.Cuisines).Any();
}
