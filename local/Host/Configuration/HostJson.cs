namespace QNom.Local.Host.Configuration;

/// <summary>The part of host.json that this host honours, with the defaults of Azure Functions 4.</summary>
internal sealed record HostJson
{
    public string RoutePrefix { get; init; } = "api";

    public QueueSettings Queues { get; init; } = new();

    public BlobSettings Blobs { get; init; } = new();

    /// <summary>Log levels by category; <c>default</c> for the rest.</summary>
    public IReadOnlyDictionary<string, string> LogLevels { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings that Azure Functions would honour and this host leaves alone, each with its path.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];
}

/// <summary><c>extensions.queues</c> of host.json.</summary>
internal sealed record QueueSettings
{
    /// <summary>Messages per request, 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>The next batch is asked for once no more than this many messages are in work.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    /// <summary>Attempts before a message goes to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The pause before a failed message is tried again.</summary>
    public TimeSpan VisibilityTimeout { get; init; }

    /// <summary>Whether a message's text is base64 of its body, or the body itself.</summary>
    public bool Base64 { get; init; } = true;
}

/// <summary><c>extensions.blobs</c> of host.json.</summary>
internal sealed record BlobSettings
{
    /// <summary>Blobs in work at once, per function.</summary>
    public int MaxDegreeOfParallelism { get; init; } = 8 * Environment.ProcessorCount;

    /// <summary>Attempts before a blob is reported on <c>webjobs-blobtrigger-poison</c>.</summary>
    public int PoisonBlobThreshold { get; init; } = 5;
}
