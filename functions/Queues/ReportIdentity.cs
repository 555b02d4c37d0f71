using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QNom.Queues;

/// <summary>Says when two reports are the same one.</summary>
internal static class ReportIdentity
{
    /// <summary>
    /// A report's id. Under a key it follows from who says what where, so that what is sent again is the same report; the body
    /// is part of it: the same key with another body must never pass for a report that was counted already.
    /// </summary>
    public static string IdFor(string venueId, string reporter, ReportBody body, string? key) => key is null
        ? Guid.NewGuid().ToString()
        : new Guid(Hash(string.Create(CultureInfo.InvariantCulture,
            $"{venueId}\n{reporter}\n{key}\n{body.WaitMinutes}\n{body.QueueLength}\n{body.JoinedAt?.UtcTicks}\n{body.ServedAt?.UtcTicks}"))[..16]).ToString();

    /// <summary>What is stored of a key, since it may say something about its client.</summary>
    public static string? KeyHash(string? key) => key is null ? null : Convert.ToHexStringLower(Hash(key)[..16]);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
