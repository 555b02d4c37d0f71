using System.Diagnostics;
using QNom.Local;

namespace QNom.Benchmarks.ColdStart;

/// <summary>A published app, to be started again and again.</summary>
internal sealed class PublishedApp(string folder, IReadOnlyDictionary<string, string> settings)
{
    private const string Name = "QNom.Tests.AppProcess";

    /// <summary>Publishes it.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="compiled">Whether to compile it for this kind of machine now (ReadyToRun), and not method by method as it runs.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task PublishAsync(string folder, bool compiled, CancellationToken cancellationToken)
    {
        string[] how =
        [
            "publish", Path.Combine(Checkout.Root, "tests", "AppProcess"), "--configuration", "Release", "--output", folder, "--verbosity", "quiet", "--nologo",
            "--runtime", "linux-x64", "--self-contained", "false", $"-p:PublishReadyToRun={compiled}",
        ];
        // It says what is wrong itself; what it leaves running would keep a pipe of ours open.
        using var publishing = Process.Start("dotnet", how);
        await publishing.WaitForExitAsync(cancellationToken);
        if (publishing.ExitCode != 0)
            throw new InvalidOperationException("The app could not be published.");
    }

    /// <summary>Starts a process and asks it something, then once more.</summary>
    public async Task<Start> StartAsync(string path, CancellationToken cancellationToken)
    {
        var how = new ProcessStartInfo(Path.Combine(folder, Name)) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in settings)
            how.Environment[name] = value;
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(how)!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The app ended before it answered.");
            var listens = Stopwatch.GetElapsedTime(began);
            using var http = new HttpClient { BaseAddress = new Uri(line["answers at ".Length..]) };
            await AskAsync(http, path, cancellationToken);
            var first = Stopwatch.GetElapsedTime(began);
            process.Refresh();
            var processor = process.TotalProcessorTime;
            await process.StandardInput.WriteLineAsync("".AsMemory(), cancellationToken);
            var compiled = (await process.StandardOutput.ReadLineAsync(cancellationToken))!.Split(' ').Select(long.Parse).ToArray();
            var again = Stopwatch.GetTimestamp();
            await AskAsync(http, path, cancellationToken);
            return new Start(listens, first, Stopwatch.GetElapsedTime(again), processor, compiled[0], TimeSpan.FromMilliseconds(compiled[1]));
        }
        finally
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task AskAsync(HttpClient http, string path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(path, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}

/// <summary>How a start went.</summary>
/// <param name="Listens">From the process's start until it listens.</param>
/// <param name="First">From the process's start until the first answer is there: what whoever asked first waits.</param>
/// <param name="Second">How long the same takes once more.</param>
/// <param name="Processor">The processor time until the first answer.</param>
/// <param name="Methods">How many methods had to be compiled until the first answer.</param>
/// <param name="Compiling">For how long, on all threads together.</param>
internal sealed record Start(TimeSpan Listens, TimeSpan First, TimeSpan Second, TimeSpan Processor, long Methods, TimeSpan Compiling);
