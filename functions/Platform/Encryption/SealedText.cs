using System.Security.Cryptography;
using System.Text;

namespace QNom.Platform.Encryption;

/// <summary>Texts that only who has the key can read or make: AES-256 in GCM (NIST SP 800-38D), bound to where they stand.</summary>
internal sealed class SealedText(byte[] key)
{
    private static readonly int NonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagLength = AesGcm.TagByteSizes.MaxSize;

    /// <summary>Seals a text: nonce, tag, cipher text.</summary>
    public byte[] Seal(string text, string place)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var seal = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(seal.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(
            seal.AsSpan(0, NonceLength), plain, seal.AsSpan(NonceLength + TagLength), seal.AsSpan(NonceLength, TagLength),
            Encoding.UTF8.GetBytes(place));
        return seal;
    }

    /// <summary>Opens what was sealed for the same place.</summary>
    /// <exception cref="CryptographicException">It was not, or not with this key.</exception>
    public string Open(byte[] seal, string place)
    {
        var plain = new byte[seal.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(
            seal.AsSpan(0, NonceLength), seal.AsSpan(NonceLength + TagLength), seal.AsSpan(NonceLength, TagLength), plain,
            Encoding.UTF8.GetBytes(place));
        return Encoding.UTF8.GetString(plain);
    }
}
