using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace QNom.Platform.Telemetry;

/// <summary>
/// A span and a measurement for each run of a function. A message's run goes on with the trace that the message carries, a
/// request's with the one that the host gives. The outermost middleware, so that all logs of a run bear its trace.
/// </summary>
public sealed class TelemetryMiddleware : IFunctionsWorkerMiddleware
{
    private const string FunctionTag = "faas.name";

    private static readonly Meter Meter = new("QNom.Platform");

    // In seconds, as the conventions ask; from a kept answer to a slow import.
    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "qnom.function.duration", "s", "How long functions ran, by function and how they ended.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });

    private static bool IsHeard => Spans.Source.HasListeners() || Duration.Enabled;

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        !IsHeard ? next(context)
        : context.GetHttpContext() is { } http ? AnswerAsync(context, http, next)
        : RunAsync(context, next);

    private static async Task AnswerAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        var (function, started) = (context.FunctionDefinition.Name, Stopwatch.GetTimestamp());
        RunningFunction.Name = function;
        var span = Spans.Source.StartActivity(function, ActivityKind.Server, Caller(context));
        span?.SetTag(FunctionTag, function).SetTag("http.request.method", http.Request.Method);
        // The result runs after all middleware: only then is the status known.
        http.Response.OnCompleted(() =>
        {
            var (response, outcome) = (http.Response, Outcome(http));
            span?.SetTag("http.response.status_code", response.StatusCode);
            if (outcome == "failed")
                span?.SetStatus(ActivityStatusCode.Error);
            span?.Stop();
            // A stream lasts as long as someone listens, which says nothing of how quick we are.
            if (response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) != true)
                Record(function, started, outcome);
            return Task.CompletedTask;
        });
        await next(context);
    }

    private static async Task RunAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        var (function, started) = (context.FunctionDefinition.Name, Stopwatch.GetTimestamp());
        RunningFunction.Name = function;
        var message = context.BindingContext.BindingData.GetValueOrDefault("QueueTrigger")?.ToString();
        using var span = message is null
            ? Spans.Source.StartActivity(function, ActivityKind.Internal, Caller(context))
            : Spans.Source.StartActivity(
                function, ActivityKind.Consumer, Spans.Parse(MessageTrace.Find(message)) is var carried && carried != default ? carried : Caller(context));
        span?.SetTag(FunctionTag, function);
        try
        {
            await next(context);
            Record(function, started, "done");
        }
        catch (Exception exception)
        {
            // The type alone: a text may quote what somebody sent.
            span?.SetTag("error.type", exception.GetType().Name).SetStatus(ActivityStatusCode.Error);
            Record(function, started, "failed");
            throw;
        }
    }

    private static void Record(string function, long started, string outcome) => Duration.Record(
        Stopwatch.GetElapsedTime(started).TotalSeconds,
        new KeyValuePair<string, object?>("function", function), new KeyValuePair<string, object?>("outcome", outcome));

    private static string Outcome(HttpContext http) => http.Response.StatusCode switch
    {
        >= StatusCodes.Status500InternalServerError => "failed",
        >= StatusCodes.Status400BadRequest => "refused",
        _ => "done",
    };

    // What the host says of the caller. An activity of a web server or host that nobody records is passed over for the one
    // that it goes on from: a trace must not begin with a span that nobody ever sees.
    private static ActivityContext Caller(FunctionContext context) =>
        Activity.Current is { Recorded: false } ambient && ambient.Id == context.TraceContext.TraceParent
            ? new ActivityContext(ambient.TraceId, ambient.ParentSpanId, ActivityTraceFlags.None, isRemote: true)
            : Spans.Parse(context.TraceContext.TraceParent);
}
