using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QNom.Platform;

/// <summary>
/// The form of Standard Webhooks 1.0, in which some send to us and we send to others: <c>webhook-id</c>,
/// <c>webhook-timestamp</c> and <c>webhook-signature: v1,… v1,…</c>; base64 of the HMAC-SHA256 of id, time and raw body with
/// dots between.
/// </summary>
public static class StandardWebhook
{
    /// <summary>The headers.</summary>
    public const string IdHeader = "webhook-id", TimeHeader = "webhook-timestamp", SignatureHeader = "webhook-signature";

    /// <summary>How secrets begin when they are written down.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>How a signature begins.</summary>
    public const string Version = "v1,";

    /// <summary>The bytes of a secret: the base64 after <see cref="SecretPrefix"/>.</summary>
    /// <exception cref="FormatException">It is not base64.</exception>
    public static byte[] Key(string secret) =>
        Convert.FromBase64String(secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);

    /// <summary>A secret as it is written down.</summary>
    public static string Secret(byte[] key) => SecretPrefix + Convert.ToBase64String(key);

    /// <summary>A time as it is sent and signed: seconds since 1970.</summary>
    public static string Time(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>What is signed before the body.</summary>
    public static byte[] Head(string id, string time) => Encoding.UTF8.GetBytes($"{id}.{time}.");

    /// <summary>A signature as it is sent.</summary>
    /// <param name="key">The bytes of the secret.</param>
    /// <param name="id">The <c>webhook-id</c>.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="body">The body.</param>
    public static string Sign(byte[] key, string id, DateTimeOffset at, string body) =>
        Version + Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. Head(id, Time(at)), .. Encoding.UTF8.GetBytes(body)]));
}
