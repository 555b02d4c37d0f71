using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using QNom.Platform;
using QNom.Platform.Http;
using QNom.Platform.Identity;

namespace QNom.Operations.Audit;

/// <summary>
/// Writes down what operators change, for every endpoint that asks for an operator, so that none can be forgotten. What
/// cannot be written down beforehand is not done.
/// </summary>
public sealed partial class AuditMiddleware(
    AuditTrail trail, Pseudonyms pseudonyms, TimeProvider time, ILogger<AuditMiddleware> logger) : IFunctionsWorkerMiddleware
{
    // No path of ours is longer; a caller's may be.
    private const int LongestTarget = 200;

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && IsOperatorsChange(http.Request, context.FunctionDefinition.Name)
            ? RecordAsync(context, http.Request, next)
            : next(context);

    private static bool IsOperatorsChange(HttpRequest request, string function) =>
        !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method)
        && EndpointPolicies.For(function).AllowedRoles.Contains(Roles.Operator)
        && Caller.Of(request).Roles.Contains(Roles.Operator);

    private async Task RecordAsync(FunctionContext context, HttpRequest request, FunctionExecutionDelegate next)
    {
        var path = request.Path.Value ?? "";
        var started = new AuditEntry
        {
            Id = NewId(),
            ActionId = Guid.NewGuid().ToString(),
            At = time.GetUtcNow(),
            Operator = pseudonyms.Of(Caller.Of(request)),
            Action = context.FunctionDefinition.Name,
            Target = path.Length > LongestTarget ? path[..LongestTarget] : path,
            Outcome = AuditOutcome.Started,
        };
        await trail.AddAsync(started, request.HttpContext.RequestAborted);
        try
        {
            await next(context);
            await EndAsync(started, AuditOutcome.Done, null);
        }
        catch (Exception exception)
        {
            var problem = exception as ProblemException;
            await EndAsync(
                started,
                problem?.Status < StatusCodes.Status500InternalServerError ? AuditOutcome.Refused : AuditOutcome.Failed,
                problem?.Code ?? exception.GetType().Name);
            throw;
        }
    }

    // Whatever happens here, the action is over, and its answer must say how it ended and not how this did.
    private async Task EndAsync(AuditEntry started, AuditOutcome outcome, string? reason)
    {
        try
        {
            await trail.AddAsync(
                started with { Id = NewId(), At = time.GetUtcNow(), Outcome = outcome, Reason = reason }, CancellationToken.None);
        }
        catch (Exception exception)
        {
            Log.NoEnd(logger, started.ActionId, started.Action, outcome, exception.GetType().Name);
        }
    }

    private string NewId() => $"{NewestFirst.Prefix(time.GetUtcNow())}-{Guid.NewGuid()}";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The end of action {ActionId} ({Action}, {Outcome}) could not be written to the audit trail: {Error}.")]
        public static partial void NoEnd(ILogger logger, string actionId, string action, AuditOutcome outcome, string error);
    }
}
