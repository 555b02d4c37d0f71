using QNom.Local.Azurite;
using QNom.Tests.Integration;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace QNom.Tests.Integration;

/// <summary>
/// One in-memory Azurite on free ports for all tests of this assembly. Tests share it, so each takes names of its own
/// for its containers and queues: <see cref="Unique"/>.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? server;

    public AzuriteServer Server => server ?? throw new InvalidOperationException("Azurite has not started yet.");

    public string ConnectionString => Server.ConnectionString;

    /// <summary>A name that no other test uses, fit for containers and queues.</summary>
    public static string Unique(string prefix) => $"{prefix}-{Guid.NewGuid():N}";

    public async ValueTask InitializeAsync() =>
        server = await AzuriteServer.StartAsync(
            new AzuriteOptions { Progress = TestContext.Current.SendDiagnosticMessage });

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
    }
}
