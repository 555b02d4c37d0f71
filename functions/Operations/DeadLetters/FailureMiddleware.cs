using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace QNom.Operations.DeadLetters;

/// <summary>
/// Remembers why an attempt at a message or a dropped file failed, for the poison function to find: hosts move the message
/// and say nothing. The exception goes on to the host in any case.
/// </summary>
public sealed partial class FailureMiddleware(FailureStore failures, TimeProvider time, ILogger<FailureMiddleware> logger)
    : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is null && FailureKey.For(context) is { } key
            ? RunAsync(context, key, next)
            : next(context);

    private async Task RunAsync(FunctionContext context, FailureKey key, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            // Every failure and not only the last: how many attempts there are is the host's business, and a process that
            // dies during the last one leaves the reason of the one before.
            await RecordAsync(context, key, exception);
            throw;
        }

        if (FailureKey.Attempt(context.BindingContext.BindingData) is null or > 1)
            await ForgetAsync(context, key);
    }

    private async Task RecordAsync(FunctionContext context, FailureKey key, Exception exception)
    {
        var values = context.BindingContext.BindingData;
        var failure = Failure.Of(exception, context.FunctionDefinition.Name, time.GetUtcNow()) with
        {
            MessageId = FailureKey.Text(values, "Id") is { Length: > 0 } id ? id : null,
            EnqueuedAt = FailureKey.EnqueuedAt(values),
            Attempt = FailureKey.Attempt(values),
        };
        try
        {
            await failures.RecordAsync(key, failure, context.CancellationToken);
        }
        catch (Exception unrecorded)
        {
            // What the function threw matters more; the dead letter will lack its reason.
            Log.NotRecorded(logger, failure.Function, failure.Type, unrecorded.GetType().Name);
        }
    }

    private async Task ForgetAsync(FunctionContext context, FailureKey key)
    {
        try
        {
            await failures.ForgetAsync(key.Name, context.CancellationToken);
        }
        catch (Exception exception)
        {
            // The message is done and must not run again for this. A record too many is some hundred bytes.
            Log.NotForgotten(logger, context.FunctionDefinition.Name, exception.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "That {Function} failed with {Type} could not be recorded: {Error}.")]
        public static partial void NotRecorded(ILogger logger, string function, string type, string error);

        [LoggerMessage(2, LogLevel.Warning, "An earlier failure of {Function} could not be forgotten: {Error}.")]
        public static partial void NotForgotten(ILogger logger, string function, string error);
    }
}
