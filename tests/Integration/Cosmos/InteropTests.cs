using System.Diagnostics;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>The SDK may plan queries by itself, in native code, instead of asking the gateway; the answers are the same.</summary>
public sealed class InteropTests
{
    [Fact]
    public async Task All_query_facts_hold_when_the_SDK_plans_by_itself()
    {
        // The SDK reads the variable once, so the facts run again in a process of their own.
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[
            Path.Combine(AppContext.BaseDirectory, "QNom.Tests.Integration.dll"),
            "-class", typeof(QueryTests).FullName!, "-class", typeof(AggregateTests).FullName!, "-noColor"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX"] = "true";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Failed: 0", output, StringComparison.Ordinal);
    }
}
