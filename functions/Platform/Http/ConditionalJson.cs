using System.Buffers.Text;
using System.IO.Hashing;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace QNom.Platform.Http;

/// <summary>
/// A JSON answer to a read, with a strong ETag computed from its bytes: 304 without a body when the caller already has
/// exactly this (RFC 9110, section 13).
/// </summary>
public sealed class ConditionalJson : IResult
{
    private readonly byte[] body;
    private readonly EntityTagHeaderValue tag;
    private readonly DateTimeOffset? lastModified;
    private readonly TimeSpan maxAge;

    private ConditionalJson(byte[] body, DateTimeOffset? lastModified, TimeSpan maxAge)
    {
        this.body = body;
        this.lastModified = lastModified;
        this.maxAge = maxAge;
        tag = new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(XxHash128.Hash(body))}\"");
    }

    /// <summary>Makes the answer.</summary>
    /// <param name="value">What is answered.</param>
    /// <param name="maxAge">How long any cache may serve it without asking again; zero means: ask each time.</param>
    /// <param name="lastModified">When it last changed, if that is known.</param>
    public static ConditionalJson Of<T>(T value, TimeSpan maxAge, DateTimeOffset? lastModified = null) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, Json.Responses), lastModified, maxAge);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = lastModified;
        headers.CacheControl = maxAge > TimeSpan.Zero
            ? new CacheControlHeaderValue { Public = true, MaxAge = maxAge }
            : new CacheControlHeaderValue { NoCache = true };

        if (CallerHasIt(httpContext.Request))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private bool CallerHasIt(HttpRequest request)
    {
        if (request.Headers.IfNoneMatch.Count == 0)
            return false;
        foreach (var candidate in request.GetTypedHeaders().IfNoneMatch)
        {
            if (candidate.Equals(EntityTagHeaderValue.Any) || candidate.Compare(tag, useStrongComparison: false))
                return true;
        }

        return false;
    }
}
