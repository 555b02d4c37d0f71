using System.Text.RegularExpressions;

namespace QNom.Venues;

/// <summary>
/// Ids of sites and venues: lower-case ASCII words joined by hyphens. An id is made once, when the site is first seen, and
/// stays when the name changes later.
/// </summary>
public static partial class SiteId
{
    /// <summary>The longest id, site or venue; longer ones no route accepts.</summary>
    public const int MaxLength = 100;

    // Leaves room for a postal code and for the stall's part of a venue's id.
    private const int MaxNameLength = 60;

    /// <summary>Whether a text has the form of an id; says nothing about whether there is such a site or venue.</summary>
    public static bool IsWellFormed(string text) => text.Length is > 0 and <= MaxLength && Form().IsMatch(text);

    /// <summary>
    /// The id for a new site: the name without the part in parentheses, which is an alias that comes and goes in the
    /// official list (<c>Maxwell Food Centre (Kim Hua Market)</c> is <c>maxwell-food-centre</c>). The postal code is
    /// appended if the id is taken, and is all there is if the name has no ASCII letter or digit.
    /// </summary>
    /// <param name="name">The site's name.</param>
    /// <param name="postalCode">The site's postal code.</param>
    /// <param name="isTaken">Whether another site has an id already.</param>
    /// <exception cref="InvalidOperationException">Both forms are taken: a person must look.</exception>
    public static string New(string name, string postalCode, Func<string, bool> isTaken)
    {
        var head = Alias().Replace(name, " ");
        var plain = string.Join('-', Words().Matches(PlaceName.Key(head)).Select(word => word.Value));
        if (plain.Length > MaxNameLength)
            plain = plain[..MaxNameLength].TrimEnd('-');
        if (plain.Length > 0 && !isTaken(plain))
            return plain;

        var located = $"{(plain.Length > 0 ? plain : "site")}-{postalCode}";
        return isTaken(located)
            ? throw new InvalidOperationException($"The site ids {plain} and {located} are both taken.")
            : located;
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Alias();

    [GeneratedRegex("[a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
