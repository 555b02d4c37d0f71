using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace QNom.Platform.Identity;

/// <summary>Validates the issuer's tokens against its published keys.</summary>
public sealed class TokenValidator(Settings settings, IssuerKeys keys, TimeProvider time) : ICallerSource
{
    // Clocks may differ by this much.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <inheritdoc/>
    public string Prefix => "";

    /// <inheritdoc/>
    public async Task<Caller?> IdentifyAsync(string credential, CancellationToken cancellationToken)
    {
        var result = await ValidateAsync(credential, await keys.CurrentAsync(cancellationToken));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            result = await ValidateAsync(credential, await keys.LookAgainAsync(cancellationToken));
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt || string.IsNullOrEmpty(jwt.Subject))
            return null;

        return new Caller(jwt.Subject, Values(jwt, "roles").Where(Roles.OfTokens.Contains).ToHashSet(StringComparer.Ordinal))
        {
            Venues = Values(jwt, "venues").ToHashSet(StringComparer.Ordinal),
            // OpenID Connect Core 1.0, section 5.1. Some issuers write the flag as a text.
            VerifiedEmail = Values(jwt, "email_verified").FirstOrDefault() is "true" or "True" ? Values(jwt, "email").FirstOrDefault() : null,
        };
    }

    private static IEnumerable<string> Values(JsonWebToken token, string claim) =>
        token.Claims.Where(candidate => candidate.Type == claim).Select(candidate => candidate.Value);

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
