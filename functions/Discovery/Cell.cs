using QNom.Venues;

namespace QNom.Discovery;

/// <summary>
/// The cells that the read model is partitioned by: geohashes cut after 23 bits, 12 of longitude and 11 of latitude, about
/// 9.78 by 9.72 km in Singapore. It is the finest cut of which 9 cells hold every circle of 5 km, whose box is 10 km wide:
/// at 24 bits a cell is 4.86 km high and up to 4 rows of 3 are touched. A cell is named by the geohash's first four
/// letters (20 bits) and the three bits left as a digit from 0 to 7, for example <c>w21z.3</c>.
/// </summary>
public static class Cell
{
    /// <summary>The largest radius that <see cref="Cover"/> takes, in metres.</summary>
    public const int LargestRadius = 5000;

    /// <summary>The most cells that a circle touches.</summary>
    public const int MostTouched = 9;

    private const string Letters = "0123456789bcdefghjkmnpqrstuvwxyz";
    private const int Columns = 1 << 12;
    private const int Rows = 1 << 11;

    /// <summary>The cell of a place.</summary>
    public static string Of(GeoPoint place) => Name(Column(place.Longitude), Row(place.Latitude));

    /// <summary>The cells that a circle touches, at most 9.</summary>
    /// <param name="centre">The circle's centre.</param>
    /// <param name="radius">Its radius in metres, at most <see cref="LargestRadius"/>.</param>
    public static IReadOnlyList<string> Cover(GeoPoint centre, double radius)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(radius, LargestRadius);
        var box = Box.Around(centre, radius);
        var cells = new List<string>(MostTouched);
        for (var row = Row(box.South); row <= Row(box.North); row++)
        {
            for (var column = Column(box.West); column <= Column(box.East); column++)
            {
                if (Distance.Metres(centre, Nearest(centre, column, row)) <= radius)
                    cells.Add(Name(column, row));
            }
        }

        return cells;
    }

    private static int Column(double longitude) => (int)Math.Floor((longitude + 180) / 360 * Columns);

    private static int Row(double latitude) => (int)Math.Floor((latitude + 90) / 180 * Rows);

    // The place in a cell that is nearest to another place.
    private static GeoPoint Nearest(GeoPoint place, int column, int row) => new(
        Math.Clamp(place.Longitude, (column * 360.0 / Columns) - 180, ((column + 1) * 360.0 / Columns) - 180),
        Math.Clamp(place.Latitude, (row * 180.0 / Rows) - 90, ((row + 1) * 180.0 / Rows) - 90));

    private static string Name(int column, int row)
    {
        // A geohash takes bits of longitude and latitude in turn, longitude first.
        var bits = 0;
        for (var (lon, lat) = (11, 10); lon >= 0; lon--, lat--)
        {
            bits = (bits << 1) | ((column >> lon) & 1);
            if (lat >= 0)
                bits = (bits << 1) | ((row >> lat) & 1);
        }

        return string.Create(6, bits, (name, all) =>
        {
            for (var letter = 0; letter < 4; letter++)
                name[letter] = Letters[(all >> (18 - (5 * letter))) & 31];
            name[4] = '.';
            name[5] = (char)('0' + (all & 7));
        });
    }
}

/// <summary>A box in degrees that holds a circle.</summary>
public readonly record struct Box(double West, double South, double East, double North)
{
    /// <summary>The smallest such box, and a hair more.</summary>
    public static Box Around(GeoPoint centre, double radius)
    {
        var high = radius / Distance.MetresPerDegree * 1.000001;
        var wide = high / Math.Cos((Math.Abs(centre.Latitude) + high) * Math.PI / 180);
        return new Box(centre.Longitude - wide, centre.Latitude - high, centre.Longitude + wide, centre.Latitude + high);
    }

    /// <summary>Whether a place lies in it.</summary>
    public bool Holds(GeoPoint place) =>
        place.Latitude >= South && place.Latitude <= North && place.Longitude >= West && place.Longitude <= East;
}
