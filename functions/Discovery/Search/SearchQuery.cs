using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using QNom.Discovery.Text;
using QNom.Platform.Http;
using QNom.Venues;

namespace QNom.Discovery.Search;

/// <summary>What a list of venues is ordered by.</summary>
public enum SearchOrder
{
    /// <summary>The least minutes until one eats: see <see cref="Ranking"/>.</summary>
    Best,

    /// <summary>The shortest live wait first; unknown waits last.</summary>
    Wait,

    /// <summary>The nearest first.</summary>
    Distance,

    /// <summary>The best rated first; those without a rating last.</summary>
    Rating,
}

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

/// <summary>The parameters of a search, checked.</summary>
/// <param name="Near">The middle of the circle.</param>
/// <param name="Radius">Its radius in metres, 50 to 5,000.</param>
/// <param name="Text">What to look for in names; empty for everything.</param>
/// <param name="Cuisines">One of these; empty for any.</param>
/// <param name="Diets">All of these.</param>
/// <param name="MaxWait">The longest live wait in minutes; null for any, also unknown.</param>
/// <param name="PriceCents">Something must be had for this much; null for any.</param>
/// <param name="Order">The order.</param>
/// <param name="Limit">Hits to a page.</param>
/// <param name="Cursor">What is left of an earlier search; null for the first page.</param>
public sealed record SearchQuery(
    GeoPoint Near, int Radius, TextQuery Text, IReadOnlyList<Cuisine> Cuisines, IReadOnlyList<DietNeed> Diets, int? MaxWait,
    int? PriceCents, SearchOrder Order, int Limit, SearchCursor? Cursor)
{
    /// <summary>Hits to a page, if nothing is said.</summary>
    public const int UsualLimit = 20;

    /// <summary>The most hits to a page.</summary>
    public const int MostAtOnce = 50;

    /// <summary>The radius in metres, if nothing is said.</summary>
    public const int UsualRadius = 1000;

    /// <summary>The smallest radius in metres.</summary>
    public const int SmallestRadius = 50;

    /// <summary>The longest text, in characters.</summary>
    public const int LongestText = 100;

    /// <summary>The parameters that decide what is found and in which order: a cursor holds for these alone.</summary>
    private static readonly string[] Deciding = ["near", "radius", "q", "cuisine", "diet", "maxWait", "price", "sort"];

    /// <summary>Names these parameters, for the cursors of this search.</summary>
    public ulong Fingerprint { get; private init; }

    /// <summary>Reads the parameters; those that are not known are ignored.</summary>
    /// <exception cref="ProblemException">400: a parameter does not say what it must.</exception>
    public static SearchQuery Read(HttpRequest request)
    {
        var errors = new ValidationErrors();
        var near = ReadNear(request, errors);
        var text = request.Query["q"].ToString();
        errors.Require(text.Length <= LongestText, "q", $"must be at most {LongestText} characters long");
        var fingerprint = FingerprintOf(request);
        var cursor = SearchCursor.Read(request, fingerprint, errors);
        var query = new SearchQuery(
            near,
            Whole(request, "radius", SmallestRadius, Cell.LargestRadius, errors) ?? UsualRadius,
            new TextQuery(text.Length <= LongestText ? text : ""),
            Several<Cuisine>(request, "cuisine", errors),
            Several<DietNeed>(request, "diet", errors),
            Whole(request, "maxWait", 0, 180, errors),
            Whole(request, "price", 1, 500, errors) * 100,
            Several<SearchOrder>(request, "sort", errors) switch
            {
                [] => SearchOrder.Best,
                [var order] => order,
                _ => Refuse(errors),
            },
            Whole(request, "limit", 1, MostAtOnce, errors) ?? UsualLimit,
            cursor)
        {
            Fingerprint = fingerprint,
        };
        errors.ThrowIfAny();
        return query;

        static SearchOrder Refuse(ValidationErrors errors)
        {
            errors.Add("sort", "must be one value");
            return SearchOrder.Best;
        }
    }

    private static GeoPoint ReadNear(HttpRequest request, ValidationErrors errors)
    {
        if (request.Query["near"] is not [{ } text]
            || text.Split(',') is not [var first, var second]
            || !double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
            || !double.TryParse(second, NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude))
        {
            errors.Add("near", "must be a latitude and a longitude in degrees, with a comma between them");
            return default;
        }

        var near = new GeoPoint(longitude, latitude);
        if (near.Flaw() is not null)
            errors.Add("near", "must be a latitude, then a longitude, in Singapore (1.15 to 1.48, 103.59 to 104.10)");
        return near;
    }

    private static int? Whole(HttpRequest request, string name, int from, int to, ValidationErrors errors)
    {
        var values = request.Query[name];
        if (values is [])
            return null;
        if (values is [var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= from && value <= to)
        {
            return value;
        }

        errors.Add(name, $"must be a whole number from {from} to {to}");
        return null;
    }

    private static List<T> Several<T>(HttpRequest request, string name, ValidationErrors errors)
        where T : struct, Enum
    {
        var values = new List<T>();
        foreach (var text in request.Query[name].SelectMany(value => (value ?? "").Split(',')))
        {
            // A number would be read as a value, too, and is not how a client spells one.
            if (text.Length > 0 && text[0] is >= 'a' and <= 'z' && Enum.TryParse<T>(text, ignoreCase: true, out var value))
                values.Add(value);
            else
                errors.Add(name, $"must be of: {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}");
        }

        return values;
    }

    private static ulong FingerprintOf(HttpRequest request) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(
        string.Join('\n', Deciding.Select(name => $"{name}={request.Query[name]}"))));
}
