using System.Diagnostics;
using QNom.Local.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>The npm package @azure/cosmos, another client than the one the emulator was built for.</summary>
public sealed class NodeTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cosmos", "node");

    [Fact]
    public async Task The_npm_package_works_against_the_emulator()
    {
        await RunAsync("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund");
        await using var emulator = await CosmosEmulator.StartAsync(new());

        var output = await RunAsync("node", "check.mjs", emulator.Endpoint.ToString(), CosmosEmulator.AccountKey);

        Assert.EndsWith("done", output.TrimEnd(), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await error);
        return output;
    }
}
