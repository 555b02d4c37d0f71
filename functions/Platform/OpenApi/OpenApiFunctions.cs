using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace QNom.Platform.OpenApi;

/// <summary>The triggers of the API's own description.</summary>
public sealed class OpenApiFunctions(ApiDocument document)
{
    /// <summary>Every endpoint, its parameters, bodies, answers and problems, for tools: OpenAPI 3.1.</summary>
    [Function(nameof(GetOpenApi))]
    public IResult GetOpenApi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) => document.Json;

    /// <summary>The same for people, as a page that needs nothing else.</summary>
    [Function(nameof(GetDocs))]
    public IResult GetDocs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs")] HttpRequest request)
    {
        // The page's own policy, in its head, lets its style be; both hold.
        request.HttpContext.Response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'";
        return document.Page;
    }
}
