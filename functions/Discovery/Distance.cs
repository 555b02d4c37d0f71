using QNom.Venues;

namespace QNom.Discovery;

/// <summary>Distances as the crow flies.</summary>
public static class Distance
{
    /// <summary>Metres to a degree of latitude on the sphere below.</summary>
    public const double MetresPerDegree = EarthRadius * Math.PI / 180;

    // The mean radius of WGS 84 in metres (IUGG).
    private const double EarthRadius = 6_371_008.8;

    /// <summary>
    /// The great-circle distance in metres, by the haversine formula, which stays exact for near places (R. W. Sinnott,
    /// "Virtues of the Haversine", Sky and Telescope 68, 1984). The earth's flattening makes it wrong by at most 0.6%.
    /// </summary>
    public static double Metres(GeoPoint one, GeoPoint other)
    {
        const double Radians = Math.PI / 180;
        var south = Math.Sin((other.Latitude - one.Latitude) * Radians / 2);
        var east = Math.Sin((other.Longitude - one.Longitude) * Radians / 2);
        var h = (south * south) + (Math.Cos(one.Latitude * Radians) * Math.Cos(other.Latitude * Radians) * east * east);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
