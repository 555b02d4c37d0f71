using QNom.Local;
using QNom.Local.Cosmos;

namespace QNom.Tests.Integration.Cosmos;

/// <summary>The npm package @azure/cosmos, another client than the one the emulator was built for.</summary>
public sealed class NodeTests
{
    [Fact]
    public async Task The_npm_package_works_against_the_emulator()
    {
        var client = new NodeProject(Path.Combine(Checkout.Root, "tests", "Integration", "Cosmos", "node"));
        await using var emulator = await CosmosEmulator.StartAsync(new());

        var output = await client.RunAsync("check.mjs", emulator.Endpoint.ToString(), CosmosEmulator.AccountKey);

        Assert.EndsWith("done", output.TrimEnd(), StringComparison.Ordinal);
    }
}
