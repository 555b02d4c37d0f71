using System.Diagnostics;
using System.Text.RegularExpressions;

namespace QNom.Benchmarks;

/// <summary>
/// The launcher as a process of its own, so that what it takes of the machine is known and it can be killed. Free ports but
/// for the functions', which stay over a restart as the tokens' issuer does.
/// </summary>
internal sealed partial class LauncherRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, Uri> addresses = [];

    private LauncherRun(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
    }

    /// <summary>The functions.</summary>
    public Uri Server => new(addresses["API"].GetLeftPart(UriPartial.Authority));

    /// <summary>The Cosmos DB emulator.</summary>
    public Uri CosmosDb => addresses["Cosmos DB"];

    /// <summary>Starts it on a folder and waits until it answers.</summary>
    public static async Task<LauncherRun> StartAsync(string dataFolder, int port, CancellationToken cancellationToken)
    {
        var run = new LauncherRun(Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "QNom.Local"),
            ["--port", $"{port}", "--cosmos-port", "0", "--azurite-ports", "0,0,0", "--data", dataFolder])
        {
            RedirectStandardOutput = true,
        })!);
        var ended = run.process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(run.ready.Task, ended).WaitAsync(Patience, cancellationToken) == ended)
            throw new InvalidOperationException($"The launcher ended with {run.process.ExitCode} before it was ready.");
        return run;
    }

    /// <summary>What the process has taken so far: processor time, memory in use now, and at most.</summary>
    public (TimeSpan Processor, long Memory, long MostMemory) Usage()
    {
        process.Refresh();
        return (process.TotalProcessorTime, process.WorkingSet64, process.PeakWorkingSet64);
    }

    /// <summary>kill -9: no warning, nothing is finished.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, and waits.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync().WaitAsync(Patience);
        }

        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        if (AddressLine().Match(line) is { Success: true } match)
            addresses[match.Groups[1].Value] = new Uri(match.Groups[2].Value);
        if (line == "QNom is ready")
            ready.TrySetResult();
    }

    [GeneratedRegex(@"^  (\w+(?: \w+)?) +(http\S+)$")]
    private static partial Regex AddressLine();
}
