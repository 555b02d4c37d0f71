using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace QNom.Platform.OpenApi;

/// <summary>
/// The API document as a page to read: one file, without scripts and without anything from elsewhere. It is made from the
/// document alone, so it cannot say anything else than that.
/// </summary>
internal static class DocsPage
{
    private static readonly string Style = ReadStyle();

    public static string Of(JsonObject document)
    {
        var info = document["info"]!;
        var title = (string)info["title"]! + " API";
        var server = (string)document["servers"]![0]!["url"]!;
        var operations = Operations(document).ToLookup(operation => operation.Tag);
        var html = new XElement("html", new XAttribute("lang", "en"),
            Head(title),
            new XElement("body",
                new XElement("a", new XAttribute("class", "skip"), new XAttribute("href", "#content"), "Skip to the content"),
                Navigation(title, document, operations),
                new XElement("main", new XAttribute("id", "content"),
                    new XElement("header",
                        new XElement("h1", title),
                        Prose.Of((string)info["description"]!),
                        new XElement("p", "For tools: ", new XElement("a", new XAttribute("href", server + "/openapi.json"), "OpenAPI 3.1"), ".")),
                    document["tags"]!.AsArray().Select(tag => Section(tag!, operations, server)),
                    new XElement("section", new XAttribute("id", "shapes"),
                        new XElement("h2", "Shapes"),
                        document["components"]!["schemas"]!.AsObject().Select(DocsSchema.Card)))));
        return "<!DOCTYPE html>\n" + html.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>The id of a tag's section.</summary>
    private static string Anchor(string tag) => tag.ToLowerInvariant().Replace(' ', '-');

    private static IEnumerable<(string Tag, string Verb, string Path, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select ((string)operation.Value!["tags"]![0]!, operation.Key, path.Key, operation.Value.AsObject());

    private static XElement Head(string title) => new("head",
        new XElement("meta", new XAttribute("charset", "utf-8")),
        new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
        new XElement("meta",
            new XAttribute("http-equiv", "Content-Security-Policy"),
            new XAttribute("content", $"default-src 'none'; style-src 'sha256-{Hash(Style)}'; base-uri 'none'; form-action 'none'")),
        new XElement("link", new XAttribute("rel", "icon"), new XAttribute("href", "data:,")),
        new XElement("title", title),
        new XElement("style", Style));

    private static XElement Navigation(
        string title, JsonObject document, ILookup<string, (string Tag, string Verb, string Path, JsonObject Operation)> operations) =>
        new("nav", new XAttribute("aria-label", "Endpoints"),
            new XElement("p", new XAttribute("class", "brand"), title),
            document["tags"]!.AsArray().Select(tag => (string)tag!["name"]!).Select(tag => new XElement("div",
                new XElement("a", new XAttribute("class", "group"), new XAttribute("href", "#" + Anchor(tag)), tag),
                new XElement("ul", operations[tag].Select(operation => new XElement("li",
                    new XElement("a",
                        new XAttribute("href", "#" + (string)operation.Operation["operationId"]!),
                        (string)operation.Operation["summary"]!)))))),
            new XElement("a", new XAttribute("class", "group"), new XAttribute("href", "#shapes"), "Shapes"));

    private static XElement Section(
        JsonNode tag, ILookup<string, (string Tag, string Verb, string Path, JsonObject Operation)> operations, string server)
    {
        var name = (string)tag["name"]!;
        return new XElement("section", new XAttribute("id", Anchor(name)),
            new XElement("h2", name),
            Prose.Of((string)tag["description"]!),
            operations[name].Select(operation => DocsOperation.Article(operation.Verb, server + operation.Path, operation.Operation)));
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string ReadStyle()
    {
        using var stream = typeof(DocsPage).Assembly.GetManifestResourceStream("QNom.Platform.OpenApi.docs.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
