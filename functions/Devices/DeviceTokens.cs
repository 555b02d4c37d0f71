using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using QNom.Platform.Identity;

namespace QNom.Devices;

/// <summary>
/// Tokens for devices of people who never sign up: <c>qd_</c> and, in base64url, a random subject of 128 bits, when it ends
/// (seconds of Unix time, 64 bits, big-endian) and an HMAC-SHA256 over both. Nothing is stored: whoever shows the token is
/// the subject, and nobody can tell whose it is.
/// </summary>
public sealed class DeviceTokens(CredentialKeys keys, TimeProvider time) : ICallerSource
{
    /// <summary>So long a token is good; a device then registers anew, as someone else.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    private const int SubjectLength = 16;
    private const int PayloadLength = SubjectLength + sizeof(long);
    private const int Length = PayloadLength + HMACSHA256.HashSizeInBytes;

    private static readonly IReadOnlySet<string> DeviceRoles = new HashSet<string> { Roles.Device };

    private readonly byte[] signing = keys.For("device tokens");

    /// <inheritdoc/>
    public string Prefix => "qd_";

    /// <summary>A token for a device that no other is.</summary>
    public DeviceToken Issue()
    {
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        Span<byte> token = stackalloc byte[Length];
        RandomNumberGenerator.Fill(token[..SubjectLength]);
        BinaryPrimitives.WriteInt64BigEndian(token[SubjectLength..], expiresAt.ToUnixTimeSeconds());
        HMACSHA256.HashData(signing, token[..PayloadLength], token[PayloadLength..]);
        return new DeviceToken(Prefix + Base64Url.EncodeToString(token), expiresAt);
    }

    /// <inheritdoc/>
    public Task<Caller?> IdentifyAsync(string credential, CancellationToken cancellationToken) =>
        Task.FromResult(Identify(credential.AsSpan(Prefix.Length)));

    private Caller? Identify(ReadOnlySpan<char> text)
    {
        Span<byte> token = stackalloc byte[Length];
        // TryDecode throws for what is no base64url; it tries only whether there is room.
        if (!Base64Url.IsValid(text, out var length) || length != Length || !Base64Url.TryDecodeFromChars(text, token, out _))
            return null;

        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(signing, token[..PayloadLength], signature);
        var ends = BinaryPrimitives.ReadInt64BigEndian(token[SubjectLength..]);
        return CryptographicOperations.FixedTimeEquals(signature, token[PayloadLength..]) && time.GetUtcNow().ToUnixTimeSeconds() < ends
            ? new Caller($"device:{Base64Url.EncodeToString(token[..SubjectLength])}", DeviceRoles) { Kind = CallerKind.Device }
            : null;
    }
}

/// <summary>What a device is told, once.</summary>
/// <param name="Token">To be sent as a bearer token with its reports.</param>
/// <param name="ExpiresAt">When it ends, UTC.</param>
public sealed record DeviceToken(string Token, DateTimeOffset ExpiresAt);
