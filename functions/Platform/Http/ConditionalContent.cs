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
/// <param name="revision">
/// The revision of what is shown, if it can be changed under <see cref="IfMatch"/>: it leads the tag, so that an editor may
/// send back the tag of any language.
/// </param>
public sealed class ConditionalContent(
    byte[] body, string contentType, TimeSpan maxAge, DateTimeOffset? lastModified = null, long? revision = null) : IResult
{
    // Written once and sent many times: an answer may be kept and given to thousands.
    private readonly string tag = $"\"{(revision is { } number ? IfMatch.Prefix(number) : "")}{Base64Url.EncodeToString(XxHash128.Hash(body))}\"";
    private readonly string cacheControl = CacheControl(maxAge).ToString();
    private readonly string? modified = lastModified is { } at ? HeaderUtilities.FormatDate(at) : null;

    /// <summary>What caches are told.</summary>
    public static CacheControlHeaderValue CacheControl(TimeSpan maxAge) => maxAge > TimeSpan.Zero
        ? new CacheControlHeaderValue { Public = true, MaxAge = maxAge }
        : new CacheControlHeaderValue { NoCache = true };

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = cacheControl;
        if (modified is not null)
            headers.LastModified = modified;

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
        var candidates = request.Headers.IfNoneMatch;
        if (candidates.Count == 0)
            return false;
        // What nearly everyone sends: the one tag they were given.
        if (candidates.Count == 1 && candidates[0] == tag)
            return true;
        var ours = new EntityTagHeaderValue(tag);
        return request.GetTypedHeaders().IfNoneMatch.Any(candidate =>
            candidate.Equals(EntityTagHeaderValue.Any) || candidate.Compare(ours, useStrongComparison: false));
    }
}
