using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace QNom.Tests.Integration.Launcher;

/// <summary>The launcher as a child process in a process group of its own, as a terminal would start it.</summary>
internal sealed partial class LauncherProcess : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    // A busy machine may be slow; a test that waits this long has failed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> errors;
    private readonly Task outputEnd;

    private LauncherProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        outputEnd = ReadOutputAsync();
    }

    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "QNom.Local");

    public static IReadOnlyList<string> FreePorts { get; } =
        ["--port", "0", "--cosmos-port", "0", "--azurite-ports", "0,0,0", "--no-seed"];

    public string Output => string.Join('\n', output);

    public Uri Api => Address("API");

    public Uri Issuer => Address("Issuer");

    public Uri Queues => Address("Queues");

    public Uri CosmosDb => Address("Cosmos DB");

    public IEnumerable<Uri> Addresses =>
        [Api, Issuer, CosmosDb, Address("Blobs"), Queues, Address("Tables")];

    /// <summary>Starts it with exactly these arguments.</summary>
    public static LauncherProcess Start(
        IEnumerable<string> arguments, string? currentFolder = null, string? temporaryFolder = null)
    {
        // setsid replaces itself by the launcher, which then leads a session and a group.
        var start = new ProcessStartInfo("setsid", [Executable, .. arguments])
        {
            WorkingDirectory = currentFolder ?? "",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (temporaryFolder is not null)
            start.Environment["TMPDIR"] = temporaryFolder;
        return new LauncherProcess(Process.Start(start)!);
    }

    /// <summary>Starts it on free ports, without a seed, and waits until it is ready.</summary>
    public static async Task<LauncherProcess> StartReadyAsync(params string[] arguments)
    {
        var launcher = Start([.. FreePorts, .. arguments]);
        await launcher.ReadyAsync();
        return launcher;
    }

    public async Task ReadyAsync()
    {
        await Task.WhenAny(ready.Task, outputEnd).WaitAsync(Patience);
        Assert.True(ready.Task.IsCompleted, $"It ended before it was ready: {Output} {(outputEnd.IsCompleted ? await errors : "")}");
    }

    public void Signal(int signal) => Send(process.Id, signal);

    public void SignalGroup(int signal) => Send(-process.Id, signal);

    /// <summary>Sends a signal to a process or, by its negative number, to a process group.</summary>
    public static void Send(int processId, int signal) => Assert.Equal(0, SendSignal(processId, signal));

    public async Task<(int Code, string Errors)> EndAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await errors.WaitAsync(Patience));
    }

    /// <summary>Ends it in order, so that nobody writes to its folder any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Signal(Terminate);
            await EndAsync();
        }

        process.Dispose();
    }

    private async Task ReadOutputAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            output.Enqueue(line);
            if (line == "QNom is ready")
                ready.TrySetResult();
        }
    }

    private Uri Address(string name)
    {
        var line = output.Single(line => AddressLine().Match(line) is { Success: true } match && match.Groups[1].Value == name);
        return new Uri(AddressLine().Match(line).Groups[2].Value);
    }

    [GeneratedRegex(@"^  (\w+(?: \w+)?) +(http\S+)$")]
    private static partial Regex AddressLine();

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);
}
