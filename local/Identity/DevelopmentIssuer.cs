using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace QNom.Local.Identity;

/// <summary>
/// An OpenID Connect issuer that gives a token for anybody to anybody: for development, on the machine's own address.
/// </summary>
/// <param name="address">The issuer's name, which is also where it answers; no slash at the end.</param>
/// <param name="audience">Whom the tokens are meant for.</param>
/// <param name="key">Signs them.</param>
/// <param name="time">Says when they were issued.</param>
public sealed class DevelopmentIssuer(string address, string audience, SigningKey key, TimeProvider time)
{
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The <c>iss</c> of every token.</summary>
    public string Address => address;

    /// <summary>The public key, as the key document publishes it.</summary>
    public JsonWebKey PublicKey => key.Public;

    /// <summary>A signed token (ES256) with the standard claims, <c>roles</c> and, where named, <c>venues</c>.</summary>
    public string Issue(TokenRequest request)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = request.Subject,
            [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
            ["roles"] = request.Roles.ToArray(),
        };
        if (request.Venues.Count > 0)
            claims["venues"] = request.Venues.ToArray();
        if (request.Email is not null)
            (claims[JwtRegisteredClaimNames.Email], claims[JwtRegisteredClaimNames.EmailVerified]) = (request.Email, true);

        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = address,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + request.Lifetime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(key.Private, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
