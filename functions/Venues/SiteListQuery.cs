using System.Globalization;
using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;

namespace QNom.Venues;

/// <summary>The parameters of the list of sites, checked.</summary>
/// <param name="Filter">From <c>status</c> and <c>district</c>.</param>
/// <param name="After">From <c>cursor</c>: the id that the last page ended with.</param>
/// <param name="Limit">From <c>limit</c>: 1 to 100, 50 if not given.</param>
public sealed record SiteListQuery(SiteFilter Filter, string? After, int Limit)
{
    /// <summary>Sites to a page, if nothing is said.</summary>
    public const int UsualLimit = 50;

    /// <summary>The most sites to a page.</summary>
    public const int MostAtOnce = 100;

    private sealed record Position(string After);

    /// <summary>Reads the parameters; those that are not known are ignored.</summary>
    /// <exception cref="ProblemException">400: a parameter does not say what it must.</exception>
    public static SiteListQuery Read(HttpRequest request)
    {
        var errors = new ValidationErrors();
        var query = new SiteListQuery(
            new SiteFilter(ReadStatus(request, errors), ReadDistrict(request, errors)),
            Cursor.Read<Position>(request)?.After,
            Cursor.ReadLimit(request, UsualLimit, MostAtOnce));
        errors.ThrowIfAny();
        return query;
    }

    /// <summary>The cursor of the page that starts after a site.</summary>
    public static string CursorAfter(string siteId) => Cursor.Encode(new Position(siteId));

    private static SiteStatus? ReadStatus(HttpRequest request, ValidationErrors errors) => request.Query["status"] switch
    {
        [] => null,
        ["planned"] => SiteStatus.Planned,
        ["open"] => SiteStatus.Open,
        ["closed"] => SiteStatus.Closed,
        _ => Refuse<SiteStatus>(errors, "status", "must be planned, open or closed"),
    };

    private static int? ReadDistrict(HttpRequest request, ValidationErrors errors) => request.Query["district"] switch
    {
        [] => null,
        [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var district)
            && district is >= 1 and <= PostalCode.DistrictCount => district,
        _ => Refuse<int>(errors, "district", $"must be a postal district, 1 to {PostalCode.DistrictCount}"),
    };

    private static T? Refuse<T>(ValidationErrors errors, string parameter, string reason)
        where T : struct
    {
        errors.Add(parameter, reason);
        return null;
    }
}
