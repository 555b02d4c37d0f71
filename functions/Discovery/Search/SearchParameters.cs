using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using QNom.Platform.Http;
using QNom.Venues;

namespace QNom.Discovery.Search;

/// <summary>Reads parameters that say where and what someone wants to eat. What is wrong is recorded under its name.</summary>
internal static class SearchParameters
{
    /// <summary>The place in <c>near</c>: a latitude, a comma, a longitude.</summary>
    public static GeoPoint Near(HttpRequest request, ValidationErrors errors)
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

    /// <summary>A whole number; null if the parameter is not there.</summary>
    public static int? Whole(HttpRequest request, string name, int from, int to, ValidationErrors errors)
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

    /// <summary>Values of an enumeration, with commas between them or in several parameters.</summary>
    public static List<T> Several<T>(HttpRequest request, string name, ValidationErrors errors)
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
}
