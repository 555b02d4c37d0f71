using QNom.Discovery.Search;
using QNom.Platform.Http;
using QNom.Recommendations;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Diners;

/// <summary>How fast someone walks.</summary>
public enum WalkingSpeed
{
    /// <summary>60 metres a minute: with a child, a stick or much to carry.</summary>
    Slow,

    /// <summary>80 metres a minute.</summary>
    Usual,

    /// <summary>100 metres a minute.</summary>
    Fast,
}

/// <summary>What a diner likes. As part of a request's body it is checked before it is stored.</summary>
/// <param name="Diets">What the diner's food must be; all of it.</param>
/// <param name="Avoids">What must not be worked with in the kitchen.</param>
/// <param name="Cuisines">The kitchens that the diner likes; empty for any.</param>
/// <param name="PriceCents">The most the diner likes to pay for a meal, 100 to 50,000 cents; null for any.</param>
/// <param name="WalkingSpeed">How fast the diner walks.</param>
/// <param name="Language">What the diner reads.</param>
public sealed record Preferences(
    IReadOnlyList<DietNeed>? Diets = null,
    IReadOnlyList<Allergen>? Avoids = null,
    IReadOnlyList<Cuisine>? Cuisines = null,
    int? PriceCents = null,
    WalkingSpeed WalkingSpeed = WalkingSpeed.Usual,
    Language Language = Language.English)
{
    /// <summary>Of someone who has not said anything.</summary>
    public static Preferences None { get; } = new([], [], []);

    /// <summary>Records everything that is wrong.</summary>
    internal void Check(ValidationErrors errors, string at)
    {
        VenueRules.CheckSet(Diets, at + "/diets", errors);
        VenueRules.CheckSet(Avoids, at + "/avoids", errors);
        VenueRules.CheckSet(Cuisines, at + "/cuisines", errors);
        errors.Require(PriceCents is null or (>= PriceFacts.Lowest and <= PriceFacts.Highest), at + "/priceCents",
            $"must be {PriceFacts.Lowest} to {PriceFacts.Highest}, or null");
    }

    /// <summary>The same with empty lists where nothing was said.</summary>
    internal Preferences Filled() => this with { Diets = Diets ?? [], Avoids = Avoids ?? [], Cuisines = Cuisines ?? [] };
}

/// <summary>How fast people walk, in numbers.</summary>
public static class WalkingSpeeds
{
    /// <summary>Kilometres in an hour.</summary>
    public static double KilometresPerHour(this WalkingSpeed speed) => speed switch
    {
        WalkingSpeed.Slow => 3.6,
        WalkingSpeed.Fast => 6,
        _ => RecommendationWeights.UsualWalkSpeed,
    };
}
