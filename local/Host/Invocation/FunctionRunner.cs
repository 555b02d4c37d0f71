using System.Diagnostics;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QNom.Local.Host.Definitions;

namespace QNom.Local.Host.Invocation;

/// <summary>Runs functions that queues, timers and blobs trigger: a scope and an activity for each run.</summary>
internal sealed partial class FunctionRunner(
    IServiceProvider services, FunctionExecutionDelegate pipeline, ILogger<FunctionRunner> logger, CancellationToken stopping)
{
    /// <summary>Runs the function once.</summary>
    /// <returns>False if it failed, which is logged here.</returns>
    public async Task<bool> RunAsync(Function function, TriggerInput input, CancellationToken cancelled)
    {
        using var activity = new Activity(function.Name).SetIdFormat(ActivityIdFormat.W3C).Start();
        await using var scope = services.CreateAsyncScope();
        var invocation = new FunctionInvocation(function, input, scope.ServiceProvider, cancelled, stopping);
        var started = Stopwatch.GetTimestamp();
        try
        {
            await pipeline(invocation);
            var elapsed = Stopwatch.GetElapsedTime(started);
            Log.Ran(logger, function.Name, invocation.InvocationId, elapsed);
            return true;
        }
        catch (Exception e) // whatever a function throws means the same: its event was not handled
        {
            Log.Failed(logger, e, function.Name, invocation.InvocationId);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Function {Function} ran in {Elapsed} (invocation {InvocationId})")]
        public static partial void Ran(ILogger logger, string function, string invocationId, TimeSpan elapsed);

        [LoggerMessage(Level = LogLevel.Error, Message = "Function {Function} failed (invocation {InvocationId})")]
        public static partial void Failed(ILogger logger, Exception exception, string function, string invocationId);
    }
}
