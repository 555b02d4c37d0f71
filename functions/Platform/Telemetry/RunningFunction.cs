namespace QNom.Platform.Telemetry;

/// <summary>Which function this flow of control belongs to, so that what it costs can be told by function.</summary>
internal static class RunningFunction
{
    private static readonly AsyncLocal<string?> Running = new();

    /// <summary>The function's name; null outside of one, and while nobody listens.</summary>
    public static string? Name
    {
        get => Running.Value;
        set => Running.Value = value;
    }
}
