using System.Diagnostics;

namespace QNom.Platform.Telemetry;

/// <summary>
/// The app's spans. Their names and tags are names of functions, queues and containers, and numbers: never an id, an address
/// or a text that somebody sent. While nobody listens, none is made.
/// </summary>
public static class Spans
{
    /// <summary>The name of the source, for exporters.</summary>
    public const string SourceName = "QNom";

    /// <summary>Where spans come from.</summary>
    public static ActivitySource Source { get; } = new(SourceName);

    /// <summary>
    /// What a message or document carries so that whoever takes it up goes on with the same trace: W3C's <c>traceparent</c>,
    /// 55 characters. Null while nobody listens.
    /// </summary>
    public static string? ToCarry => Source.HasListeners() ? Activity.Current?.Id : null;

    /// <summary>Starts a span that goes on with a trace; null if nobody listens.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Its part in the trace.</param>
    /// <param name="carried">What <see cref="ToCarry"/> gave; anything else begins a new trace.</param>
    public static Activity? GoOn(string name, ActivityKind kind, string? carried) =>
        Source.StartActivity(name, kind, Parse(carried));

    /// <summary>The context that a <c>traceparent</c> names; the default one for anything else.</summary>
    public static ActivityContext Parse(string? traceparent) =>
        ActivityContext.TryParse(traceparent, null, isRemote: true, out var context) ? context : default;
}
