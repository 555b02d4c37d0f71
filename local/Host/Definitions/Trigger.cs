using System.Text.RegularExpressions;
using QNom.Local.Host.Blobs;
using QNom.Local.Host.Timers;

namespace QNom.Local.Host.Definitions;

/// <summary>What starts a function: the parameter that carries the trigger, and its kind.</summary>
internal abstract record Trigger(string Parameter)
{
    /// <summary>The kind, in the official host's words.</summary>
    public abstract string BindingType { get; }

    /// <summary>Types that the trigger's parameter may have.</summary>
    public abstract IReadOnlyList<Type> ParameterTypes { get; }

    /// <summary>Names that a string parameter may have, to be given the binding value of that name.</summary>
    public abstract IReadOnlyCollection<string> BindingNames { get; }
}

/// <summary>A route below the prefix of host.json. Without methods, every method runs the function.</summary>
internal sealed partial record HttpTrigger(
    string Parameter, string Route, IReadOnlyList<string> Methods, IReadOnlyCollection<string> RouteParameters) : Trigger(Parameter)
{
    // The route without the names of its parameters: two routes of one shape take the same paths.
    private string Shape => ParameterName().Replace(Route.Trim('/'), "{");

    public override string BindingType => "httpTrigger";

    public override IReadOnlyList<Type> ParameterTypes => [typeof(Microsoft.AspNetCore.Http.HttpRequest)];

    public override IReadOnlyCollection<string> BindingNames => RouteParameters;

    /// <summary>Whether there are requests that both take.</summary>
    public bool Overlaps(HttpTrigger other) =>
        Shape.Equals(other.Shape, StringComparison.OrdinalIgnoreCase)
        && (Methods.Count == 0 || other.Methods.Count == 0 || Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any());

    [GeneratedRegex(@"(?<!\{)\{\w+")]
    private static partial Regex ParameterName();
}

/// <summary>A Storage queue; <paramref name="Connection"/> names the setting with the connection string.</summary>
internal sealed record QueueTrigger(string Parameter, string Queue, string Connection) : Trigger(Parameter)
{
    public override string BindingType => "queueTrigger";

    public override IReadOnlyList<Type> ParameterTypes =>
        [typeof(string), typeof(BinaryData), typeof(Azure.Storage.Queues.Models.QueueMessage)];

    public override IReadOnlyCollection<string> BindingNames =>
        ["QueueTrigger", "DequeueCount", "Id", "InsertionTime", "ExpirationTime", "NextVisibleTime", "PopReceipt"];
}

/// <summary>A six-field NCRONTAB schedule in UTC.</summary>
internal sealed record TimerTrigger(string Parameter, TimerSchedule Schedule, bool UseMonitor) : Trigger(Parameter)
{
    public override string BindingType => "timerTrigger";

    public override IReadOnlyList<Type> ParameterTypes => [typeof(Microsoft.Azure.Functions.Worker.TimerInfo)];

    public override IReadOnlyCollection<string> BindingNames => ["TimerTrigger"];
}

/// <summary>New and changed blobs of a container whose names fit a pattern.</summary>
internal sealed record BlobTrigger(string Parameter, BlobPathPattern Path, string Connection) : Trigger(Parameter)
{
    public override string BindingType => "blobTrigger";

    public override IReadOnlyList<Type> ParameterTypes =>
        [typeof(string), typeof(Stream), typeof(Azure.Storage.Blobs.BlobClient)];

    public override IReadOnlyCollection<string> BindingNames =>
        [.. Path.Names, "BlobTrigger", "Uri", "Properties", "Metadata"];
}
