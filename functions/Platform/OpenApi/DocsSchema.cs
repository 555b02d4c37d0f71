using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace QNom.Platform.OpenApi;

/// <summary>Schemas on the page.</summary>
internal static class DocsSchema
{
    /// <summary>A declared schema with its members.</summary>
    public static XElement Card(KeyValuePair<string, JsonNode?> schema) => new("article",
        new XAttribute("id", Anchor(schema.Key)),
        new XElement("h3", schema.Key),
        schema.Value!["description"] is { } text ? Prose.Of((string)text!) : null,
        schema.Value["properties"] is JsonObject { Count: > 0 } members
            ? new XElement("dl", members.SelectMany(member => Member(member, schema.Value["required"] as JsonArray)))
            : null);

    /// <summary>What a value may be, in a few words: <c>integer, 0 to 180, or null</c>.</summary>
    public static IEnumerable<object> Kind(JsonNode schema)
    {
        if (schema["$ref"] is { } reference)
        {
            var name = ((string)reference!).Split('/')[^1];
            return [new XElement("a", new XAttribute("href", "#" + Anchor(name)), name)];
        }

        if (schema["anyOf"] is JsonArray choices)
            return choices.SelectMany((choice, index) => index == 0 ? Kind(choice!) : Kind(choice!).Prepend(" or "));
        if (schema["allOf"] is JsonArray parts)
            return Kind(parts[0]!);
        if (schema["items"] is { } items)
            return Kind(items).Prepend("array of ").Append(Nullable(schema) ? " or null" : "");
        return [string.Join(", ", Facts(schema))];
    }

    private static IEnumerable<string> Facts(JsonNode schema)
    {
        yield return schema["type"] is JsonArray types
            ? string.Join(" or ", types.Select(type => (string)type!))
            : (string?)schema["type"] ?? "any value";
        if (schema["format"] is { } format)
            yield return (string)format!;
        if (schema["minimum"] is { } least)
            yield return $"{least} to {schema["maximum"]}";
        if (schema["enum"] is JsonArray values)
            yield return "one of " + string.Join(", ", values);
        if (schema["const"] is { } only)
            yield return $"always {only}";
        if (schema["pattern"] is { } pattern)
            yield return $"like {pattern}";
        if (schema["default"] is { } usual)
            yield return $"{usual} if not given";
    }

    private static bool Nullable(JsonNode schema) =>
        schema["type"] is JsonArray types && types.Any(type => (string)type! == "null");

    private static IEnumerable<XElement> Member(KeyValuePair<string, JsonNode?> member, JsonArray? required) =>
    [
        new XElement("dt",
            new XElement("code", member.Key), " ",
            new XElement("span", new XAttribute("class", "kind"),
                Kind(member.Value!),
                required?.Any(name => (string)name! == member.Key) == true ? null : ", may be left out")),
        new XElement("dd", Prose.Inline((string?)member.Value!["description"] ?? "")),
    ];

    private static string Anchor(string schema) => "shape-" + schema;
}
