using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace QNom.Platform.Identity;

/// <summary>
/// Names people in data that outlives or leaves their profile: the same person is the same pseudonym everywhere, and only
/// the holder of the key can tell whose it is.
/// </summary>
public sealed class Pseudonyms(Settings settings)
{
    // 128 bits: no two people share one by chance.
    private const int Length = 16;

    private readonly byte[] key = Encoding.UTF8.GetBytes(settings.PseudonymKey);

    /// <summary>The caller's pseudonym, 22 characters of base64url.</summary>
    public string Of(Caller caller) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(caller.Subject)).AsSpan(0, Length));

    /// <summary>A short mark of anything: enough to see that two are the same, too little to name one. Never 0.</summary>
    public uint Mark(string what) =>
        Math.Max(1, BinaryPrimitives.ReadUInt32LittleEndian(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("mark\n" + what))));
}
