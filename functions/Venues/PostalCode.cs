namespace QNom.Venues;

/// <summary>
/// Singapore's postal codes: six digits, one per building. The first two are the sector; every sector lies in one of the
/// 28 postal districts that people use to say where something is.
/// </summary>
/// <remarks>Sectors and districts: Urban Redevelopment Authority, "List of Postal Districts". There is no sector 74.</remarks>
public static class PostalCode
{
    /// <summary>District number and its sectors; 81 sectors in all.</summary>
    private static readonly (int District, string Sectors)[] Districts =
    [
        (1, "01 02 03 04 05 06"), (2, "07 08"), (3, "14 15 16"), (4, "09 10"), (5, "11 12 13"), (6, "17"),
        (7, "18 19"), (8, "20 21"), (9, "22 23"), (10, "24 25 26 27"), (11, "28 29 30"), (12, "31 32 33"),
        (13, "34 35 36 37"), (14, "38 39 40 41"), (15, "42 43 44 45"), (16, "46 47 48"), (17, "49 50 81"),
        (18, "51 52"), (19, "53 54 55 82"), (20, "56 57"), (21, "58 59"), (22, "60 61 62 63 64"),
        (23, "65 66 67 68"), (24, "69 70 71"), (25, "72 73"), (26, "77 78"), (27, "75 76"), (28, "79 80"),
    ];

    /// <summary>The number of postal districts; they are numbered from 1.</summary>
    public const int DistrictCount = 28;

    private static readonly Dictionary<string, int> DistrictBySector = Districts
        .SelectMany(row => row.Sectors.Split(' ').Select(sector => (sector, row.District)))
        .ToDictionary(pair => pair.sector, pair => pair.District);

    /// <summary>Every sector, as two digits.</summary>
    internal static IReadOnlyCollection<string> Sectors => DistrictBySector.Keys;

    /// <summary>What is wrong with a text as a postal code, as the end of a sentence; null if nothing is.</summary>
    public static string? Flaw(string text)
    {
        if (text.Length == 0 || !text.All(char.IsAsciiDigit))
            return "must be six digits";
        if (text.Length == 5 && DistrictBySector.ContainsKey("0" + text[..1]))
            return $"has five digits; a leading zero may have been lost (0{text})";
        if (text.Length != 6)
            return $"must be six digits and has {text.Length}";
        return DistrictBySector.ContainsKey(text[..2]) ? null : $"starts with {text[..2]}, which is no postal sector";
    }

    /// <summary>The postal district, 1 to 28.</summary>
    /// <exception cref="ArgumentException">The text is no postal code.</exception>
    public static int District(string postalCode) => Flaw(postalCode) is { } flaw
        ? throw new ArgumentException($"The postal code {flaw}.", nameof(postalCode))
        : DistrictBySector[postalCode[..2]];
}
