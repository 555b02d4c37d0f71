using System.IO.Hashing;
using System.Text;
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

/// <summary>The parameters of a search, checked.</summary>
/// <param name="Near">The middle of the circle.</param>
/// <param name="Radius">Its radius in metres, 50 to 5,000.</param>
/// <param name="Text">What to look for in names; empty for everything.</param>
/// <param name="Cuisines">One of these; empty for any.</param>
/// <param name="Diets">All of these.</param>
/// <param name="MaxWait">The longest live wait in minutes; null for any, also unknown.</param>
/// <param name="PriceCents">Something must be had for this much; null for any.</param>
/// <param name="OpenAt">What is known to be open then; null for all.</param>
/// <param name="Order">The order.</param>
/// <param name="Limit">Hits to a page.</param>
/// <param name="Cursor">What is left of an earlier search; null for the first page.</param>
public sealed record SearchQuery(
    GeoPoint Near, int Radius, TextQuery Text, IReadOnlyList<Cuisine> Cuisines, IReadOnlyList<DietNeed> Diets, int? MaxWait,
    int? PriceCents, DateTimeOffset? OpenAt, SearchOrder Order, int Limit, SearchCursor? Cursor)
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

    // Who asks for a time that has just passed means now; further ahead than this, nobody's hours are sure.
    private static readonly TimeSpan OpenPast = TimeSpan.FromHours(1);
    private static readonly TimeSpan OpenFuture = TimeSpan.FromDays(31);

    /// <summary>The parameters that decide what is found and in which order: a cursor holds for these alone.</summary>
    private static readonly string[] Deciding = ["near", "radius", "q", "cuisine", "diet", "maxWait", "price", "open", "sort"];

    /// <summary>Names these parameters, for the cursors of this search.</summary>
    public ulong Fingerprint { get; private init; }

    /// <summary>Reads the parameters; those that are not known are ignored.</summary>
    /// <exception cref="ProblemException">400: a parameter does not say what it must.</exception>
    public static SearchQuery Read(HttpRequest request, DateTimeOffset now)
    {
        var errors = new ValidationErrors();
        var near = SearchParameters.Near(request, errors);
        var text = request.Query["q"].ToString();
        errors.Require(text.Length <= LongestText, "q", $"must be at most {LongestText} characters long");
        var fingerprint = FingerprintOf(request);
        var cursor = SearchCursor.Read(request, fingerprint, errors);
        var query = new SearchQuery(
            near,
            SearchParameters.Whole(request, "radius", SmallestRadius, Cell.LargestRadius, errors) ?? UsualRadius,
            new TextQuery(text.Length <= LongestText ? text : ""),
            SearchParameters.Several<Cuisine>(request, "cuisine", errors),
            SearchParameters.Several<DietNeed>(request, "diet", errors),
            SearchParameters.Whole(request, "maxWait", 0, 180, errors),
            SearchParameters.Whole(request, "price", 1, 500, errors) * 100,
            ReadOpen(request, now, errors),
            SearchParameters.Several<SearchOrder>(request, "sort", errors) switch
            {
                [] => SearchOrder.Best,
                [var order] => order,
                _ => Refuse(errors),
            },
            SearchParameters.Whole(request, "limit", 1, MostAtOnce, errors) ?? UsualLimit,
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

    private static DateTimeOffset? ReadOpen(HttpRequest request, DateTimeOffset now, ValidationErrors errors)
    {
        if (request.Query["open"] is not [var text])
        {
            errors.Require(request.Query["open"] is [], "open", "must be one value");
            return null;
        }

        if (text == "now")
            return now;
        var read = QueryTime.Read(text);
        if (read is { } at && at >= now - OpenPast && at <= now + OpenFuture)
            return at;
        errors.Add("open", $"must be now, or a time with its offset (RFC 3339) within {OpenFuture.TotalDays} days");
        return null;
    }

    private static ulong FingerprintOf(HttpRequest request) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(
        string.Join('\n', Deciding.Select(name => $"{name}={request.Query[name]}"))));
}
