using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace QNom.Platform.Http;

/// <summary>
/// Headers that every answer has, problems too: what is JSON is never taken for something else, shown in a frame, or asked
/// for without TLS; and pages of an origin that may ask (see the platform's CORS in infra/) may read what they need.
/// </summary>
public sealed class SafetyHeadersMiddleware(Settings settings) : IFunctionsWorkerMiddleware
{
    /// <summary>An answer that is no page may load, run and frame nothing.</summary>
    public const string Policy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>What a page of another origin may read beside the body.</summary>
    public const string Exposed = "Date, ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After";

    // A year, as browsers' preload lists ask; only behind our own front end, which is where TLS ends.
    private const string Transport = "max-age=31536000; includeSubDomains";

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = Policy;
            if (settings.BehindFrontEnd)
                headers.StrictTransportSecurity = Transport;
            if (http.Request.Headers.Origin.Count > 0)
                headers.AccessControlExposeHeaders = Exposed;
        }

        return next(context);
    }
}
