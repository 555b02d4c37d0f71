using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace QNom.Platform.Identity;

/// <summary>
/// Validates bearer tokens against the issuer's published keys (OpenID Connect discovery). Keys are cached, and fetched
/// again when a token names one that is not known, which is how a rotation shows.
/// </summary>
public sealed class TokenValidator
{
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters parameters;

    /// <summary>Prepares the validation; keys are fetched on first use.</summary>
    public TokenValidator(Settings settings, TimeProvider time)
    {
        var issuer = settings.Issuer.ToString().TrimEnd('/');
        var discovery = new ConfigurationManager<OpenIdConnectConfiguration>(
            issuer + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = !settings.Issuer.IsLoopback });

        parameters = new TokenValidationParameters
        {
            ConfigurationManager = discovery,
            ValidIssuers = [issuer, issuer + "/"],
            ValidAudience = settings.Audience,
            // Asymmetric only: with a public key as the secret, an HMAC token could be made by anyone.
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires, time.GetUtcNow().UtcDateTime),
        };
    }

    /// <summary>Clocks may differ by this much.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Who the token speaks of; null if it is not to be trusted, whatever the reason.</summary>
    /// <exception cref="HttpRequestException">The issuer's keys could not be fetched, so nothing can be said.</exception>
    public async Task<Caller?> ValidateAsync(string token)
    {
        var result = await handler.ValidateTokenAsync(token, parameters);
        if (result.Exception is { } failure && IssuerIsSilent(failure))
            throw new HttpRequestException("The identity provider's keys could not be fetched.", failure);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt || string.IsNullOrEmpty(jwt.Subject))
            return null;

        var roles = jwt.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value);
        return new Caller(jwt.Subject, roles.ToHashSet(StringComparer.Ordinal));
    }

    private static bool IsCurrent(DateTime? notBefore, DateTime? expires, DateTime now) =>
        expires is { } end && now < end + ClockSkew && (notBefore is not { } start || now >= start - ClockSkew);

    // IDX20803 and IDX20804: the discovery document or the keys could not be read.
    private static bool IssuerIsSilent(Exception exception) =>
        exception.Message.Contains("IDX2080", StringComparison.Ordinal)
        || exception.InnerException is { } inner && IssuerIsSilent(inner);
}
