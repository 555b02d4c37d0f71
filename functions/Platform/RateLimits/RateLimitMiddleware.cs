using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using QNom.Platform.Http;
using QNom.Platform.Identity;

namespace QNom.Platform.RateLimits;

/// <summary>Holds callers, and the addresses of those whom nobody asks who they are, to their limits.</summary>
public sealed class RateLimitMiddleware(RateGuard guard) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            var caller = Caller.Find(http.Request);
            if (RateLimit.Of(context.FunctionDefinition.Name, caller) is { } limit)
            {
                var verdict = await guard.TakeAsync(limit, http.Request, caller, http.RequestAborted);
                var headers = http.Response.Headers;
                headers["RateLimit-Policy"] = verdict.Policy;
                headers["RateLimit"] = verdict.State;
                if (verdict.RetryAfter is { } delay)
                    throw Problems.TooManyRequests(delay);
            }
        }

        await next(context);
    }
}
