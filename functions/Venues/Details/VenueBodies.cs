using QNom.Platform.Http;

namespace QNom.Venues.Details;

/// <summary>A venue that is to be created.</summary>
/// <param name="VenueId">Its id for good: lower-case letters, digits and hyphens, 3 to 100.</param>
/// <param name="SiteId">The site it stands in.</param>
/// <param name="Facts">What is said of it.</param>
/// <param name="Location">Where it stands, if that is known better than by its site.</param>
public sealed record NewVenue(string VenueId, string SiteId, VenueFacts Facts, GeoPoint? Location = null)
{
    /// <summary>Checks everything.</summary>
    /// <exception cref="ProblemException">400, with all that is wrong.</exception>
    public void Validate()
    {
        var errors = new ValidationErrors()
            .Require(IsId(VenueId), "/venueId", "must be 3 to 100 lower-case letters, digits and hyphens")
            .Require(IsId(SiteId), "/siteId", "must be the id of a site");
        VenueChange.Check(Facts, Location, errors);
        errors.ThrowIfAny();
    }

    private static bool IsId(string text) =>
        text.Length is >= 3 and <= 100 && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}

/// <summary>What a venue is to be from now on.</summary>
/// <param name="Facts">What is said of it.</param>
/// <param name="Location">Where it stands; it stays where it is if this is left out.</param>
public sealed record VenueChange(VenueFacts Facts, GeoPoint? Location = null)
{
    /// <summary>Checks everything.</summary>
    /// <exception cref="ProblemException">400, with all that is wrong.</exception>
    public void Validate()
    {
        var errors = new ValidationErrors();
        Check(Facts, Location, errors);
        errors.ThrowIfAny();
    }

    internal static void Check(VenueFacts facts, GeoPoint? location, ValidationErrors errors)
    {
        var within = new ValidationErrors();
        VenueRules.Check(facts, within);
        within.CopyTo(errors, "/facts");
        if (location?.Flaw() is { } flaw)
            errors.Add("/location", flaw);
    }
}
