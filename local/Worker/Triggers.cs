namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method as a function and names it.</summary>
/// <param name="name">The function's name, unique in the app.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name.</summary>
    public string Name { get; } = name;
}

/// <summary>What the official host itself asks of an HTTP caller. QNom's own middleware decides instead.</summary>
public enum AuthorizationLevel
{
    /// <summary>No key is asked for.</summary>
    Anonymous = 0,

    /// <summary>A function key is asked for.</summary>
    Function = 2,
}

/// <summary>Runs the function for HTTP requests to a route.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    /// <summary>The level the host asks for.</summary>
    public AuthorizationLevel AuthLevel { get; } = authLevel;

    /// <summary>The HTTP methods, in any case.</summary>
    public string[]? Methods { get; } = methods;

    /// <summary>The route below the prefix of host.json, an ASP.NET Core route pattern; the function's name if null.</summary>
    public string? Route { get; set; }
}

/// <summary>Runs the function for each message of a Storage queue.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    /// <summary>The queue's name, or a <c>%setting%</c>.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting that holds the connection; <c>AzureWebJobsStorage</c> if null.</summary>
    public string? Connection { get; set; }
}

/// <summary>Runs the function on a six-field NCRONTAB schedule, in UTC.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>The schedule, or a <c>%setting%</c>.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether occurrences are recorded, so that a missed one is made up for; never for schedules under a minute.</summary>
    public bool UseMonitor { get; set; } = true;
}

/// <summary>By what the official host finds new blobs.</summary>
public enum BlobTriggerSource
{
    /// <summary>By looking through the container.</summary>
    LogsAndContainerScan = 0,

    /// <summary>By being told.</summary>
    EventGrid = 1,
}

/// <summary>Runs the function for each new or changed blob whose path fits the pattern.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BlobTriggerAttribute(string blobPath) : Attribute
{
    /// <summary>Container and pattern, for example <c>imports/{name}</c>.</summary>
    public string BlobPath { get; } = blobPath;

    /// <summary>By what blobs are found in Azure. The local host looks through the container in either case.</summary>
    public BlobTriggerSource Source { get; set; }

    /// <summary>The setting that holds the connection; <c>AzureWebJobsStorage</c> if null.</summary>
    public string? Connection { get; set; }
}

/// <summary>What a timer function is told about its schedule.</summary>
public sealed class TimerInfo
{
    /// <summary>The last and next occurrence, in UTC.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>True if this run is later than it was due, for example after an outage.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>Occurrences of a timer, in UTC.</summary>
public sealed class ScheduleStatus
{
    /// <summary>The last occurrence that ran.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next occurrence.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was last written.</summary>
    public DateTime LastUpdated { get; set; }
}
