using System.Security.Cryptography;
using System.Text;

namespace QNom.Local.Cosmos.Http;

/// <summary>
/// The signature of a request by the account's key:
/// https://learn.microsoft.com/rest/api/cosmos-db/access-control-on-cosmosdb-resources.
/// </summary>
internal sealed class MasterKeySignature(string key)
{
    private const string Prefix = "type=master&ver=1.0&sig=";

    // Paths that end in one of these name a feed: the signed link is the feed's owner.
    private static readonly HashSet<string> ResourceTypes =
    [
        "dbs", "colls", "docs", "pkranges", "offers", "sprocs", "triggers", "udfs", "users", "permissions", "conflicts",
        "clientencryptionkeys",
    ];

    private readonly byte[] keyBytes = Convert.FromBase64String(key);

    /// <summary>True if <paramref name="authorization"/> signs this request.</summary>
    /// <param name="path">The decoded path; clients sign names decoded.</param>
    /// <param name="rawPath">The path as it was sent; some clients sign that.</param>
    public bool IsValid(string? authorization, string method, string path, string rawPath, string? date)
    {
        if (string.IsNullOrEmpty(authorization) || string.IsNullOrEmpty(date))
            return false;
        var token = Uri.UnescapeDataString(authorization);
        if (!token.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!Convert.TryFromBase64String(token[Prefix.Length..], given, out var length) || length != given.Length)
            return false;
        return Signs(given, method, path, date) || (rawPath != path && Signs(given, method, rawPath, date));
    }

    private bool Signs(ReadOnlySpan<byte> given, string method, string path, string date)
    {
        var (type, link) = Resource(path.Trim('/'));
        if (Matches(given, method, type, link, date))
            return true;
        // A path of internal identifiers is signed as the last of them, in lower case.
        var last = link[(link.LastIndexOf('/') + 1)..];
        return Matches(given, method, type, last.ToLowerInvariant(), date) || Matches(given, method, type, last, date);
    }

    private bool Matches(ReadOnlySpan<byte> given, string method, string type, string link, string date)
    {
        var payload = Encoding.UTF8.GetBytes(
            $"{method.ToLowerInvariant()}\n{type}\n{link}\n{date.ToLowerInvariant()}\n\n");
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(keyBytes, payload, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    private static (string Type, string Link) Resource(string path)
    {
        var segments = path.Split('/');
        if (segments.Length % 2 == 0)
            return (segments[^2].ToLowerInvariant(), path);
        return ResourceTypes.Contains(segments[^1])
            ? (segments[^1], string.Join('/', segments[..^1]))
            : (string.Empty, path);
    }
}
