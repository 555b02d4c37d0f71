using System.IO.Hashing;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace QNom.Local.Page;

/// <summary>
/// One file of the page, as a static website serves it: its type, an ETag of its bytes, and headers that let a browser do
/// no more than the page needs. Read for each request, so that a change shows with the next look.
/// </summary>
internal sealed class PageFile(string path, string contentType)
{
    // The page brings all that it shows but photos, which are in Blob Storage on this machine, and speaks to nobody but the API.
    // No style or script stands in markup.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http://127.0.0.1:*; manifest-src 'self'; worker-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Answers a request: 304 if the caller already has exactly this.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var bytes = await File.ReadAllBytesAsync(path, context.RequestAborted);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(XxHash128.Hash(bytes))}\"");
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";

        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
