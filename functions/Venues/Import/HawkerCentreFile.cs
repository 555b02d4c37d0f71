using System.Text.Json;
using System.Text.Unicode;

namespace QNom.Venues.Import;

/// <summary>The file is no GeoJSON feature collection at all, so there are no rows to speak of.</summary>
public sealed class NotGeoJsonException(string reason) : Exception(reason);

/// <summary>The National Environment Agency's hawker-centre list, each row checked alone.</summary>
/// <param name="Centres">The rows that obey every rule, in the file's order.</param>
/// <param name="Rejected">The rows that do not, in the file's order.</param>
public sealed record HawkerCentreFile(IReadOnlyList<SiteFacts> Centres, IReadOnlyList<RejectedRow> Rejected)
{
    /// <summary>The most bytes that are read: seventy times the list of 2025-08.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Reads a file; memory is bounded by <see cref="MaxBytes"/>, whatever the stream says.</summary>
    /// <exception cref="NotGeoJsonException">It is too large, not UTF-8, not JSON or not a feature collection.</exception>
    public static async Task<HawkerCentreFile> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        for (int read; (read = await content.ReadAsync(chunk, cancellationToken)) > 0;)
        {
            if (buffer.Length + read > MaxBytes)
                throw new NotGeoJsonException($"The file is larger than {MaxBytes} bytes.");
            buffer.Write(chunk, 0, read);
        }

        return Read(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>Reads a file's bytes.</summary>
    /// <exception cref="NotGeoJsonException">It is not UTF-8, not JSON or not a feature collection.</exception>
    public static HawkerCentreFile Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8))
            throw new NotGeoJsonException("The file is not UTF-8 text.");
        try
        {
            return Select(ReadRows(utf8));
        }
        catch (JsonException exception)
        {
            throw new NotGeoJsonException(
                $"The file is not JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");
        }
    }

    // Walks the collection token by token and builds a tree for one feature at a time.
    private static List<HawkerCentreRow> ReadRows(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw NotACollection();

        var isCollection = false;
        List<HawkerCentreRow>? rows = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type");
            var isFeatures = reader.ValueTextEquals("features");
            reader.Read();
            if (isFeatures && reader.TokenType == JsonTokenType.StartArray && rows is null)
                rows = ReadFeatures(ref reader);
            else if (isType && reader.TokenType == JsonTokenType.String)
                isCollection = reader.ValueTextEquals("FeatureCollection");
            else
                reader.Skip();
        }

        reader.Read(); // Anything but blanks after the collection is an error of the reader's.
        return isCollection && rows is not null ? rows : throw NotACollection();
    }

    private static List<HawkerCentreRow> ReadFeatures(ref Utf8JsonReader reader)
    {
        var rows = new List<HawkerCentreRow>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            using var feature = JsonDocument.ParseValue(ref reader);
            rows.Add(HawkerCentreRow.Read(feature.RootElement, rows.Count));
        }

        return rows;
    }

    private static HawkerCentreFile Select(List<HawkerCentreRow> rows)
    {
        var names = new Dictionary<string, int>();
        var objects = new Dictionary<long, int>();
        for (var index = 0; index < rows.Count; index++)
        {
            var row = rows[index];
            if (row.Facts is null)
                continue;

            // The first of two rows wins, unless it was rejected itself: then the second is the only one.
            var name = PlaceName.Key(row.Facts.Name);
            if (names.TryGetValue(name, out var earlier))
                row.Repeats("NAME", earlier);
            else if (row.ObjectId is { } id && objects.TryGetValue(id, out earlier))
                row.Repeats("OBJECTID", earlier);
            if (row.Facts is null)
                continue;

            names.Add(name, index);
            if (row.ObjectId is { } objectId)
                objects.Add(objectId, index);
        }

        return new HawkerCentreFile(
            [.. rows.Where(row => row.Facts is not null).Select(row => row.Facts!)],
            [.. rows.Index().Where(row => row.Item.Facts is null)
                .Select(row => new RejectedRow(row.Index, row.Item.Name, row.Item.Flaws))]);
    }

    private static NotGeoJsonException NotACollection() =>
        new("The file is not a GeoJSON FeatureCollection with an array of features.");
}
