using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace QNom.Platform.Http;

/// <summary>Where the next page starts, opaque to clients: base64url of a small JSON value.</summary>
public static class Cursor
{
    /// <summary>Writes a cursor.</summary>
    public static string Encode<T>(T position) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(position, Json.Documents));

    /// <summary>Reads the <c>cursor</c> parameter; default if there is none.</summary>
    /// <exception cref="ProblemException">400: it is not one of ours.</exception>
    public static T? Read<T>(HttpRequest request)
    {
        if (request.Query["cursor"] is not [{ Length: > 0 } text])
            return request.Query.ContainsKey("cursor") ? throw Invalid() : default;
        try
        {
            return JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(text), Json.Strict) ?? throw Invalid();
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw Invalid();
        }

        static ProblemException Invalid() => Problems.Invalid("cursor", "is not a cursor of this list");
    }

    /// <summary>Reads the <c>limit</c> parameter.</summary>
    /// <exception cref="ProblemException">400: it is not a whole number from 1 to <paramref name="most"/>.</exception>
    public static int ReadLimit(HttpRequest request, int usual, int most) => request.Query["limit"] switch
    {
        [] => usual,
        [var text] when int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var limit)
            && limit >= 1 && limit <= most => limit,
        _ => throw Problems.Invalid("limit", $"must be a whole number from 1 to {most}"),
    };

    /// <summary>Adds the <c>Link</c> header (RFC 8288) that leads to the next page; the other parameters stay.</summary>
    public static void AddNextLink(HttpRequest request, string cursor)
    {
        var query = QueryHelpers.ParseQuery(request.QueryString.Value);
        query["cursor"] = cursor;
        var path = new StringBuilder(request.PathBase + request.Path).Append(new QueryBuilder(query).ToQueryString());
        request.HttpContext.Response.Headers.Append("Link", $"<{path}>; rel=\"next\"");
    }
}
