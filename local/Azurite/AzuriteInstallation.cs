using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace QNom.Local.Azurite;

/// <summary>Puts the pinned Azurite into local/Azurite/node_modules on first use.</summary>
/// <remarks>
/// npm works in a folder of its own under local/obj, and the result is moved into place in one step: node_modules is
/// complete or absent, whatever is killed when. A lock file makes processes that start together take turns.
/// </remarks>
internal static class AzuriteInstallation
{
    private const string Stamp = ".qnom-lock-sha256";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static string Folder { get; } = Path.Combine(Checkout.Root, "local", "Azurite");

    private static string Modules { get; } = Path.Combine(Folder, "node_modules");

    public static async Task EnsureAsync(Action<string> progress, CancellationToken ct)
    {
        var wanted = Convert.ToHexString(SHA256.HashData(
            await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"), ct)));
        if (IsInstalled(wanted))
            return;

        var work = Directory.CreateDirectory(Path.Combine(Checkout.Root, "local", "obj")).FullName;
        await using (await FileLock.WaitAsync(Path.Combine(work, "azurite-install.lock"), Patience, ct))
        {
            if (IsInstalled(wanted))
                return;

            progress("Installing Azurite (first run, about 30 s)…");
            await InstallAsync(work, wanted, ct);
        }
    }

    private static bool IsInstalled(string wanted)
    {
        var stamp = Path.Combine(Modules, Stamp);
        return File.Exists(stamp) && File.ReadAllText(stamp) == wanted;
    }

    private static async Task InstallAsync(string work, string wanted, CancellationToken ct)
    {
        RemoveLeftovers(work);
        var staging = Directory.CreateDirectory(Path.Combine(work, $"azurite-{Guid.NewGuid():N}")).FullName;
        foreach (var file in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(Folder, file), Path.Combine(staging, file));

        await RunNpmAsync(staging, ct);

        var staged = Path.Combine(staging, "node_modules");
        await File.WriteAllTextAsync(Path.Combine(staged, Stamp), wanted, ct);
        if (Directory.Exists(Modules))
            Directory.Delete(Modules, recursive: true);
        Directory.Move(staged, Modules);
        Directory.Delete(staging, recursive: true);
    }

    // What an installation left behind when it was killed. Its npm may still be at it; then the next one cleans up.
    private static void RemoveLeftovers(string work)
    {
        foreach (var leftover in Directory.EnumerateDirectories(work, "azurite-*"))
            try
            {
                Directory.Delete(leftover, recursive: true);
            }
            catch (IOException)
            {
                // It is in nobody's way.
            }
    }

    private static async Task RunNpmAsync(string folder, CancellationToken ct)
    {
        // Azurite needs no package's install script, so none is run. Its dependencies' engine warnings are noise.
        var start = new ProcessStartInfo(
            OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
            ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = StartOrExplain(start);
        npm.StandardInput.Close();
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(ct);
            var errors = await npm.StandardError.ReadToEndAsync(ct);
            await npm.WaitForExitAsync(ct);
            if (npm.ExitCode != 0)
                throw new LocalCloudException(
                    $"npm could not install Azurite (exit code {npm.ExitCode}): {errors.Trim()} {await output}".Trim());
        }
        finally
        {
            if (!npm.HasExited)
                npm.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Starts node or npm.</summary>
    /// <exception cref="LocalCloudException">It is not on the PATH.</exception>
    public static Process StartOrExplain(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new LocalCloudException(
                $"Azurite needs Node.js 20 or newer, and '{start.FileName}' did not start: {error.Message}. " +
                "Install Node.js with npm and put both on the PATH.",
                error);
        }
    }
}
