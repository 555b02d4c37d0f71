using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace QNom.Local.Azurite;

/// <summary>What Azurite prints: its process, its addresses, its errors; the end of it is the end of Azurite.</summary>
internal sealed partial class AzuriteOutput
{
    private static readonly string[] Services = ["Blob", "Queue", "Table"];
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, string> addresses = new();

    public AzuriteOutput(Process process) => Ended = ReadAsync(process.StandardOutput, process.StandardError);

    public int ProcessId { get; private set; }

    public IReadOnlyDictionary<string, string> Addresses => addresses;

    public Task Listening => listening.Task;

    /// <summary>The last lines of Azurite's standard error.</summary>
    public Task<string> Ended { get; }

    private async Task<string> ReadAsync(StreamReader output, StreamReader errors)
    {
        var lastErrors = ReadLastAsync(errors);
        while (await output.ReadLineAsync() is { } line)
        {
            if (Pid().Match(line) is { Success: true } pid)
                ProcessId = int.Parse(pid.Groups[1].Value, CultureInfo.InvariantCulture);
            if (Address().Match(line) is { Success: true } service)
                addresses[service.Groups[1].Value] = service.Groups[2].Value;
            if (Services.All(addresses.ContainsKey))
                listening.TrySetResult();
        }

        return await lastErrors;
    }

    private static async Task<string> ReadLastAsync(StreamReader errors)
    {
        const int kept = 5;
        var lines = new Queue<string>();
        while (await errors.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
            if (lines.Count > kept)
                lines.Dequeue();
        }

        return string.Join(Environment.NewLine, lines);
    }

    [GeneratedRegex(@"^pid (\d+)$")]
    private static partial Regex Pid();

    [GeneratedRegex(@"^Azurite (\w+) service is successfully listening at (\S+)$")]
    private static partial Regex Address();
}
