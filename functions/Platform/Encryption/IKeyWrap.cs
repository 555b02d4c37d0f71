namespace QNom.Platform.Encryption;

/// <summary>A key that is encrypted by another one, which never leaves where it is kept.</summary>
/// <param name="Version">The version of the other one.</param>
/// <param name="Bytes">The encrypted key.</param>
public sealed record WrappedKey(string Version, byte[] Bytes);

/// <summary>What encrypts data keys: in Azure a key in Key Vault, on one machine one that is derived from <c>CREDENTIAL_KEY</c>.</summary>
public interface IKeyWrap
{
    /// <summary>Encrypts a data key.</summary>
    /// <exception cref="Azure.RequestFailedException">The vault does not answer, or refuses.</exception>
    Task<WrappedKey> WrapAsync(byte[] key, CancellationToken cancellationToken);

    /// <summary>Decrypts a data key.</summary>
    /// <exception cref="Azure.RequestFailedException">The vault does not answer, or refuses.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was not encrypted here.</exception>
    Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken);
}
