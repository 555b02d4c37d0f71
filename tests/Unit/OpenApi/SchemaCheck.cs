using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace QNom.Tests.OpenApi;

/// <summary>
/// Holds values against the schemas of the API document: the part of JSON Schema 2020-12 that it uses. A keyword outside
/// of that part is refused, never passed over. No library for this restores from every feed; the examples are also held
/// against the schemas by the linter, which brings a validator of its own.
/// </summary>
/// <remarks>Stricter than the standard in one point: a member that an object's schema does not name is an error.</remarks>
internal sealed class SchemaCheck(JsonNode document)
{
    private static readonly HashSet<string> Annotations = ["description", "default"];

    /// <summary>What is wrong, each with the pointer of where; empty if the value is as the schema says.</summary>
    public List<string> Errors(JsonNode? value, JsonNode schema) => [.. Check(value, schema, "")];

    private IEnumerable<string> Check(JsonNode? value, JsonNode schema, string at) =>
        schema.AsObject().SelectMany(keyword => Apply(keyword.Key, keyword.Value!, schema, value, at));

    private IEnumerable<string> Apply(string keyword, JsonNode argument, JsonNode schema, JsonNode? value, string at) => keyword switch
    {
        "$ref" => Check(value, Resolve((string)argument!), at),
        "allOf" => argument.AsArray().SelectMany(part => Check(value, part!, at)),
        "anyOf" => argument.AsArray().Any(part => !Check(value, part!, at).Any()) ? [] : [$"{at}: fits none of {argument.ToJsonString()}"],
        "type" => Unless(argument is JsonArray types ? types.Any(type => Is((string)type!, value)) : Is((string)argument!, value), at, $"is no {argument}"),
        "enum" => Unless(argument.AsArray().Any(one => JsonNode.DeepEquals(one, value)), at, $"is none of {argument.ToJsonString()}"),
        "const" => Unless(JsonNode.DeepEquals(argument, value), at, $"is not {argument}"),
        "minimum" => Unless(Number(value) is not { } number || number >= Number(argument), at, $"is below {argument}"),
        "maximum" => Unless(Number(value) is not { } number || number <= Number(argument), at, $"is above {argument}"),
        "minLength" => Unless(Text(value) is not { } text || text.Length >= Number(argument), at, $"is shorter than {argument}"),
        "pattern" => Unless(Text(value) is not { } text || Regex.IsMatch(text, (string)argument!), at, $"is not like {argument}"),
        "format" => Unless(Text(value) is not { } text || HasFormat((string)argument!, text), at, $"is no {argument}"),
        "minItems" => Unless(value is not JsonArray items || items.Count >= Number(argument), at, $"has fewer than {argument} items"),
        "maxItems" => Unless(value is not JsonArray items || items.Count <= Number(argument), at, $"has more than {argument} items"),
        "prefixItems" => value is JsonArray items ? items.Zip(argument.AsArray()).SelectMany((pair, i) => Check(pair.First, pair.Second!, $"{at}/{i}")) : [],
        "items" => value is JsonArray items ? items.SelectMany((item, i) => Check(item, argument, $"{at}/{i}")) : [],
        "required" => value is JsonObject members
            ? argument.AsArray().Where(name => !members.ContainsKey((string)name!)).Select(name => $"{at}: lacks {name}") : [],
        "properties" => value is JsonObject members ? Members(members, argument.AsObject(), schema, at) : [],
        "additionalProperties" => value is JsonObject members && argument is JsonObject
            ? members.Where(member => schema["properties"]?[member.Key] is null).SelectMany(member => Check(member.Value, argument, $"{at}/{member.Key}")) : [],
        _ when Annotations.Contains(keyword) => [],
        _ => throw new NotSupportedException($"The keyword {keyword} is not understood here."),
    };

    private IEnumerable<string> Members(JsonObject members, JsonObject described, JsonNode schema, string at)
    {
        // A schema without a type adds to another one, which names the rest.
        var closed = schema["type"] is not null && schema["additionalProperties"] is not JsonObject;
        return members.SelectMany(member => described[member.Key] is { } known
            ? Check(member.Value, known, $"{at}/{member.Key}")
            : Unless(!closed, $"{at}/{member.Key}", "is not described"));
    }

    private JsonNode Resolve(string reference) => reference.Split('/').Skip(1).Aggregate(
        document, (node, name) => node[name] ?? throw new InvalidOperationException($"{reference} leads nowhere."));

    private static IEnumerable<string> Unless(bool holds, string at, string message) => holds ? [] : [$"{at}: {message}"];

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number)
            or ("boolean", JsonValueKind.True or JsonValueKind.False)
            or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger(Number(value)!.Value),
        _ => false,
    };

    private static bool HasFormat(string format, string text) => format switch
    {
        "date-time" => Regex.IsMatch(text, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uri" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        _ => throw new NotSupportedException($"The format {format} is not understood here."),
    };

    private static decimal? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number
        ? decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : null;

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? (string)value! : null;
}
