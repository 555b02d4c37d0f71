using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QNom.Venues.Seed;

/// <summary>The table of Singapore's existing hawker centres that the app carries: <c>hawker-centres.csv</c>.</summary>
public static class SeedTable
{
    private const string Header = "name,postal_code,address,latitude,longitude,cooked_food_stalls,official_status";
    private static readonly Lazy<string> Text = new(ReadText);

    /// <summary>Every centre of the table.</summary>
    /// <exception cref="InvalidDataException">A line breaks a rule; the message names it.</exception>
    public static IReadOnlyList<SiteFacts> Centres { get; } = Parse(Text.Value);

    /// <summary>Changes whenever what the seed would write changes.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Text.Value + string.Join('\n', DemonstrationStalls.Dishes))))[..16];

    /// <summary>Reads a table: comment lines, the header, one line per centre; no quoting, so no field holds a comma.</summary>
    public static IReadOnlyList<SiteFacts> Parse(string text)
    {
        var lines = text.Split('\n').Index()
            .Where(line => line.Item.Length > 0 && line.Item[0] != '#')
            .Select(line => (Number: line.Index + 1, Text: line.Item.TrimEnd('\r')))
            .ToList();
        return lines is [{ Text: Header }, .. var rows]
            ? [.. rows.Select(row => ParseRow(row.Number, row.Text))]
            : throw new InvalidDataException($"The seed table must start with the line {Header}");
    }

    private static SiteFacts ParseRow(int line, string text)
    {
        var fields = text.Split(',');
        if (fields is not [var name, var postalCode, var address, var latitude, var longitude, var stalls, var status])
            throw Wrong($"has {fields.Length} fields");

        var facts = new SiteFacts(
            name, postalCode, address, new GeoPoint(Number(longitude), Number(latitude)), (int)Number(stalls), status);
        return (PlaceName.Flaw(name) ?? PostalCode.Flaw(postalCode) ?? facts.Location.Flaw()) is { } flaw
            ? throw Wrong(flaw)
            : OfficialStatus.Read(status) is null ? throw Wrong($"has the unknown status {status}") : facts;

        double Number(string field) => double.TryParse(field, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong($"has {field} where a number must be");

        InvalidDataException Wrong(string reason) => new($"Line {line} of the seed table {reason}.");
    }

    private static string ReadText()
    {
        using var stream = typeof(SeedTable).Assembly.GetManifestResourceStream("QNom.Venues.Seed.hawker-centres.csv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
