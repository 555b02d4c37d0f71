namespace QNom.Local.Azurite;

/// <summary>How Azurite is to run.</summary>
public sealed class AzuriteOptions
{
    /// <summary>The address to listen on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The blob service's port; 0 takes any free one.</summary>
    public int BlobPort { get; init; }

    /// <summary>The queue service's port; 0 takes any free one.</summary>
    public int QueuePort { get; init; }

    /// <summary>The table service's port; 0 takes any free one.</summary>
    public int TablePort { get; init; }

    /// <summary>The folder that keeps the data; null keeps everything in memory and nothing on disk.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Storage accounts beside the usual one; none sees anything of another's.</summary>
    public IReadOnlyList<string> MoreAccounts { get; init; } = [];

    /// <summary>Told what takes long: the installation, the wait for a previous Azurite.</summary>
    public Action<string> Progress { get; init; } = static _ => { };

    internal IEnumerable<string> Arguments()
    {
        foreach (var (service, port) in new[] { ("blob", BlobPort), ("queue", QueuePort), ("table", TablePort) })
        {
            yield return $"--{service}Host";
            yield return Host;
            yield return $"--{service}Port";
            yield return $"{port}";

            // Node.js would close a connection after 5 idle seconds, often just as a client uses it again; the client's
            // retries then cost seconds. .NET gives connections up after one minute, so that side closes first.
            yield return $"--{service}KeepAliveTimeout";
            yield return "120";
        }

        // The storage SDKs are newer than the API versions that Azurite has heard of.
        yield return "--skipApiVersionCheck";
        yield return "--disableTelemetry";
        yield return "--silent";

        if (DataFolder is null)
        {
            yield return "--inMemoryPersistence";
        }
        else
        {
            yield return "--location";
            yield return Path.GetFullPath(DataFolder);
        }
    }
}
