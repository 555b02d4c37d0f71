using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace QNom.Platform.OpenApi;

/// <summary>One operation on the page.</summary>
internal static class DocsOperation
{
    // Read by people in an element's text, where the writer of the page escapes what HTML needs escaped.
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static XElement Article(string verb, string path, JsonObject operation) => new("article",
        new XAttribute("id", (string)operation["operationId"]!),
        new XElement("h3", (string)operation["summary"]!),
        new XElement("p", new XAttribute("class", "route"),
            new XElement("span", new XAttribute("class", "verb " + verb), verb.ToUpperInvariant()), " ",
            new XElement("code", Breakable(path))),
        Prose.Of((string)operation["description"]!),
        new XElement("p", new XAttribute("class", "who"), Callers(operation["security"]!.AsArray())),
        operation["parameters"] is JsonArray parameters ? Parameters(parameters) : null,
        operation["requestBody"] is { } body ? ContentOf(body["content"]!, "Example body").Prepend(new XElement("h4", "Body")) : null,
        new XElement("h4", "Answers"),
        operation["responses"]!.AsObject().Select(response => Response(response.Key, response.Value!)));

    private static string Callers(JsonArray security) => security.Count == 0
        ? "Anyone may call it, without a token."
        : "Needs " + string.Join(" or ", security.Select(one => one!.AsObject().Single())
            .Select(one => SecuritySchemes.Words(one.Key, (string)one.Value![0]!))) + ".";

    private static IEnumerable<XElement> Parameters(JsonArray parameters) =>
    [
        new XElement("h4", "Parameters"),
        new XElement("dl", parameters.SelectMany(parameter => new[]
        {
            new XElement("dt",
                new XElement("code", (string)parameter!["name"]!), " ",
                new XElement("span", new XAttribute("class", "kind"),
                    $"{(string)parameter["in"]!}, {((bool)parameter["required"]! ? "required" : "optional")}, ",
                    DocsSchema.Kind(parameter["schema"]!))),
            new XElement("dd", Prose.Inline((string)parameter["description"]!),
                parameter["example"] is { } example ? new XNode[] { new XText(" Example: "), new XElement("code", example.ToString()) } : null),
        })),
    ];

    private static XElement Response(string status, JsonNode response) => new("details",
        status[0] == '2' ? new XAttribute("open", "open") : null,
        new XElement("summary",
            new XElement("span", new XAttribute("class", "status s" + status[0]), status), " ",
            Prose.Inline((string)response["description"]!)),
        response["headers"] is JsonObject { Count: > 0 } headers ? Headers(headers) : null,
        response["content"] is { } content ? ContentOf(content, $"Example for {status}") : null);

    private static XElement Headers(JsonObject headers) => new("dl", headers.SelectMany(header => new[]
    {
        new XElement("dt", new XElement("code", header.Key), " ", new XElement("span", new XAttribute("class", "kind"), "header")),
        new XElement("dd", Prose.Inline((string)header.Value!["description"]!), " Example: ",
            new XElement("code", (string)header.Value["example"]!)),
    }));

    private static IEnumerable<XElement> ContentOf(JsonNode content, string label) =>
        content.AsObject().Select(media => MediaOf(media.Key, media.Value!, label));

    private static XElement MediaOf(string mediaType, JsonNode media, string label)
    {
        var examples = media["examples"] is JsonObject several
            ? several.Select(example => example.Value!["value"]!)
            : [media["example"]!];
        return new XElement("div", new XAttribute("class", "content"),
            new XElement("p", new XAttribute("class", "kind"), mediaType, ", ", DocsSchema.Kind(media["schema"]!)),
            // Wide lines scroll by keyboard, too: hence the tab stop, and the name that it is announced by.
            examples.Select(example => new XElement("pre",
                new XAttribute("tabindex", "0"), new XAttribute("role", "region"), new XAttribute("aria-label", label),
                new XElement("code", example is JsonValue value && value.TryGetValue<string>(out var text) ? text : example.ToJsonString(Pretty)))));
    }

    // A long route may be broken after each slash.
    private static IEnumerable<XNode> Breakable(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(part => new XNode[] { new XElement("wbr"), new XText("/" + part) });
}
