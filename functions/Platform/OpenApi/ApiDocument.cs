using System.Text;
using System.Text.Json.Nodes;
using QNom.Platform.Http;
using QNom.Platform.Identity;

namespace QNom.Platform.OpenApi;

/// <summary>The API's description, built once from the functions of this assembly and from what the capabilities say of them.</summary>
public sealed class ApiDocument
{
    /// <summary>For how long a client may go by a copy of the description: a deployment may change it.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <summary>Builds the description.</summary>
    /// <exception cref="InvalidOperationException">Functions and descriptions do not fit together; the message says where.</exception>
    public ApiDocument(IEnumerable<ApiSection> sections)
    {
        Document = Build([.. sections]);
        Json = ConditionalJson.Of(Document, MaxAge);
        Page = new ConditionalContent(Encoding.UTF8.GetBytes(DocsPage.Of(Document)), "text/html; charset=utf-8", MaxAge);
    }

    /// <summary>The OpenAPI 3.1 document.</summary>
    public JsonObject Document { get; }

    /// <summary>The document as it is answered.</summary>
    public ConditionalContent Json { get; }

    /// <summary>The document to read, as it is answered.</summary>
    public ConditionalContent Page { get; }

    private static JsonObject Build(IReadOnlyList<ApiSection> sections)
    {
        var assembly = typeof(ApiDocument).Assembly;
        var comments = DocComments.Of(assembly);
        var schemas = new SchemaCatalogue(sections.SelectMany(section => section.Schemas).ToDictionary(), comments);
        var paths = Paths(sections, HttpFunction.In(assembly), new OperationWriter(schemas, comments));
        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = Info(),
            // Where host.json puts routes; the document stands there, too, so that it holds wherever it is served.
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/api" }),
            ["tags"] = new JsonArray([.. sections.Select(section =>
                new JsonObject { ["name"] = section.Name, ["description"] = section.Summary })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components(),
                ["securitySchemes"] = SecuritySchemes.For(EndpointPolicies.Functions.SelectMany(function => EndpointPolicies.For(function).AllowedRoles)),
            },
        };
    }

    private static JsonObject Info() => new()
    {
        ["title"] = "QNom",
        ["version"] = "1",
        ["description"] =
            "How long the wait is at Singapore's hawker stalls, now and later, how sure that is and where it comes from.\n\n"
            + "JSON in camelCase; times in RFC 3339, UTC; places as GeoJSON points, longitude first. Every error is "
            + "`application/problem+json` (RFC 9457) with a stable `type`. Reads answer `304` to who has the answer already.",
    };

    private static JsonObject Paths(
        IReadOnlyList<ApiSection> sections, IReadOnlyDictionary<string, HttpFunction> functions, OperationWriter writer)
    {
        var described = sections.SelectMany(section => section.Endpoints).Select(endpoint => endpoint.Function).ToList();
        if (functions.Keys.Except(described).FirstOrDefault() is { } forgotten)
            throw new InvalidOperationException($"The HTTP function {forgotten} is in no {nameof(ApiSection)}.");

        var paths = new JsonObject();
        foreach (var section in sections)
        {
            foreach (var endpoint in section.Endpoints)
            {
                var function = functions.GetValueOrDefault(endpoint.Function)
                    ?? throw new InvalidOperationException($"{endpoint.Function} is described and is no HTTP function.");
                if (paths[function.Path] is not JsonObject path)
                    paths[function.Path] = path = [];
                path.Add(function.Verb, writer.Write(function, endpoint, section.Name));
            }
        }

        return paths;
    }
}
