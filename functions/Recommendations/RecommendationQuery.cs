using System.Globalization;
using Microsoft.AspNetCore.Http;
using QNom.Discovery.Search;
using QNom.Platform.Http;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Recommendations;

/// <summary>The parameters of "I have 40 minutes", checked.</summary>
/// <param name="Near">Where the diner is, and returns to.</param>
/// <param name="Minutes">How long they have.</param>
/// <param name="WalkSpeed">How fast they walk, in km/h; null for what is usual with them.</param>
/// <param name="Diets">All of these needs.</param>
/// <param name="Avoids">None of these in the kitchen.</param>
/// <param name="Cuisines">These are wanted; others are worse, and not ruled out.</param>
/// <param name="PriceCents">What a meal should cost at most; dearer ones are worse, and not ruled out.</param>
/// <param name="Favourites">Venues that are liked, for those who have no account.</param>
/// <param name="Limit">How many are wanted.</param>
public sealed record RecommendationQuery(
    GeoPoint Near, int Minutes, double? WalkSpeed, IReadOnlyList<DietNeed> Diets, IReadOnlyList<Allergen> Avoids,
    IReadOnlyList<Cuisine> Cuisines, int? PriceCents, IReadOnlyList<string> Favourites, int Limit)
{
    /// <summary>The shortest break, in minutes.</summary>
    public const int Shortest = 10;

    /// <summary>The longest break, in minutes.</summary>
    public const int Longest = (int)TimeDistribution.Longest;

    /// <summary>The slowest walk, in km/h.</summary>
    public const double Slowest = 1;

    /// <summary>The fastest walk, in km/h.</summary>
    public const double Fastest = 8;

    /// <summary>How many, if nothing is said.</summary>
    public const int UsualLimit = 5;

    /// <summary>The most at once.</summary>
    public const int MostAtOnce = 12;

    /// <summary>The most favourites to one question.</summary>
    public const int MostFavourites = 20;

    /// <summary>Reads the parameters; those that are not known are ignored.</summary>
    /// <exception cref="ProblemException">400: a parameter does not say what it must.</exception>
    public static RecommendationQuery Read(HttpRequest request)
    {
        var errors = new ValidationErrors();
        errors.Require(request.Query.ContainsKey("minutes"), "minutes", $"must be a whole number from {Shortest} to {Longest}");
        var query = new RecommendationQuery(
            SearchParameters.Near(request, errors),
            SearchParameters.Whole(request, "minutes", Shortest, Longest, errors) ?? Shortest,
            ReadSpeed(request, errors),
            SearchParameters.Several<DietNeed>(request, "diet", errors),
            SearchParameters.Several<Allergen>(request, "avoid", errors),
            SearchParameters.Several<Cuisine>(request, "cuisine", errors),
            SearchParameters.Whole(request, "price", 1, 500, errors) * 100,
            ReadFavourites(request, errors),
            SearchParameters.Whole(request, "limit", 1, MostAtOnce, errors) ?? UsualLimit);
        errors.ThrowIfAny();
        return query;
    }

    private static double? ReadSpeed(HttpRequest request, ValidationErrors errors)
    {
        if (request.Query["walkSpeed"] is [])
            return null;
        if (request.Query["walkSpeed"] is [var text]
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed)
            && speed is >= Slowest and <= Fastest)
        {
            return speed;
        }

        errors.Add("walkSpeed", $"must be a number from {Slowest} to {Fastest}, in km/h");
        return null;
    }

    private static string[] ReadFavourites(HttpRequest request, ValidationErrors errors)
    {
        var ids = request.Query["favourites"].SelectMany(value => (value ?? "").Split(',')).ToArray();
        errors.Require(
            ids.Length <= MostFavourites && ids.All(id => id.Length is >= 3 and <= 100 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')),
            "favourites", $"must be ids of at most {MostFavourites} venues, with commas between them");
        return ids;
    }
}
