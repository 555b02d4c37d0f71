using Microsoft.AspNetCore.Http;

namespace QNom.Platform.Http;

/// <summary>Reads route values.</summary>
public static class RouteValue
{
    /// <summary>What an id looks like, as a regular expression.</summary>
    public const string IdPattern = "^[a-z0-9-]{1,100}$";

    private const int LongestId = 100;

    /// <summary>
    /// An id from the route: lower-case letters, digits and hyphens, at most 100. Anything else cannot exist, and never
    /// reaches the database.
    /// </summary>
    /// <exception cref="ProblemException">404, named after the parameter: <c>venueId</c> is a venue.</exception>
    public static string Id(HttpRequest request, string name)
    {
        var id = (string)request.RouteValues[name]!;
        return IsId(id) ? id : throw NotFound(name);
    }

    /// <summary>Whether a text looks like an id.</summary>
    public static bool IsId(string? text) => text is { Length: > 0 and <= LongestId }
        && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    /// <summary>404, named after the parameter.</summary>
    public static ProblemException NotFound(string name) => Problems.NotFound(name[..^"Id".Length]);
}
