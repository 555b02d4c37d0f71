using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace QNom.Local.Azurite;

/// <summary>Azurite, the storage emulator from npm, as a process that ends gracefully with this one.</summary>
public sealed partial class AzuriteServer : IAsyncDisposable
{
    // Published by Microsoft for development: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
    private const string Account = "devstoreaccount1";
    private const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly Process launch;
    private readonly AzuriteOutput output;
    private bool stopping;

    private AzuriteServer(Process launch, AzuriteOutput output)
    {
        this.launch = launch;
        this.output = output;
    }

    /// <summary>The blob service's address, with the account's name.</summary>
    public Uri BlobEndpoint => Endpoint("Blob");

    /// <summary>The queue service's address, with the account's name.</summary>
    public Uri QueueEndpoint => Endpoint("Queue");

    /// <summary>The table service's address, with the account's name.</summary>
    public Uri TableEndpoint => Endpoint("Table");

    /// <summary>What the storage SDKs and the setting <c>AzureWebJobsStorage</c> take.</summary>
    public string ConnectionString => ConnectionStringOf(Account);

    /// <summary>Azurite's own process.</summary>
    public int ProcessId => output.ProcessId;

    /// <summary>Completes when Azurite has ended; what it said last, unless it was asked to end.</summary>
    public Task<string> Ended => output.Ended;

    /// <summary>The same of one of <see cref="AzuriteOptions.MoreAccounts"/>.</summary>
    public string ConnectionStringOf(string account) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};" +
        $"BlobEndpoint={Endpoint("Blob", account)};QueueEndpoint={Endpoint("Queue", account)};TableEndpoint={Endpoint("Table", account)};";

    /// <summary>Installs Azurite if need be, starts it, and returns once all three services listen.</summary>
    /// <exception cref="PortInUseException">One of the ports is taken.</exception>
    /// <exception cref="LocalCloudException">Node.js is missing, the installation failed, or Azurite did.</exception>
    public static async Task<AzuriteServer> StartAsync(AzuriteOptions options, CancellationToken ct = default)
    {
        await AzuriteInstallation.EnsureAsync(options.Progress, ct);

        var pidFile = "-";
        if (options.DataFolder is { } folder)
        {
            pidFile = Path.Combine(Directory.CreateDirectory(folder).FullName, "azurite.pid");
            await PreviousAzurite.WaitForEndAsync(pidFile, options.Progress, ct);
        }

        var launch = AzuriteInstallation.StartOrExplain(
            new ProcessStartInfo(
                "node", [Path.Combine(AzuriteInstallation.Folder, "launch.js"), pidFile, .. options.Arguments()])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["AZURITE_ACCOUNTS"] = string.Join(';', options.MoreAccounts.Prepend(Account).Select(account => $"{account}:{Key}")) },
            });
        var server = new AzuriteServer(launch, new AzuriteOutput(launch));
        try
        {
            await server.ReadyAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets Azurite save its data and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping)
            return;
        stopping = true;

        launch.StandardInput.Close();
        if (await Task.WhenAny(Ended, Task.Delay(StopPatience)) != Ended)
            KillHard();
        launch.Dispose();
    }

    private Uri Endpoint(string service, string account = Account) => new($"{output.Addresses[service]}/{account}");

    private async Task ReadyAsync(CancellationToken ct)
    {
        var first = await Task.WhenAny(output.Listening, Ended, Task.Delay(StartPatience, ct));
        ct.ThrowIfCancellationRequested();
        if (first == output.Listening)
            return;
        if (first != Ended)
            throw new LocalCloudException($"Azurite did not start within {StartPatience.TotalSeconds} s.");

        var said = await Ended;
        if (AddressInUse().Match(said) is { Success: true } match)
            throw new PortInUseException(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        throw new LocalCloudException($"Azurite did not start: {said}");
    }

    private void KillHard()
    {
        try
        {
            using var azurite = Process.GetProcessById(ProcessId);
            azurite.Kill();
        }
        catch (ArgumentException)
        {
            // It ended in this very moment.
        }
    }

    [GeneratedRegex(@"EADDRINUSE.*:(\d+)")]
    private static partial Regex AddressInUse();
}
