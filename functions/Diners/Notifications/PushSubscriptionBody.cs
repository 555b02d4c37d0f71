using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using QNom.Platform.Http;
using QNom.Platform.Network;

namespace QNom.Diners.Notifications;

/// <summary>A browser's keys (RFC 8291).</summary>
/// <param name="P256dh">A point of the curve P-256, uncompressed, in base64url.</param>
/// <param name="Auth">16 bytes in base64url.</param>
public sealed record PushKeys([property: JsonPropertyName("p256dh")] string P256dh, string Auth);

/// <summary>A subscription of a browser, as its <c>PushSubscription.toJSON()</c> gives it.</summary>
/// <param name="Endpoint">The push service's address of the browser: https, and a name that is not of a network of one's own.</param>
/// <param name="Keys">The browser's keys.</param>
/// <param name="ExpirationTime">When it ends, in milliseconds since 1970; browsers give null.</param>
public sealed record PushSubscriptionBody(string Endpoint, PushKeys Keys, long? ExpirationTime = null)
{
    private const int LongestEndpoint = 1000;
    private const int PointLength = 65;
    private const int AuthLength = 16;

    /// <summary>Checks everything.</summary>
    /// <exception cref="ProblemException">400, with all that is wrong.</exception>
    public void Validate()
    {
        var errors = new ValidationErrors();
        errors.Require(
            IsEndpoint(Endpoint), "/endpoint",
            $"must be an address of a push service: https, a public name without a port, at most {LongestEndpoint} characters");
        errors.Require(IsPoint(Keys?.P256dh), "/keys/p256dh", "must be a point of the curve P-256 in base64url");
        errors.Require(Bytes(Keys?.Auth) is { Length: AuthLength }, "/keys/auth", $"must be {AuthLength} bytes in base64url");
        errors.ThrowIfAny();
    }

    /// <summary>
    /// Whether we may ever send something to an address that someone gave us. What its name leads to is checked once more when
    /// a connection is made: see <see cref="PublicConnections"/>.
    /// </summary>
    internal static bool IsEndpoint(string? endpoint) =>
        endpoint is { Length: <= LongestEndpoint }
        && Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
        && address is { Scheme: "https", IsDefaultPort: true, UserInfo: "", Fragment: "" }
        && PublicName.IsPublic(address);

    private static bool IsPoint(string? text)
    {
        if (Bytes(text) is not { Length: PointLength } point || point[0] != 4)
            return false;
        try
        {
            // Throws for what is not on the curve: encrypting to it would tell whoever made it up something of our key.
            using var key = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33], Y = point[33..] },
            });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[]? Bytes(string? text) =>
        text is { Length: < 200 } && Base64Url.IsValid(text) ? Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(text)) : null;
}
