using System.Globalization;
using System.Text.Json;

namespace QNom.Venues.Import;

/// <summary>
/// Reads one feature of the National Environment Agency's hawker-centre list, by its members' names there. Whatever is
/// wrong is collected and not thrown: one wrong row must not stop the others.
/// </summary>
internal sealed class HawkerCentreRow
{
    private readonly string pointer;
    private readonly List<Flaw> flaws = [];

    private HawkerCentreRow(int index) => pointer = $"/features/{index}";

    /// <summary>The facts; null if the row is rejected.</summary>
    public SiteFacts? Facts { get; private set; }

    /// <summary>The agency's number for the row, unique in one file and not kept from file to file.</summary>
    public long? ObjectId { get; private set; }

    /// <summary>The name, if it can be read.</summary>
    public string? Name { get; private set; }

    /// <summary>What is wrong; empty if the row is accepted.</summary>
    public IReadOnlyList<Flaw> Flaws => flaws;

    /// <summary>Reads a feature.</summary>
    public static HawkerCentreRow Read(JsonElement feature, int index)
    {
        var row = new HawkerCentreRow(index);
        if (feature.ValueKind != JsonValueKind.Object
            || !feature.TryGetProperty("type", out var type) || !IsText(type, "Feature"))
            row.Add("", "must be a GeoJSON feature");
        else
            row.ReadFeature(feature);
        return row;
    }

    private void ReadFeature(JsonElement feature)
    {
        var location = ReadLocation(feature);
        if (!feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            Add("/properties", "must be an object");
            return;
        }

        if (properties.TryGetProperty("OBJECTID", out var id) && id.ValueKind == JsonValueKind.Number
            && id.TryGetInt64(out var number))
            ObjectId = number;

        Name = ReadText(properties, "NAME", PlaceName.Flaw);
        var postalCode = ReadText(properties, "ADDRESSPOSTALCODE", PostalCode.Flaw);
        var street = ReadText(properties, "ADDRESSSTREETNAME", PlaceName.Flaw);
        // A few places have no house number; what is given must still be text.
        var house = IsAbsent(properties, "ADDRESSBLOCKHOUSENUMBER")
            ? ""
            : ReadText(properties, "ADDRESSBLOCKHOUSENUMBER", _ => null);
        var status = ReadText(properties, "STATUS", text => OfficialStatus.Read(text) is null
            ? $"must be one of {string.Join(", ", OfficialStatus.All)}" : null);
        var stalls = ReadStalls(properties);

        if (flaws.Count == 0)
            Facts = new SiteFacts(Name!, postalCode!, $"{house} {Recase(street!)}".Trim(), location!.Value, stalls, status!);
    }

    private GeoPoint? ReadLocation(JsonElement feature)
    {
        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object
            || !geometry.TryGetProperty("type", out var type) || !IsText(type, "Point"))
        {
            Add("/geometry", "must be a GeoJSON point");
            return null;
        }

        // RFC 7946 allows an altitude as the third number.
        if (!geometry.TryGetProperty("coordinates", out var pair) || pair.ValueKind != JsonValueKind.Array
            || pair.GetArrayLength() is < 2 or > 3
            || pair.EnumerateArray().Any(number => number.ValueKind != JsonValueKind.Number))
        {
            Add("/geometry/coordinates", "must be two numbers, longitude and latitude");
            return null;
        }

        var location = new GeoPoint(pair[0].GetDouble(), pair[1].GetDouble());
        if (location.Flaw() is { } flaw)
            Add("/geometry/coordinates", flaw);
        return location.Rounded();
    }

    private int ReadStalls(JsonElement properties)
    {
        const string Member = "NUMBER_OF_COOKED_FOOD_STALLS";
        if (IsAbsent(properties, Member))
            Add($"/properties/{Member}", "is missing");
        else if (properties.GetProperty(Member) is not { ValueKind: JsonValueKind.Number } number)
            Add($"/properties/{Member}", "must be a number");
        else if (number.GetDouble() is var stalls
            && (stalls != Math.Floor(stalls) || stalls is < 0 or > SiteFacts.MaxCookedFoodStalls))
            Add($"/properties/{Member}", $"must be a whole number from 0 to {SiteFacts.MaxCookedFoodStalls}");
        else
            return (int)stalls;
        return 0;
    }

    private string? ReadText(JsonElement properties, string member, Func<string, string?> rule)
    {
        var flaw = IsAbsent(properties, member) ? "is missing" : null;
        string? text = null;
        if (flaw is null && (text = Text(properties.GetProperty(member))) is null)
            flaw = "must be text";
        else if (flaw is null && (text = PlaceName.Tidy(text!)).Length == 0)
            flaw = "is empty";
        flaw ??= rule(text!);

        if (flaw is not null)
            Add($"/properties/{member}", flaw);
        return text;
    }

    private void Add(string member, string reason) => flaws.Add(new Flaw(pointer + member, reason));

    /// <summary>Records that an earlier row says the same.</summary>
    public void Repeats(string member, int earlier)
    {
        Add($"/properties/{member}", $"repeats row {earlier}");
        Facts = null;
    }

    // The list writes a few streets all in capitals.
    private static string Recase(string street) => street.Any(char.IsLower)
        ? street
        : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(street.ToLowerInvariant());

    private static bool IsAbsent(JsonElement parent, string name) =>
        !parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null;

    private static bool IsText(JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    private static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair is well-formed JSON and yet no text.
            return null;
        }
    }
}
