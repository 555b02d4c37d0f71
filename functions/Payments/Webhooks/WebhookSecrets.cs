using System.Security.Cryptography;
using System.Text;

namespace QNom.Payments.Webhooks;

/// <summary>The secrets of one sender: two are good at once while one replaces the other. None means that nothing is believed.</summary>
/// <param name="keys">The keys as bytes.</param>
public sealed class WebhookSecrets(IReadOnlyList<byte[]> keys)
{
    /// <summary>How far a signed time may be from ours, in both directions.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    /// <summary>Secrets whose texts are the keys.</summary>
    public static WebhookSecrets OfTexts(IEnumerable<string> secrets) => new([.. secrets.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => keys.Count == 0;

    /// <summary>Whether any secret makes any of the signatures. Every pair is compared, in constant time.</summary>
    /// <param name="content">What was signed, in parts.</param>
    /// <param name="signatures">The signatures as bytes.</param>
    public SignatureVerdict Check(IReadOnlyList<ReadOnlyMemory<byte>> content, IReadOnlyList<byte[]> signatures)
    {
        var matches = false;
        foreach (var key in keys)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            foreach (var part in content)
                hmac.AppendData(part.Span);
            var expected = hmac.GetHashAndReset();
            foreach (var signature in signatures)
                matches |= CryptographicOperations.FixedTimeEquals(expected, signature);
        }

        return matches ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }

    /// <summary>Whether a signed time is near enough to now: 299 s is, and 301 s is not.</summary>
    public static bool IsFresh(long unixSeconds, DateTimeOffset now) =>
        Math.Abs((decimal)now.ToUnixTimeSeconds() - unixSeconds) <= (decimal)Window.TotalSeconds;
}
