using System.Buffers.Text;
using System.IO.Hashing;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace QNom.Platform.Http;

/// <summary>
/// An answer to a read, with a strong ETag computed from its bytes: 304 without a body when the caller already has exactly
/// this (RFC 9110, section 13).
/// </summary>
/// <param name="body">What is answered.</param>
/// <param name="contentType">Its type.</param>
/// <param name="maxAge">How long any cache may serve it without asking again; zero means: ask each time.</param>
/// <param name="lastModified">When it last changed, if that is known.</param>
public sealed class ConditionalContent(
    byte[] body, string contentType, TimeSpan maxAge, DateTimeOffset? lastModified = null) : IResult
{
    private readonly EntityTagHeaderValue tag = new($"\"{Base64Url.EncodeToString(XxHash128.Hash(body))}\"");

    /// <summary>What caches are told.</summary>
    public static CacheControlHeaderValue CacheControl(TimeSpan maxAge) => maxAge > TimeSpan.Zero
        ? new CacheControlHeaderValue { Public = true, MaxAge = maxAge }
        : new CacheControlHeaderValue { NoCache = true };

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = lastModified;
        headers.CacheControl = CacheControl(maxAge);

        if (CallerHasIt(httpContext.Request))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        httpContext.Response.ContentType = contentType;
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
