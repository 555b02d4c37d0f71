using System.Text.RegularExpressions;

namespace QNom.Venues;

/// <summary>
/// Ids of sites and venues: lower-case ASCII words joined by hyphens. An id is made once, when the site is first seen, and
/// stays when the name changes later.
/// </summary>
public static partial class SiteId
{
    // Leaves room for a postal code and for the stall's part of a venue's id: routes accept ids of at most 100 characters.
    private const int MaxNameLength = 60;

    /// <summary>
    /// The id for a new site: the name without the part in parentheses, which is an alias that comes and goes in the
    /// official list (<c>Maxwell Food Centre (Kim Hua Market)</c> is <c>maxwell-food-centre</c>). The postal code is
    /// appended if the id is taken, and is all there is if the name has no ASCII letter or digit; then a number if need be.
    /// </summary>
    /// <param name="name">The site's name.</param>
    /// <param name="postalCode">The site's postal code.</param>
    /// <param name="isTaken">Whether another site has an id already.</param>
    public static string New(string name, string postalCode, Func<string, bool> isTaken)
    {
        var head = Alias().Replace(name, " ");
        var plain = string.Join('-', Words().Matches(PlaceName.Key(head)).Select(word => word.Value));
        if (plain.Length > MaxNameLength)
            plain = plain[..MaxNameLength].TrimEnd('-');
        if (plain.Length > 0 && !isTaken(plain))
            return plain;

        var located = $"{(plain.Length > 0 ? plain : "site")}-{postalCode}";
        return !isTaken(located)
            ? located
            : Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{located}-{number}").First(id => !isTaken(id));
    }

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Alias();

    [GeneratedRegex("[a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
