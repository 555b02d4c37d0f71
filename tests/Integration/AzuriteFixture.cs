using QNom.Local.Azurite;
using QNom.Tests.Integration;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace QNom.Tests.Integration;

/// <summary>
/// One in-memory Azurite on free ports for all tests of this assembly. Tests share it, so each takes names of its own
/// for its containers and queues: <see cref="Unique"/>; where names are given, an account: <see cref="TakeAccount"/>.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    // More than there are tests that take one.
    private static readonly string[] Accounts = [.. Enumerable.Range(1, 200).Select(i => $"testaccount{i}")];

    private AzuriteServer? server;
    private int accountsTaken;

    public AzuriteServer Server => server ?? throw new InvalidOperationException("Azurite has not started yet.");

    public string ConnectionString => Server.ConnectionString;

    /// <summary>A storage account that no other test uses, empty.</summary>
    public string TakeAccount() => Server.ConnectionStringOf(Accounts[Interlocked.Increment(ref accountsTaken) - 1]);

    /// <summary>A name that no other test uses, fit for containers and queues.</summary>
    public static string Unique(string prefix) => $"{prefix}-{Guid.NewGuid():N}";

    public async ValueTask InitializeAsync() =>
        server = await AzuriteServer.StartAsync(
            new AzuriteOptions { MoreAccounts = Accounts, Progress = TestContext.Current.SendDiagnosticMessage });

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
    }
}
