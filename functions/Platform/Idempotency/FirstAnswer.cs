using Microsoft.AspNetCore.Http;

namespace QNom.Platform.Idempotency;

/// <summary>What a request is answered with, the first time and every time it is sent again under its key.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Body">The JSON body as it travels.</param>
/// <param name="Location">The <c>Location</c> header, if something was created.</param>
public sealed record FirstAnswer(int Status, string Body, string? Location)
{
    /// <summary>201 with what was created, and where it is.</summary>
    public static FirstAnswer Created<T>(string location, T value) => new(
        StatusCodes.Status201Created, System.Text.Json.JsonSerializer.Serialize(value, Json.Responses), location);

    /// <summary>The answer, for this caller only.</summary>
    internal IResult ToResult(HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        if (Location is not null)
            headers.Location = Location;
        return Results.Content(Body, "application/json; charset=utf-8", statusCode: Status);
    }
}

/// <summary>Under which names a request has its effect, the same however often it runs.</summary>
/// <param name="Id">32 lower-case hexadecimal digits, from endpoint, caller and key: what is created is named by it.</param>
/// <param name="Nonce">256 random bits, known as long as the key is: what must be a secret is derived from it.</param>
public sealed record Effect(string Id, byte[] Nonce);
