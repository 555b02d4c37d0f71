using System.Diagnostics;
using System.Security.Cryptography;
using QNom.Local;

namespace QNom.Tests.Integration;

/// <summary>
/// A folder of the tests with a <c>package-lock.json</c>: installed on first use, and again when the lock file changes, by
/// one process at a time.
/// </summary>
internal sealed class NodeProject(string folder)
{
    private const string Stamp = ".qnom-lock-sha256";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a script with node, in the folder, and returns what it prints; fails the test if it fails.</summary>
    public async Task<string> RunAsync(string script, params string[] arguments)
    {
        await InstallAsync();
        return await ExecuteAsync("node", [script, .. arguments]);
    }

    private async Task InstallAsync()
    {
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"))));
        // In a folder of build output, which no repository keeps.
        var work = Directory.CreateDirectory(Path.Combine(Checkout.Root, "tests", "Integration", "obj")).FullName;
        await using var turn = await FileLock.WaitAsync(
            Path.Combine(work, $"npm-{Path.GetFileName(Path.GetDirectoryName(folder))}.lock"), Patience, default);
        var stamp = Path.Combine(folder, "node_modules", Stamp);
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
            return;

        // Removes node_modules, and with it the stamp, before it installs.
        await ExecuteAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"]);
        await File.WriteAllTextAsync(stamp, wanted);
    }

    private async Task<string> ExecuteAsync(string command, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await error);
        return output;
    }
}
