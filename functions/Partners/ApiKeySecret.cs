using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using QNom.Platform.Identity;

namespace QNom.Partners;

/// <summary>
/// API keys: <c>qn_{partner}_{key id}_{secret}</c>. Partner and key id are no secret and say where the key is stored, so
/// that it is found by one point read. The secret has 256 bits: it cannot be guessed whatever the speed of the hash, so a
/// fast one does, where a slow one, made for passwords, would let anyone keep us busy. It is keyed, so that what is stored
/// tells nothing without the app's own key, not even whether a candidate is right.
/// </summary>
public sealed class ApiKeySecret(CredentialKeys keys)
{
    /// <summary>How every key starts.</summary>
    public const string Prefix = "qn_";

    // Base64url of 256 bits.
    private const int SecretLength = 43;

    private readonly byte[] hashing = keys.For("api key hashes");
    private readonly byte[] making = keys.For("api key secrets");

    /// <summary>The secret that belongs to a nonce, of 256 random bits: the same each time, until the nonce is forgotten.</summary>
    public string Make(byte[] nonce) => Base64Url.EncodeToString(HMACSHA256.HashData(making, nonce));

    /// <summary>What is stored of a secret.</summary>
    public byte[] Hash(string secret) => HMACSHA256.HashData(hashing, Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether a secret is the one that was stored, in a time that does not depend on where they differ.</summary>
    public bool IsRight(string secret, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(secret), hash);

    /// <summary>The key as its holder is told it, once.</summary>
    public static string Write(string partnerId, string keyId, string secret) => $"{Prefix}{partnerId}_{keyId}_{secret}";

    /// <summary>Takes a key apart; null if no key looks like this, so that nothing is asked of the database.</summary>
    public static (string PartnerId, string KeyId, string Secret)? Read(string key) =>
        key.Split('_', 4) is ["qn", var partner, var id, { Length: SecretLength } secret] && IsId(partner) && IsId(id)
            ? (partner, id, secret)
            : null;

    // As they are made: never more, so never another document's id.
    private static bool IsId(string text) =>
        text.Length == PartnerIds.Length && text.All(char.IsAsciiHexDigitLower);
}

/// <summary>The ids that this capability makes.</summary>
internal static class PartnerIds
{
    /// <summary>64 bits in hexadecimal digits: an API key is no place for more, and a clash is refused.</summary>
    public const int Length = 16;

    /// <summary>The id of what an effect creates.</summary>
    public static string Of(Platform.Idempotency.Effect effect) => effect.Id[..Length];
}
