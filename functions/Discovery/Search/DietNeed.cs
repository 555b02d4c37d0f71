using QNom.Venues.Details;

namespace QNom.Discovery.Search;

/// <summary>A diet that all hits must suit.</summary>
public enum DietNeed
{
    /// <summary>A halal certificate that holds on the day.</summary>
    Halal,

    /// <summary>The owner claims no pork and no lard; it is not halal.</summary>
    NoPorkNoLard,

    /// <summary>Something without meat and fish.</summary>
    Vegetarian,

    /// <summary>Something without anything from animals.</summary>
    Vegan,
}

/// <summary>Who can eat where.</summary>
public static class DietNeeds
{
    /// <summary>Whether someone with a need can eat at a place at a time. What is not told does not suit.</summary>
    public static bool Suits(this DietFacts? diet, DietNeed need, DateTimeOffset at) => need switch
    {
        DietNeed.Halal => diet?.Halal?.HoldsAt(at) == true,
        DietNeed.NoPorkNoLard => diet?.NoPorkNoLard == true,
        DietNeed.Vegetarian => diet?.Vegetarian >= DietOffer.Some,
        DietNeed.Vegan => diet?.Vegan >= DietOffer.Some,
        _ => false,
    };
}
