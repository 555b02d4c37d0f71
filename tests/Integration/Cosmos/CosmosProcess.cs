using System.Diagnostics;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>The emulator in a process of its own, so that a test can kill it.</summary>
internal sealed class CosmosProcess : IAsyncDisposable
{
    private readonly Process process;

    private CosmosProcess(Process process, string connectionString)
    {
        this.process = process;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public static async Task<CosmosProcess> StartAsync(string databasePath)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "QNom.Tests.CosmosProcess.dll"));
        start.ArgumentList.Add(databasePath);
        start.ArgumentList.Add("0");
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return new(process, line ?? throw new InvalidOperationException("The emulator's process ended before it was ready."));
    }

    /// <summary>SIGKILL: nothing in the process gets to finish.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }
}
