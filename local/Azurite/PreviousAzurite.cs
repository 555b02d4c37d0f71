using System.Diagnostics;
using System.Globalization;

namespace QNom.Local.Azurite;

/// <summary>The Azurite that may still be saving into a data folder after its parent was killed.</summary>
internal static class PreviousAzurite
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    // Start times are read from a clock that is coarser than a file's.
    private static readonly TimeSpan ClockGrain = TimeSpan.FromSeconds(1);

    /// <summary>Waits until nobody writes to the data folder any more.</summary>
    /// <exception cref="LocalCloudException">Another Azurite keeps running on it.</exception>
    public static async Task WaitForEndAsync(string pidFile, Action<string> progress, CancellationToken ct)
    {
        var waiting = Stopwatch.StartNew();
        for (var first = true; Find(pidFile) is { } pid; first = false)
        {
            if (first)
                progress("Waiting for the previous Azurite to save its data…");
            if (waiting.Elapsed > Patience)
                throw new LocalCloudException(
                    $"Azurite (process {pid}) is still running on {Path.GetDirectoryName(pidFile)}. " +
                    "End the QNom that uses this data folder, or choose another one with --data.");
            await Task.Delay(Poll, ct);
        }
    }

    private static int? Find(string pidFile)
    {
        try
        {
            if (!int.TryParse(File.ReadAllText(pidFile), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
                return null;

            using var process = Process.GetProcessById(pid);
            // Whoever got the number later, started after the file was written.
            var isWriter = process.StartTime.ToUniversalTime() <= File.GetLastWriteTimeUtc(pidFile) + ClockGrain;
            return isWriter && !process.HasExited && !IsZombie(pid) ? pid : null;
        }
        catch (Exception error) when (error is IOException or ArgumentException or InvalidOperationException)
        {
            // No file, or no such process: it has ended.
            return null;
        }
    }

    // A dead process keeps its number until its parent asks for it, and in a container that may be never.
    private static bool IsZombie(int pid) =>
        OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].StartsWith('Z');
}
