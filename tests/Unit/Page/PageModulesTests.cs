using System.Diagnostics;
using QNom.Local;

namespace QNom.Tests.Unit.Page;

/// <summary>What the page's modules hold without a browser: each <c>*.test.mjs</c> beside this file names its rules.</summary>
public sealed class PageModulesTests
{
    [Theory]
    [InlineData("day")]
    [InlineData("format")]
    [InlineData("freshness")]
    [InlineData("places")]
    [InlineData("text")]
    public async Task The_page_s_modules_do_what_the_script_says(string script)
    {
        // The page's files have no package.json, which would be one more file to serve: older Nodes must look at the text.
        var start = new ProcessStartInfo("node", ["--experimental-detect-module", "--no-warnings", "--test", $"{script}.test.mjs"])
        {
            WorkingDirectory = Path.Combine(Checkout.Root, "tests", "Unit", "Page"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.True(node.ExitCode == 0, output + await errors);
    }
}
