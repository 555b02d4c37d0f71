using Microsoft.AspNetCore.Http;

namespace QNom.Platform.Http;

/// <summary>A JSON answer that nobody may keep: it is for this caller, or for this moment only.</summary>
public static class UncachedJson
{
    /// <summary>Makes the answer to a request.</summary>
    public static IResult Of<T>(HttpRequest request, T value, int status = StatusCodes.Status200OK)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Json(value, Json.Responses, statusCode: status);
    }
}
