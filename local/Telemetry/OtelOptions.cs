namespace QNom.Local.Telemetry;

/// <summary>Where traces, metrics and logs go.</summary>
/// <param name="Collector">A collector that takes OTLP over HTTP; null prints them.</param>
public sealed record OtelOptions(Uri? Collector)
{
    /// <summary>Where they are printed, a line of JSON each.</summary>
    public TextWriter Output { get; init; } = Console.Out;
}
