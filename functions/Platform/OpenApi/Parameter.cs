using System.Text.Json.Nodes;
using QNom.Platform.Http;

namespace QNom.Platform.OpenApi;

/// <summary>A parameter of a request.</summary>
/// <param name="In">Where it stands: <c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">What it says.</param>
/// <param name="Schema">What it may be.</param>
/// <param name="Example">A value.</param>
public sealed record Parameter(string In, string Name, string Text, JsonObject Schema, JsonNode? Example)
{
    /// <summary>The <c>If-None-Match</c> header.</summary>
    public static Parameter IfNoneMatch { get; } = new(
        "header", "If-None-Match", "The ETag of what the caller already has; 304 if that is still it.",
        new JsonObject { ["type"] = "string" }, null);

    /// <summary>The <c>If-Match</c> header of a change.</summary>
    public static Parameter IfMatch { get; } = new(
        "header", "If-Match", "The ETag of what is to be changed, as it was read; 428 if it is missing, 412 if it is stale.",
        new JsonObject { ["type"] = "string" }, "\"7-9oYcSbNSLlLpYVZaIWTiSw\"");

    /// <summary>The <c>Accept-Language</c> header.</summary>
    public static Parameter AcceptLanguage { get; } = new(
        "header", "Accept-Language", "The language of names and descriptions: en, zh-Hans, ms or ta. What is not translated is in English.",
        new JsonObject { ["type"] = "string" }, "zh-Hans, en;q=0.5");

    /// <summary>The <c>Idempotency-Key</c> header where it may be left out.</summary>
    public static Parameter OptionalIdempotencyKey { get; } = new(
        "header", "Idempotency-Key",
        "Makes it safe to send again: the same key with the same body is the same request, however often it comes.",
        new JsonObject { ["type"] = "string", ["pattern"] = IdempotencyKey.Pattern }, "6f1c3f0e-6d0b-4c55-9a57-2d5b8f6a7c10");

    /// <summary>The <c>Idempotency-Key</c> header where it must be sent.</summary>
    public static Parameter RequiredIdempotencyKey { get; } = OptionalIdempotencyKey with { Required = true };

    /// <summary>Whether it must be sent; what is in the path always is.</summary>
    public bool Required { get; init; } = In == "path";

    /// <summary>The <c>cursor</c> of a list.</summary>
    public static Parameter PageCursor { get; } = new(
        "query", "cursor", "Where the page starts, from the Link header of the page before; opaque.",
        new JsonObject { ["type"] = "string", ["minLength"] = 1 }, null);

    /// <summary>The <c>limit</c> of a list.</summary>
    public static Parameter PageLimit(int usual, int most)
    {
        var schema = Whole(1, most);
        schema["default"] = usual;
        return new Parameter("query", "limit", "How many to a page.", schema, null);
    }

    /// <summary>An id in the route, as <see cref="RouteValue.Id"/> reads it.</summary>
    public static Parameter Id(string name, string text, string example) => new(
        "path", name, text, new JsonObject { ["type"] = "string", ["pattern"] = RouteValue.IdPattern }, example);

    /// <summary>A whole number in the query.</summary>
    public static Parameter WholeInQuery(string name, string text, int from, int to, int example) =>
        new("query", name, text, Whole(from, to), example);

    /// <summary>One of the values of an enumeration, in the query.</summary>
    public static Parameter OneOfInQuery<T>(string name, string text, T example)
        where T : struct, Enum => new(
        "query", name, text,
        new JsonObject
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. Enum.GetValues<T>().Select(value => (JsonNode)Spelling(value))]),
        },
        Spelling(example));

    private static string Spelling<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonSerializer.SerializeToElement(value, Json.Responses).GetString()!;

    private static JsonObject Whole(int from, int to) =>
        new() { ["type"] = "integer", ["minimum"] = from, ["maximum"] = to };
}
