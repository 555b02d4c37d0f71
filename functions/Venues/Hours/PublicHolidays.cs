using System.Globalization;
using System.Text;

namespace QNom.Venues.Hours;

/// <summary>
/// The gazetted public holidays of Singapore, from the table <c>public-holidays.csv</c> that the app carries; a new year is
/// a few lines more in it. A Monday that is a holiday because the day before it is one and a Sunday has a line of its own.
/// A day that is not in the table is not a holiday.
/// </summary>
public static class PublicHolidays
{
    private static readonly Dictionary<DateOnly, string> Days = Parse(ReadText());

    /// <summary>Whether a day is one.</summary>
    public static bool Contains(DateOnly day) => Days.ContainsKey(day);

    /// <summary>All of them, in order.</summary>
    public static IEnumerable<DateOnly> All => Days.Keys.Order();

    /// <summary>Reads a table: comment lines start with #, every other line is a date, a comma and a name.</summary>
    /// <exception cref="InvalidDataException">A line is neither, or a date comes twice.</exception>
    internal static Dictionary<DateOnly, string> Parse(string text)
    {
        var days = new Dictionary<DateOnly, string>();
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.Split(',') is not [var date, { Length: > 0 } name]
                || !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                || !days.TryAdd(day, name))
                throw new InvalidDataException($"The table of public holidays cannot be read at: {line}");
        }

        return days;
    }

    private static string ReadText()
    {
        using var stream = typeof(PublicHolidays).Assembly.GetManifestResourceStream("QNom.Venues.Hours.public-holidays.csv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
