using System.Diagnostics;
using System.Net;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace QNom.Platform.Http;

/// <summary>
/// Answers an HTTP request that ended in an exception with <c>application/problem+json</c>. Exceptions of every other
/// trigger pass through untouched: the host must see them, or a failed message would count as done and be lost.
/// </summary>
public sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody reads an answer, and nothing went wrong here.
            context.GetInvocationResult().Value = Results.Empty;
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            var problem = exception as ProblemException ?? Translate(exception, context.FunctionDefinition.Name);
            context.GetInvocationResult().Value = Answer(http, problem, TraceId(context));
        }
    }

    private ProblemException Translate(Exception exception, string function)
    {
        if (TransientDelay(exception) is { } delay)
        {
            Log.Unavailable(logger, function, exception.GetType().Name);
            return Problems.Unavailable(delay);
        }

        Log.Failed(logger, exception, function);
        return Problems.Internal();
    }

    // 429, 503, 408 and 449 of Cosmos DB and 503, 500 and no answer at all of Storage outlive the SDKs' own retries now and then.
    private static TimeSpan? TransientDelay(Exception exception) => exception switch
    {
        CosmosException
        {
            StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.RequestTimeout or (HttpStatusCode)449
        } cosmos => cosmos.RetryAfter ?? TimeSpan.FromSeconds(1),
        CosmosOperationCanceledException => TimeSpan.FromSeconds(1),
        RequestFailedException { Status: 0 or 408 or 429 or 500 or 503 } => TimeSpan.FromSeconds(1),
        HttpRequestException => TimeSpan.FromSeconds(1),
        // What the Storage SDK throws once each of its attempts has failed.
        AggregateException { InnerException: { } first } => TransientDelay(first),
        // Too many wrote one document at once, and this one never came first.
        TimeoutException => TimeSpan.FromSeconds(1),
        _ => null,
    };

    private static IResult Answer(HttpContext http, ProblemException problem, string traceId)
    {
        if (problem.RetryAfter is { } delay)
            http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(delay.TotalSeconds)).ToString(default(IFormatProvider));
        if (problem.Status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "Bearer";
        http.Response.Headers.CacheControl = "no-store";

        return Results.Json(
            ProblemBody.Of(problem, traceId), Json.Documents, ProblemBody.MediaType, problem.Status);
    }

    // The function's own context knows its trace under every host; the current activity is null under the official one.
    private static string TraceId(FunctionContext context) =>
        ActivityContext.TryParse(context.TraceContext.TraceParent, null, out var trace)
            ? trace.TraceId.ToHexString()
            : context.InvocationId;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Function} failed.")]
        public static partial void Failed(ILogger logger, Exception exception, string function);

        [LoggerMessage(2, LogLevel.Warning, "{Function} was answered 503: {Error}.")]
        public static partial void Unavailable(ILogger logger, string function, string error);
    }
}
