using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using QNom.Local.Host.Definitions;
using QNom.Local.Host.Invocation;

namespace QNom.Local.Host.Http;

/// <summary>
/// Runs one HTTP function for a request. The request's own service scope is the run's scope. As in the official
/// worker, a result is executed after all middleware has returned, so middleware may still replace it.
/// </summary>
internal sealed partial class HttpFunctionEndpoint(
    Function function, FunctionExecutionDelegate pipeline, ILogger logger, CancellationToken stopping)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var invocation = new FunctionInvocation(
            function, new HttpInput(http), http.RequestServices, http.RequestAborted, stopping);
        try
        {
            await pipeline(invocation);
            await ExecuteResultAsync(invocation, http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            Log.Aborted(logger, function.Name, invocation.InvocationId);
        }
        catch (Exception e) // the last resort: the app's own middleware normally answers
        {
            Log.Failed(logger, e, function.Name, invocation.InvocationId);
            Fail(http);
        }
    }

    private static Task ExecuteResultAsync(FunctionInvocation invocation, HttpContext http)
    {
        switch (invocation.Result.Value)
        {
            case IActionResult result:
                return result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
            case IResult result:
                return result.ExecuteAsync(http);
            case null:
                return Task.CompletedTask;
            case var other:
                throw new InvalidOperationException($"Middleware set a result of type {other.GetType().Name}, which is no HTTP result.");
        }
    }

    private static void Fail(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Function {Function} failed (invocation {InvocationId})")]
        public static partial void Failed(ILogger logger, Exception exception, string function, string invocationId);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Function {Function}: the caller went away (invocation {InvocationId})")]
        public static partial void Aborted(ILogger logger, string function, string invocationId);
    }
}
