using QNom.Platform;

namespace QNom.Venues.Details;

/// <summary>How much of a menu suits people who do not eat meat, or nothing from animals.</summary>
public enum DietOffer
{
    /// <summary>Nothing, or nobody knows.</summary>
    None,

    /// <summary>Some dishes.</summary>
    Some,

    /// <summary>Everything.</summary>
    All,
}

/// <summary>What must be told about food, after the Food Regulations of Singapore.</summary>
public enum Allergen
{
    /// <summary>Cereals with gluten.</summary>
    Gluten,

    /// <summary>Crustaceans.</summary>
    Crustaceans,

    /// <summary>Eggs.</summary>
    Eggs,

    /// <summary>Fish.</summary>
    Fish,

    /// <summary>Peanuts.</summary>
    Peanuts,

    /// <summary>Soybeans.</summary>
    Soybeans,

    /// <summary>Milk.</summary>
    Milk,

    /// <summary>Tree nuts.</summary>
    TreeNuts,

    /// <summary>Sulphites, 10 mg or more in a kilogram.</summary>
    Sulphites,
}

/// <summary>A halal certificate of the Islamic Religious Council of Singapore (MUIS).</summary>
/// <param name="Number">As it stands on the certificate: 4 to 30 letters, digits, hyphens and slashes.</param>
/// <param name="ExpiresOn">The last day on which it holds, in Singapore.</param>
public sealed record HalalCertificate(string Number, DateOnly ExpiresOn)
{
    /// <summary>Whether it holds at a time. What has expired is not halal.</summary>
    public bool HoldsAt(DateTimeOffset at) => DateOnly.FromDateTime(SingaporeTime.Local(at)) <= ExpiresOn;
}

/// <summary>Who can eat at a venue.</summary>
/// <param name="Halal">Its certificate; null if it has none.</param>
/// <param name="NoPorkNoLard">The owner's own claim. It is not halal, and is never taken for it.</param>
/// <param name="Vegetarian">How much is without meat and fish.</param>
/// <param name="Vegan">How much is without anything from animals.</param>
/// <param name="Allergens">What the kitchen works with.</param>
public sealed record DietFacts(
    HalalCertificate? Halal = null,
    bool NoPorkNoLard = false,
    DietOffer Vegetarian = DietOffer.None,
    DietOffer Vegan = DietOffer.None,
    IReadOnlyList<Allergen>? Allergens = null);
