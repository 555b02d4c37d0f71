using System.Globalization;
using System.IO.Compression;

namespace QNom.Accuracy;

/// <summary>One line of a recorded series: a posted wait, or the measured wait of someone who joined then.</summary>
/// <param name="At">Local time.</param>
/// <param name="Actual">Minutes; null in a line with a posted wait.</param>
/// <param name="Posted">Minutes; negative: closed; null in a line with an actual wait.</param>
internal readonly record struct WaitRow(DateTime At, double? Actual, double? Posted);

/// <summary>One venue's recorded waits, in order of time.</summary>
/// <param name="Name">The file's name without its endings.</param>
/// <param name="Rows">What was recorded.</param>
/// <param name="LeftOut">Measured waits that cannot be true: below 0 or above <see cref="LongestMinutes"/> minutes.</param>
internal sealed record WaitSeries(string Name, IReadOnlyList<WaitRow> Rows, int LeftOut)
{
    /// <summary>The longest wait that is taken for a measurement and not for a slip of the pen.</summary>
    public const double LongestMinutes = 300;

    private const string Header = "park_date,wait_datetime,wait_minutes_actual,wait_minutes_posted";
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The files of a folder: *.csv and *.csv.gz, by name.</summary>
    public static IReadOnlyList<string> FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder)
            .Where(file => file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                || file.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)];

    /// <summary>Reads one file.</summary>
    /// <exception cref="InvalidDataException">A line is not of the format; the message says which.</exception>
    public static WaitSeries Read(string file)
    {
        using Stream raw = File.OpenRead(file);
        using var stream = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        var name = Path.GetFileName(file);
        return Read(name[..name.IndexOf(".csv", StringComparison.OrdinalIgnoreCase)], new StreamReader(stream));
    }

    /// <summary>Reads the lines of a file.</summary>
    /// <exception cref="InvalidDataException">A line is not of the format; the message says which.</exception>
    public static WaitSeries Read(string name, TextReader lines)
    {
        if (lines.ReadLine()?.Trim() is var header && header != Header)
            throw new InvalidDataException($"{name}: the first line must be \"{Header}\", not \"{header}\".");
        var rows = new List<WaitRow>();
        var leftOut = 0;
        for (var number = 2; lines.ReadLine() is { } line; number++)
        {
            if (line.AsSpan().Trim().IsEmpty)
                continue;
            if (!TryParse(line.AsSpan().Trim(), out var row))
                throw new InvalidDataException($"{name}, line {number}: \"{line}\" is no row of the format.");
            if (row.Actual is < 0 or > LongestMinutes)
                leftOut++;
            else if (row.Actual is not null || row.Posted is not null)
                rows.Add(row);
        }

        // Stable, so that lines of the same second keep their order in the file.
        return new WaitSeries(name, [.. rows.OrderBy(row => row.At)], leftOut);
    }

    private static bool TryParse(ReadOnlySpan<char> line, out WaitRow row)
    {
        row = default;
        Span<Range> fields = stackalloc Range[5];
        if (line.Split(fields, ',') != 4
            || !DateTime.TryParseExact(line[fields[1]], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            || !TryMinutes(line[fields[2]], out var actual)
            || !TryMinutes(line[fields[3]], out var posted))
            return false;
        row = new WaitRow(at, actual, posted);
        return true;
    }

    private static bool TryMinutes(ReadOnlySpan<char> text, out double? minutes)
    {
        minutes = null;
        if (text.IsEmpty)
            return true;
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        minutes = value;
        return isNumber;
    }
}
