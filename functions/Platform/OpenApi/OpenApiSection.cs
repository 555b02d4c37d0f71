namespace QNom.Platform.OpenApi;

/// <summary>What the API document says of itself.</summary>
internal static class OpenApiSection
{
    public static ApiSection Section { get; } = new("Description", "This description, for tools and for people.",
    [
        new Endpoint(nameof(OpenApiFunctions.GetOpenApi), "The API as an OpenAPI document")
        {
            Answer = Answer.Read(
                "The document.",
                Content.AnyObject(new() { ["openapi"] = "3.1.1", ["info"] = new System.Text.Json.Nodes.JsonObject { ["title"] = "QNom" } }),
                ApiDocument.MaxAge),
        },
        new Endpoint(nameof(OpenApiFunctions.GetDocs), "The API as a page")
        {
            Answer = Answer.Read("The page.", Content.Text("text/html", "<!DOCTYPE html><html>…</html>"), ApiDocument.MaxAge),
        },
    ]);
}
