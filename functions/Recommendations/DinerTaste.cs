using System.Collections.Frozen;
using QNom.Discovery.Search;
using QNom.Platform.Identity;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Recommendations;

/// <summary>What is known of a diner when a place is chosen. Needs and what is avoided rule out; the rest only weighs.</summary>
/// <param name="Needs">What a place must suit, all of it.</param>
/// <param name="Avoids">What a kitchen must not work with; one that has not told what it works with is ruled out, too.</param>
/// <param name="Likes">Kitchens that are liked; empty for no opinion.</param>
/// <param name="PriceCents">What a meal may cost; null for no opinion.</param>
/// <param name="Favourites">Ids of venues.</param>
/// <param name="Visits">Earlier visits by venue.</param>
/// <param name="WalkSpeed">How fast the diner walks, in km/h; null if nothing was said.</param>
public sealed record DinerTaste(
    IReadOnlySet<DietNeed> Needs, IReadOnlySet<Allergen> Avoids, IReadOnlySet<Cuisine> Likes, int? PriceCents,
    IReadOnlySet<string> Favourites, IReadOnlyDictionary<string, PastVisits> Visits, double? WalkSpeed = null)
{
    /// <summary>Nothing is known.</summary>
    public static DinerTaste Unknown { get; } = new(
        FrozenSet<DietNeed>.Empty, FrozenSet<Allergen>.Empty, FrozenSet<Cuisine>.Empty, null, FrozenSet<string>.Empty,
        FrozenDictionary<string, PastVisits>.Empty);

    /// <summary>
    /// With what the diner asks for this time: needs add to those that are known, so that none is forgotten; a kitchen, a
    /// price or a pace takes the place of what is usual.
    /// </summary>
    public DinerTaste With(RecommendationQuery query) => this with
    {
        Needs = Needs.Concat(query.Diets).ToFrozenSet(),
        Avoids = Avoids.Concat(query.Avoids).ToFrozenSet(),
        Likes = query.Cuisines.Count > 0 ? query.Cuisines.ToFrozenSet() : Likes,
        PriceCents = query.PriceCents ?? PriceCents,
        Favourites = Favourites.Concat(query.Favourites).ToFrozenSet(),
        WalkSpeed = query.WalkSpeed ?? WalkSpeed,
    };

    /// <summary>Whether they can eat at a place at all.</summary>
    public bool CanEat(DietFacts? diet, DateTimeOffset at)
    {
        foreach (var need in Needs)
        {
            if (!diet.Suits(need, at))
                return false;
        }

        return Avoids.Count == 0 || (diet?.Allergens is { } told && !told.Any(Avoids.Contains));
    }
}

/// <summary>A diner's earlier visits to a venue.</summary>
/// <param name="Count">How many.</param>
/// <param name="Last">When the last one was, UTC.</param>
/// <param name="Stars">What the diner said of it, 1 to 5; null if nothing.</param>
public sealed record PastVisits(int Count, DateTimeOffset Last, int? Stars = null);

/// <summary>A diner's taste, from what the diner keeps with us; <see cref="DinerTaste.Unknown"/> where nothing is known or may be used.</summary>
public delegate Task<DinerTaste> TasteOf(Caller diner, CancellationToken cancellationToken);
