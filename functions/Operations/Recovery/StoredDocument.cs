using System.Text.Json;
using System.Text.Json.Nodes;

namespace QNom.Operations.Recovery;

/// <summary>
/// A document in a backup: as it is stored, but for what the service itself adds; of that only the time of the last change
/// stays, since lives are counted from it.
/// </summary>
internal static class StoredDocument
{
    /// <summary>The member with the time of the last change, seconds since 1970.</summary>
    public const string ChangedAt = "_ts";

    private const string Life = "ttl";

    private static readonly HashSet<string> OfTheService = ["_rid", "_self", "_etag", "_attachments", "_lsn", "_metadata"];

    /// <summary>Writes a document as a backup keeps it.</summary>
    public static void Write(Utf8JsonWriter writer, JsonElement document)
    {
        writer.WriteStartObject();
        foreach (var member in document.EnumerateObject().Where(member => !OfTheService.Contains(member.Name)))
            member.WriteTo(writer);
        writer.WriteEndObject();
    }

    /// <summary>
    /// A line of a backup as a document to store: its life, if it has one, is what is left of it, since the service counts
    /// from the write. Null if nothing is left.
    /// </summary>
    /// <exception cref="InvalidDataException">It is no document.</exception>
    public static JsonObject? Read(string line, DateTimeOffset now)
    {
        var document = JsonNode.Parse(line) as JsonObject ?? throw new InvalidDataException("A line of a backup is no document.");
        if (document[ChangedAt] is not JsonValue at || !at.TryGetValue(out long changed))
            throw new InvalidDataException("A document of a backup does not say when it changed.");
        document.Remove(ChangedAt);
        if (document[Life] is not JsonValue life || !life.TryGetValue(out long seconds) || seconds < 0)
            return document;
        var left = changed + seconds - now.ToUnixTimeSeconds();
        if (left <= 0)
            return null;
        document[Life] = left;
        return document;
    }
}
