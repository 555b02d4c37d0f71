using System.Security.Cryptography;
using QNom.Local.Identity;

namespace QNom.Local;

/// <summary>What the local cloud keeps on disk, for one process at a time; or in memory, if it is ephemeral.</summary>
internal sealed class DataFolder : IAsyncDisposable
{
    private readonly string? path;
    private readonly FileLock? held;

    private DataFolder(string? path, FileLock? held) => (this.path, this.held) = (path, held);

    /// <summary>Azurite's folder; null in memory.</summary>
    public string? Azurite => path is null ? null : Path.Combine(path, "azurite");

    /// <summary>The Cosmos DB emulator's file; null in memory.</summary>
    public string? CosmosDatabase => path is null ? null : Path.Combine(path, "cosmos.db");

    /// <summary>Takes the folder, made if need be.</summary>
    /// <exception cref="LocalCloudException">Another process has it, or it cannot be written.</exception>
    public static DataFolder Open(string? path)
    {
        if (path is null)
            return new DataFolder(null, null);

        try
        {
            Directory.CreateDirectory(path);
            return FileLock.TryTake(Path.Combine(path, "qnom.lock")) is { } held
                ? new DataFolder(path, held)
                : throw new LocalCloudException(
                    $"The data folder {path} is in use by another QNom. Stop that one, or choose another folder with --data.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LocalCloudException($"The data folder {path} (--data) cannot be used: {error.Message}", error);
        }
    }

    /// <summary>The development issuer's key.</summary>
    public SigningKey SigningKey() => path is null
        ? Identity.SigningKey.Create()
        : Identity.SigningKey.LoadOrCreate(Path.Combine(path, "identity", "signing-key.pem"));

    /// <summary>The key of the reporters' pseudonyms, which must stay the same as long as the reports do.</summary>
    public string PseudonymKey() => Secret("pseudonym-key");

    /// <summary>The key behind API keys and device tokens, which are good for as long as it stays.</summary>
    public string CredentialKey() => Secret("credential-key");

    private string Secret(string name)
    {
        var fresh = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        return path is null ? fresh : PrivateFile.ReadOrCreate(Path.Combine(path, name), () => fresh);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => held?.DisposeAsync() ?? ValueTask.CompletedTask;
}
