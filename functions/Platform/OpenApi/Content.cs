using System.Text.Json;
using System.Text.Json.Nodes;

namespace QNom.Platform.OpenApi;

/// <summary>What a request or an answer contains.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Schema">Finds its schema.</param>
/// <param name="Example">An example, as it travels; a test holds it against the schema.</param>
public sealed record Content(string MediaType, Func<SchemaCatalogue, JsonObject> Schema, JsonNode Example)
{
    /// <summary>JSON that we write.</summary>
    public static Content Written<T>(T example) =>
        new("application/json", schemas => schemas.Written(typeof(T)), JsonSerializer.SerializeToNode(example, Json.Responses)!);

    /// <summary>JSON that we read.</summary>
    public static Content Read<T>(T example) =>
        new("application/json", schemas => schemas.Read(typeof(T)), JsonSerializer.SerializeToNode(example, Json.Strict)!);

    /// <summary>JSON whose shape is described elsewhere.</summary>
    public static Content AnyObject(JsonObject example) =>
        new("application/json", _ => new JsonObject { ["type"] = "object" }, example);

    /// <summary>A text of another kind than JSON.</summary>
    public static Content Text(string mediaType, string example) =>
        new(mediaType, _ => new JsonObject { ["type"] = "string" }, JsonValue.Create(example));
}
