using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using QNom.Venues.Hours;

namespace QNom.Venues.Import;

/// <summary>A row of the closures' file.</summary>
/// <param name="Index">Its place after the header, from 0.</param>
/// <param name="Name">The centre's name; null if the row has none.</param>
/// <param name="PostalCode">The postal code at the end of its address; null if it has none.</param>
/// <param name="Closures">What it says, by their first days.</param>
/// <param name="Flaws">What is wrong with it; empty if all can be read.</param>
internal sealed record ClosureRow(
    int Index, string? Name, string? PostalCode, IReadOnlyList<SiteClosure> Closures, IReadOnlyList<Flaw> Flaws);

/// <summary>The file is no list of closures at all.</summary>
internal sealed class NotClosuresException(string message) : Exception(message);

/// <summary>
/// Reads the National Environment Agency's list of closures: a row per centre with four cleanings and one time of other
/// works, days as d/M/yyyy. <c>NA</c>, <c>nil</c>, <c>TBC</c> and nothing mean that there is none, or none known.
/// </summary>
internal static partial class ClosureFile
{
    /// <summary>A file larger than this is no such list: the list of 2025 has 90 KB.</summary>
    public const int LargestFile = 2 * 1024 * 1024;

    private const int LongestWorks = 5 * 366;

    private static readonly (string Start, string End, string Remarks, ClosureKind Kind)[] Columns =
    [
        .. Enumerable.Range(1, 4).Select(quarter => ($"q{quarter}_cleaningstartdate", $"q{quarter}_cleaningenddate",
            $"remarks_q{quarter}", ClosureKind.Cleaning)),
        ("other_works_startdate", "other_works_enddate", "remarks_other_works", ClosureKind.Works),
    ];

    /// <summary>Reads a file.</summary>
    /// <exception cref="NotClosuresException">It is too large, no text in UTF-8, or lacks a column.</exception>
    public static async Task<IReadOnlyList<ClosureRow>> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        var bytes = new byte[LargestFile + 1];
        var length = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > LargestFile)
            throw new NotClosuresException($"The file is larger than {LargestFile} bytes.");
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, length).TrimStart('\uFEFF');
            return Read(CsvTable.Read(text));
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            throw new NotClosuresException("The file is not comma-separated text in UTF-8.");
        }
    }

    private static List<ClosureRow> Read(IReadOnlyList<IReadOnlyList<string>> table)
    {
        var header = table.Count == 0 ? [] : table[0].Select(name => name.Trim()).ToList();
        var needed = Columns.SelectMany(column => new[] { column.Start, column.End, column.Remarks })
            .Concat(["name", "address_myenv"]);
        if (needed.FirstOrDefault(name => !header.Contains(name)) is { } missing)
            throw new NotClosuresException($"The file has no column {missing}.");
        return [.. table.Skip(1).Index().Select(row => ReadRow(row.Index, row.Item, header))];
    }

    private static ClosureRow ReadRow(int index, IReadOnlyList<string> fields, List<string> header)
    {
        var flaws = new List<Flaw>();
        if (fields.Count != header.Count)
        {
            flaws.Add(new Flaw($"/rows/{index}", $"must have {header.Count} fields and has {fields.Count}"));
            return new ClosureRow(index, null, null, [], flaws);
        }

        var name = PlaceName.Tidy(Field("name"));
        if (PlaceName.Flaw(name) is { } flaw)
            flaws.Add(new Flaw($"/rows/{index}/name", flaw));
        var closures = Columns.Select(Closure).OfType<SiteClosure>().OrderBy(closure => closure.From).ToList();
        return new ClosureRow(
            index, name.Length > 0 ? name : null, PostalCodes().Matches(Field("address_myenv")).LastOrDefault()?.Value, closures, flaws);

        string Field(string column) => fields[header.IndexOf(column)].Trim();

        SiteClosure? Closure((string Start, string End, string Remarks, ClosureKind Kind) column)
        {
            if (IsNothing(Field(column.Start)) && IsNothing(Field(column.End)))
                return null;
            var (from, to) = (Day(column.Start), Day(column.End));
            if (from is null || to is null)
                return null;
            if (to < from || to.Value.DayNumber - from.Value.DayNumber >= LongestWorks)
            {
                flaws.Add(new Flaw($"/rows/{index}/{column.End}", $"must not be before {column.Start}, nor {LongestWorks} days after it"));
                return null;
            }

            var remarks = PlaceName.Tidy(Field(column.Remarks));
            return new SiteClosure(from.Value, to.Value, column.Kind, IsNothing(remarks) ? null : remarks[..Math.Min(remarks.Length, 300)]);
        }

        DateOnly? Day(string column)
        {
            if (DateOnly.TryParseExact(Field(column), "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day.Year is >= 2000 and <= 2100)
                return day;
            flaws.Add(new Flaw($"/rows/{index}/{column}", "must be a day as d/M/yyyy, or NA"));
            return null;
        }
    }

    private static bool IsNothing(string text) => text.ToUpperInvariant() is "" or "NA" or "N.A." or "NIL" or "TBC";

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex PostalCodes();
}
