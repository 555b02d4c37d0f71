using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;

namespace QNom.Local.Identity;

/// <summary>The issuer over HTTP: discovery, keys, tokens.</summary>
public static class IdentityEndpoints
{
    /// <summary>Where it stands on the function host's address.</summary>
    public const string Path = "/identity";

    private static readonly JsonDocumentOptions StrictJson = new() { AllowDuplicateProperties = false };

    /// <summary>Adds the issuer's endpoints.</summary>
    public static void MapIdentity(this IEndpointRouteBuilder endpoints, DevelopmentIssuer issuer)
    {
        endpoints.MapGet($"{Path}/.well-known/openid-configuration", () => Results.Json(Discovery(issuer.Address)));
        endpoints.MapGet($"{Path}/jwks", () => Results.Json(Keys(issuer.PublicKey)));
        endpoints.MapGet($"{Path}/token", (HttpRequest request) => AnswerAsync(
            request, issuer, static request => Task.FromResult(Fields(request.Query)), Plain));
        endpoints.MapPost($"{Path}/token", (HttpRequest request) => AnswerAsync(
            request, issuer, ReadBodyAsync, OAuth));
    }

    private static async Task<IResult> AnswerAsync(
        HttpRequest request,
        DevelopmentIssuer issuer,
        Func<HttpRequest, Task<Dictionary<string, StringValues>>> read,
        Func<string, TokenRequest, IResult> write)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        try
        {
            var wanted = TokenRequest.Parse(await read(request));
            return write(issuer.Issue(wanted), wanted);
        }
        catch (TokenRequestException refused)
        {
            // RFC 6749, section 5.2.
            return Results.Json(
                new { error = refused.Error, error_description = refused.Message }, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    // For a shell: TOKEN=$(curl -s '…/identity/token?sub=alice&role=diner')
    private static IResult Plain(string token, TokenRequest request) => Results.Text(token);

    private static IResult OAuth(string token, TokenRequest request) => Results.Json(new
    {
        access_token = token,
        token_type = "Bearer",
        expires_in = (int)request.Lifetime.TotalSeconds,
        scope = string.Join(' ', request.Roles),
    });

    private static object Discovery(string address) => new
    {
        issuer = address,
        jwks_uri = $"{address}/jwks",
        token_endpoint = $"{address}/token",
        grant_types_supported = new[] { "client_credentials" },
        token_endpoint_auth_methods_supported = new[] { "client_secret_post" },
        response_types_supported = new[] { "token" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { SecurityAlgorithms.EcdsaSha256 },
        scopes_supported = TokenRequest.KnownRoles,
        claims_supported = new[] { "iss", "sub", "aud", "iat", "nbf", "exp", "jti", "roles", "venues", "email", "email_verified" },
    };

    private static object Keys(JsonWebKey key) => new
    {
        keys = new[] { new { kty = key.Kty, crv = key.Crv, x = key.X, y = key.Y, kid = key.Kid, alg = key.Alg, use = key.Use } },
    };

    private static async Task<Dictionary<string, StringValues>> ReadBodyAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
            return Fields(await request.ReadFormAsync(request.HttpContext.RequestAborted));
        if (!request.HasJsonContentType())
            throw new TokenRequestException(
                "invalid_request", "the body must be application/x-www-form-urlencoded or application/json.");

        try
        {
            using var json = await JsonDocument.ParseAsync(
                request.Body, StrictJson, request.HttpContext.RequestAborted);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new TokenRequestException("invalid_request", "the body must be a JSON object.");
            return json.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => Values(field.Value));
        }
        catch (JsonException error)
        {
            throw new TokenRequestException("invalid_request", $"the body is not JSON: {error.Message}");
        }
    }

    private static StringValues Values(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Select(item => item.ToString()).ToArray()
        : new StringValues(value.ToString());

    private static Dictionary<string, StringValues> Fields(IEnumerable<KeyValuePair<string, StringValues>> source) =>
        source.ToDictionary();
}
