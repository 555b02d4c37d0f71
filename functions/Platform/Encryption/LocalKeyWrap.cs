using System.Security.Cryptography;
using QNom.Platform.Identity;

namespace QNom.Platform.Encryption;

/// <summary>For development: data keys are encrypted by a key that is derived from <c>CREDENTIAL_KEY</c>.</summary>
internal sealed class LocalKeyWrap(CredentialKeys keys) : IKeyWrap
{
    private const string Version = "local";

    private readonly SealedText sealing = new(keys.For("data keys"));

    /// <inheritdoc/>
    public Task<WrappedKey> WrapAsync(byte[] key, CancellationToken cancellationToken) =>
        Task.FromResult(new WrappedKey(Version, sealing.Seal(Convert.ToBase64String(key), Version)));

    /// <inheritdoc/>
    public Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken) => wrapped.Version == Version
        ? Task.FromResult(Convert.FromBase64String(sealing.Open(wrapped.Bytes, Version)))
        : throw new CryptographicException("A data key was encrypted by a vault, and QNOM_PERSONAL_KEY does not name it.");
}
