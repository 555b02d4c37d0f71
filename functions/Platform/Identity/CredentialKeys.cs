using System.Security.Cryptography;
using System.Text;

namespace QNom.Platform.Identity;

/// <summary>
/// A key for each purpose, derived from the one in the settings (HKDF, RFC 5869), so that what is made for one purpose is
/// worth nothing for another.
/// </summary>
public sealed class CredentialKeys(Settings settings)
{
    private const int Shortest = 32;
    private const int Length = 32;

    // A secret that is not there must stop the app, and never become a key that everybody knows.
    private readonly byte[] root = settings.CredentialKey.Length >= Shortest
        ? Encoding.UTF8.GetBytes(settings.CredentialKey)
        : throw new InvalidOperationException($"The setting CREDENTIAL_KEY is shorter than {Shortest} characters.");

    /// <summary>The 256-bit key for a purpose.</summary>
    public byte[] For(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, root, Length, info: Encoding.UTF8.GetBytes($"qnom {purpose}"));
}
