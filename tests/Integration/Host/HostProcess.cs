using System.Collections.Concurrent;
using System.Diagnostics;

namespace QNom.Tests.Integration.Host;

/// <summary>The host of tests/HostApp in a process of its own.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly Process process;

    public HostProcess(string storage, string name)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "QNom.Tests.HostApp.dll")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["AzureWebJobsStorage"] = storage, ["name"] = name },
        };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "end");
        process.BeginOutputReadLine();
    }

    public int Count(string line) => lines.Count(seen => seen == line);

    public Task SaidAsync(string line, int times = 1) => Probe.UntilAsync(
        () => Count(line) >= times, $"'{line}' was expected {times} times, but the process said: {string.Join(" | ", lines)}");

    /// <summary>Ends the process as <c>kill -9</c> does: it gets no chance to give anything back.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
