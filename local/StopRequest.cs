using System.Runtime.InteropServices;

namespace QNom.Local;

/// <summary>
/// Whoever wants this process to end in order: Ctrl-C, SIGTERM, a terminal that closes, or the death of the parent, which
/// nobody announces.
/// </summary>
public sealed class StopRequest : IDisposable
{
    private static readonly TimeSpan ParentPoll = TimeSpan.FromMilliseconds(500);

    // Not disposed: a signal may still be on its way when the program ends.
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] signals;
    private readonly Timer? parentWatch;

    /// <summary>Begins to listen.</summary>
    public StopRequest()
    {
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnCtrlC),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
        ];

        // Windows ends nothing with its parent, and a console that closes there raises SIGHUP.
        if (OperatingSystem.IsWindows())
            return;
        var parent = ParentProcessId();
        parentWatch = new Timer(
            _ =>
            {
                if (ParentProcessId() != parent)
                    source.Cancel();
            },
            null, ParentPoll, ParentPoll);
    }

    /// <summary>Cancelled once somebody asked.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        parentWatch?.Dispose();
        foreach (var signal in signals)
            signal.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        source.Cancel();
    }

    // Whoever presses it twice does not want to wait. A second SIGTERM means nothing: `dotnet run` passes its own on.
    private void OnCtrlC(PosixSignalContext context)
    {
        context.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }

    [DllImport("libc", EntryPoint = "getppid")]
    private static extern int ParentProcessId();
}
