using System.Globalization;
using System.Text.Json;

namespace QNom.Local.Host.Configuration;

/// <summary>
/// Reads host.json. A setting that is misspelt or out of range in a section that this host honours is an error, since
/// its silent default would differ from Azure; what belongs to other sections is listed as ignored.
/// </summary>
internal static class HostJsonReader
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <exception cref="FunctionHostException">The text is not JSON, or a setting is unknown or out of range.</exception>
    public static HostJson Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return new Reading().Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FunctionHostException($"host.json is not JSON: {e.Message}");
        }
    }

    private sealed class Reading
    {
        private readonly List<string> ignored = [];
        private HostJson result = new();

        public HostJson Read(JsonElement root)
        {
            foreach (var setting in Object(root, "host.json"))
                switch (setting.Name)
                {
                    case "version" when setting.Value.ValueKind == JsonValueKind.String && setting.Value.GetString() == "2.0":
                        break;
                    case "version":
                        throw new FunctionHostException("host.json: version must be \"2.0\".");
                    // What the official host itself tells of a run; here it is the app that tells, under either host.
                    case "telemetryMode" when setting.Value.ValueKind == JsonValueKind.String && setting.Value.GetString() == "OpenTelemetry":
                        break;
                    case "telemetryMode":
                        throw new FunctionHostException("host.json: telemetryMode must be \"OpenTelemetry\".");
                    case "extensions":
                        ReadExtensions(setting.Value);
                        break;
                    case "logging":
                        ReadLogging(setting.Value);
                        break;
                    default:
                        ignored.Add(setting.Name);
                        break;
                }

            return result with { Ignored = ignored };
        }

        private void ReadExtensions(JsonElement extensions)
        {
            foreach (var section in Object(extensions, "extensions"))
                switch (section.Name)
                {
                    case "http":
                        ReadHttp(section.Value);
                        break;
                    case "queues":
                        ReadQueues(section.Value);
                        break;
                    case "blobs":
                        ReadBlobs(section.Value);
                        break;
                    default:
                        ignored.Add($"extensions.{section.Name}");
                        break;
                }
        }

        private void ReadHttp(JsonElement section)
        {
            foreach (var setting in Object(section, "extensions.http"))
                result = setting.Name switch
                {
                    "routePrefix" => result with { RoutePrefix = Text(setting, "extensions.http").Trim('/') },
                    _ => throw Unknown("extensions.http", setting.Name),
                };
        }

        private void ReadQueues(JsonElement section)
        {
            const string path = "extensions.queues";
            var queues = result.Queues;
            var threshold = default(int?);
            foreach (var setting in Object(section, path))
                switch (setting.Name)
                {
                    case "batchSize":
                        queues = queues with { BatchSize = Number(setting, path, 1, 32) };
                        break;
                    case "newBatchThreshold":
                        threshold = Number(setting, path, 0, 1000);
                        break;
                    case "maxDequeueCount":
                        queues = queues with { MaxDequeueCount = Number(setting, path, 1, 1000) };
                        break;
                    case "maxPollingInterval":
                        queues = queues with { MaxPollingInterval = Span(setting, path, TimeSpan.FromMilliseconds(100)) };
                        break;
                    case "visibilityTimeout":
                        queues = queues with { VisibilityTimeout = Span(setting, path, TimeSpan.Zero) };
                        break;
                    case "messageEncoding":
                        queues = queues with { Base64 = Encoding(setting, path) };
                        break;
                    default:
                        throw Unknown(path, setting.Name);
                }

            // Azure Functions: half a batch unless the file says otherwise.
            result = result with { Queues = queues with { NewBatchThreshold = threshold ?? queues.BatchSize / 2 } };
        }

        private void ReadBlobs(JsonElement section)
        {
            const string path = "extensions.blobs";
            foreach (var setting in Object(section, path))
                result = result with
                {
                    Blobs = setting.Name switch
                    {
                        "maxDegreeOfParallelism" => result.Blobs with { MaxDegreeOfParallelism = Number(setting, path, 1, 1000) },
                        "poisonBlobThreshold" => result.Blobs with { PoisonBlobThreshold = Number(setting, path, 1, 1000) },
                        _ => throw Unknown(path, setting.Name),
                    },
                };
        }

        private void ReadLogging(JsonElement section)
        {
            foreach (var setting in Object(section, "logging"))
                if (setting.Name == "logLevel")
                    result = result with
                    {
                        LogLevels = Object(setting.Value, "logging.logLevel")
                            .ToDictionary(level => level.Name, level => Text(level, "logging.logLevel")),
                    };
                else
                    ignored.Add($"logging.{setting.Name}");
        }
    }

    private static JsonElement.ObjectEnumerator Object(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject()
            : throw new FunctionHostException($"host.json: {path} must be an object.");

    private static string Text(JsonProperty setting, string path) =>
        setting.Value.ValueKind == JsonValueKind.String ? setting.Value.GetString()! : throw Invalid(path, setting, "a string");

    private static int Number(JsonProperty setting, string path, int min, int max) =>
        setting.Value.ValueKind == JsonValueKind.Number && setting.Value.TryGetInt32(out var number)
            && number >= min && number <= max
            ? number
            : throw Invalid(path, setting, $"a whole number from {min} to {max}");

    private static TimeSpan Span(JsonProperty setting, string path, TimeSpan min) =>
        TimeSpan.TryParse(Text(setting, path), CultureInfo.InvariantCulture, out var span) && span >= min
            ? span
            : throw Invalid(path, setting, $"a time span (hh:mm:ss) of at least {min}");

    private static bool Encoding(JsonProperty setting, string path) => Text(setting, path).ToLowerInvariant() switch
    {
        "base64" => true,
        "none" => false,
        _ => throw Invalid(path, setting, "\"base64\" or \"none\""),
    };

    private static FunctionHostException Invalid(string path, JsonProperty setting, string expected) =>
        new($"host.json: {path}.{setting.Name} must be {expected}, not {setting.Value.GetRawText()}.");

    private static FunctionHostException Unknown(string path, string name) =>
        new($"host.json: {path}.{name} is misspelt or not supported by this host.");
}
