using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace QNom.Platform.Identity;

/// <summary>Validates bearer tokens against the issuer's published keys.</summary>
public sealed class TokenValidator(Settings settings, IssuerKeys keys, TimeProvider time)
{
    // Clocks may differ by this much.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <summary>Who the token speaks of; null if it is not to be trusted, whatever the reason.</summary>
    /// <exception cref="HttpRequestException">The issuer's keys could not be fetched, so nothing can be said.</exception>
    public async Task<Caller?> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        var result = await ValidateAsync(token, await keys.CurrentAsync(cancellationToken));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            result = await ValidateAsync(token, await keys.LookAgainAsync(cancellationToken));
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt || string.IsNullOrEmpty(jwt.Subject))
            return null;

        var roles = jwt.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value);
        return new Caller(jwt.Subject, roles.ToHashSet(StringComparer.Ordinal));
    }

    private Task<TokenValidationResult> ValidateAsync(string token, ICollection<SecurityKey> signingKeys) =>
        handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = signingKeys,
            ValidIssuers = [keys.Issuer, keys.Issuer + "/"],
            ValidAudience = settings.Audience,
            // Asymmetric only: with a public key as the secret, an HMAC token could be made by anyone.
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires, time.GetUtcNow().UtcDateTime),
        });

    private static bool IsCurrent(DateTime? notBefore, DateTime? expires, DateTime now) =>
        expires is { } end && now < end + ClockSkew && (notBefore is not { } start || now >= start - ClockSkew);
}
